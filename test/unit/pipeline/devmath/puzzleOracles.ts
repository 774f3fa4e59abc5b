import { allOrders, text, tuples } from './oracles';
import type { Drawn } from './oracles';

function orders(names: readonly string[]): string[][] {
  return allOrders(names.length).map((tuple) => tuple.map((i) => names[i]!));
}

/** Reads the clues as they stand in the question: «X is faster than Y.» */
function ranking(drawn: Drawn): string[] {
  const names = text(drawn, 'names').split(', ');
  const clues = text(drawn, 'clues')
    .split('.')
    .filter((clue) => clue.trim() !== '');
  const isMore = /taller|older|has closed more|faster|uses more|started before/;
  const fitting = orders(names).filter((order) =>
    clues.every((clue) => {
      const place = (name: string): number => clue.search(new RegExp(`\\b${name}\\b`));
      const [first = '', second = ''] = names
        .filter((name) => place(name) >= 0)
        .sort((a, b) => place(a) - place(b));
      return order.indexOf(first) < order.indexOf(second) === isMore.test(clue);
    }),
  );
  const asked = text(drawn, 'asked');
  const rank = asked.startsWith('third ') ? 2 : asked.startsWith('second ') ? 1 : 0;
  const isTop = /tallest|oldest|^most|fastest|largest|^first/.test(
    asked.replace(/^(second|third) /, ''),
  );
  return fitting.map((order) => order.at(isTop ? rank : -1 - rank)!);
}

const places = ['first', 'second', 'third', 'fourth'];

function line(drawn: Drawn): string[] {
  const names = text(drawn, 'list').split(', ');
  const facts = text(drawn, 'facts').split('; ');
  const fitting = orders(names).filter((order) =>
    facts.every((fact) => {
      const at = (name = ''): number => order.indexOf(name);
      const place = /^(\w+) is (not )?(\w+)$/.exec(fact);
      if (place) return (at(place[1]) === places.indexOf(place[3]!)) === (place[2] === undefined);
      const before = /^(\w+) comes (somewhere|directly) before (\w+)$/.exec(fact);
      if (before) {
        const gap = at(before[3]) - at(before[1]);
        return before[2] === 'directly' ? gap === 1 : gap > 0;
      }
      const next = /^(\w+) and (\w+) are next to each other$/.exec(fact)!;
      return Math.abs(at(next[1]) - at(next[2])) === 1;
    }),
  );
  return fitting.map((order) => order[places.indexOf(text(drawn, 'place'))]!);
}

function isRight(claim: string, names: readonly string[], honest: readonly boolean[]): boolean {
  const count = /^(Exactly|At least) (\d) of us/.exec(claim);
  const liars = honest.filter((each) => !each).length;
  if (count) return count[1] === 'Exactly' ? liars === Number(count[2]) : liars >= Number(count[2]);
  const about = /^(\w+) (always lies|always tells the truth)$/.exec(claim)!;
  return honest[names.indexOf(about[1]!)] === (about[2] === 'always tells the truth');
}

function knights(drawn: Drawn): string[] {
  const names = text(drawn, 'list').split(/, | and /);
  const statements = [...text(drawn, 'statements').matchAll(/(\w+) says: "([^"]*)\."/g)];
  if (statements.length !== names.length) throw new Error('a statement was not read');
  const question = text(drawn, 'question');
  return tuples(names.length, 2)
    .map((bits) => bits.map((bit) => bit === 1))
    .filter((honest) =>
      statements.every(
        ([, name, claim]) => honest[names.indexOf(name!)] === isRight(claim!, names, honest),
      ),
    )
    .map((honest) => {
      const liars = names.filter((_, i) => !honest[i]);
      if (question.startsWith('Who')) return liars.join(' and ');
      if (question.startsWith('How many')) return String(liars.length);
      return liars.includes(/^Does (\w+)/.exec(question)![1]!) ? 'no' : 'yes';
    });
}

function culprit(drawn: Drawn): string[] {
  const names = text(drawn, 'list').split(/, | and /);
  const statements = [...text(drawn, 'texts').matchAll(/(\w+): "([^"]*)\."/g)];
  if (statements.length !== names.length) throw new Error('a statement was not read');
  const wanted = Number(/^Exactly (\d)/.exec(text(drawn, 'rule'))![1]);
  return names.filter((name) => {
    const right = statements.filter(([, speaker, claim]) => {
      const about = claim!.startsWith('I ') ? speaker : claim!.split(' ')[0];
      return (about === name) !== claim!.includes('did not');
    });
    return right.length === wanted;
  });
}

/** The answer in every arrangement that the facts of a puzzle's question allow; all must agree. */
export const puzzleOracles: Readonly<Record<string, (drawn: Drawn) => string[]>> = {
  'ordering/ranking': ranking,
  'ordering/line': line,
  'truthTellers/knights': knights,
  'truthTellers/culprit': culprit,
};
