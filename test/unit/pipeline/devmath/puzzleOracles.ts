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

/** Reads the facts and the question of a form that asks for more than a rank. */
function placement(drawn: Drawn): string[] {
  const names = text(drawn, 'names').split(', ');
  const isMore = /is taller|is older|before|faster|has more|ahead|earns more/;
  const facts = text(drawn, 'told')
    .replace(/\.$/, '')
    .split(/\. |, and |, |; /);
  const fitting = orders(names).filter((order) =>
    facts.every((fact) => {
      const found = [...fact.matchAll(/[A-Z][a-z]+/g)].map(([name]) => order.indexOf(name));
      const isBefore = found[0]! < found[1]!;
      return isBefore === isMore.test(fact);
    }),
  );
  if (facts.length !== names.length - 1) throw new Error('a fact was not read');
  const asked = text(drawn, 'asked').replace(/[?.]$/, '');
  return fitting.map((order) => {
    if (asked.includes('middle')) return order[(order.length - 1) / 2]!;
    const between = /between (\w+) and (\w+)/.exec(asked);
    if (between) {
      const ends = [order.indexOf(between[1]!), order.indexOf(between[2]!)].sort();
      return order.slice(ends[0]! + 1, ends[1]).join(' and ');
    }
    if (/How many|number of/.test(asked)) {
      const at = order.indexOf(/\w+$/.exec(asked)![0]);
      return String(/taller|older|faster|more/.test(asked) ? at : order.length - 1 - at);
    }
    const rank = ['first', 'second', 'third', 'fourth'].findIndex((each) => asked.includes(each));
    const isTop = /tallest|oldest|fastest|best/.test(asked);
    return order.at(isTop ? Math.max(rank, 0) : -1 - Math.max(rank, 0))!;
  });
}

/** Whether one of three says something true about others. */
function isThirdRight(claim: string, isHonest: (name: string) => boolean): boolean {
  const [a, b] = [...claim.matchAll(/\b[A-Z][a-z]*\b/g)]
    .map(([name]) => name)
    .filter((name) => !['At', 'Exactly'].includes(name))
    .map(isHonest);
  const isAboutLying = /\b(?:lies?|liars?)\b/.test(claim);
  if (b === undefined) return a !== isAboutLying;
  if (claim.startsWith('At least one')) return !a || !b;
  if (claim.startsWith('Exactly one')) return a !== b;
  if (claim.includes('same kind')) return a === b;
  return isAboutLying ? !a && !b : a! && b;
}

function threeSpeakers(drawn: Drawn): string[] {
  const names = text(drawn, 'list').split(/, | and /);
  const statements = [
    ...text(drawn, 'statements').matchAll(/(\w+)(?: says| claims)?: "([^"]*)\."/g),
  ];
  if (statements.length !== 3) throw new Error('a statement was not read');
  const question = text(drawn, 'question');
  return tuples(3, 2)
    .map(
      (bits) =>
        (name: string): boolean =>
          bits[names.indexOf(name)] === 1,
    )
    .filter((isHonest) =>
      statements.every(([, name, claim]) => isHonest(name!) === isThirdRight(claim!, isHonest)),
    )
    .map((isHonest) => {
      const liars = names.filter((name) => !isHonest(name));
      if (question.includes('only liar')) return liars.join(' and ');
      if (question.startsWith('Who')) return names.filter(isHonest).join(' and ');
      if (question.startsWith('How many')) return String(liars.length);
      const isLiar = liars.includes(/^(?:Is|Does) (\w+)/.exec(question)![1]!);
      return isLiar === question.startsWith('Is') ? 'yes' : 'no';
    });
}

/** The answer in every arrangement that the facts of a puzzle's question allow; all must agree. */
export const puzzleOracles: Readonly<Record<string, (drawn: Drawn) => string[]>> = {
  'ordering/ranking': ranking,
  'ordering/line': line,
  'truthTellers/knights': knights,
  'ordering/placement': placement,
  'truthTellers/culprit': culprit,
  'truthTellers/threeSpeakers': threeSpeakers,
};
