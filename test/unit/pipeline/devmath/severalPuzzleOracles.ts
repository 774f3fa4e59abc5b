import { allOrders, countIf, text, tuples } from './oracles';
import type { Drawn, Oracle } from './oracles';
import { of } from './plainOracles';
import { runC, runJavaScript, runPython } from './runProgram';

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'];

const placeOracles: Readonly<Record<string, Oracle>> = {
  'ordering/betweenInLine': of((v) =>
    countIf(1, v('total'), (i) => i > v('front') && v('total') - i + 1 > v('end')),
  ),
  'ordering/lengthOfLine': of((v) => v('front') - 1 + 1 + (v('back') - 1) + v('joined')),
  'ordering/overtaking': of((v) => {
    const ahead = v('place') - 1 - v('up') + v('down') - v('out');
    return ahead + 1;
  }),
};

function measured(d: Drawn): string {
  const services = text(d, 'list')
    .split(', ')
    .map((each) => /^(\w+) (\d+) ms$/.exec(each)!);
  const [place = '', order = ''] = text(d, 'asked').split(' ');
  const before = ordinals.indexOf(place);
  const found = services.find(([, , time]) => {
    const others = services.filter(([, , other]) =>
      order === 'fastest' ? Number(other) < Number(time) : Number(other) > Number(time),
    );
    return others.length === before;
  });
  return found![1]!;
}

function middle(d: Drawn): string {
  const [base, k, less] = ['base', 'k', 'd'].map((key) => Number(d[key])) as [
    number,
    number,
    number,
  ];
  const values: [string, number][] = [
    [text(d, 'a'), base],
    [text(d, 'b'), base * k],
    [text(d, 'c'), base * k - less],
  ];
  const isMiddle = ([, value]: [string, number]): boolean =>
    values.filter(([, other]) => other < value).length === 1;
  return values.find(isMiddle)![0];
}

/** Reads the rules as they stand in the question; more than one answer is none. */
function sequence(d: Drawn): string {
  const rules = text(d, 'told')
    .split('; ')
    .map((rule): [string, string] => {
      const [first = '', second = ''] = rule.split(
        / needs | must run before | has to wait for | is only possible after /,
      );
      return rule.includes('before') ? [first, second] : [second, first];
    });
  const names = [...new Set(rules.flat())];
  if (names.length !== rules.length + 1) throw new Error('a rule was not read');
  const fitting = allOrders(names.length)
    .map((order) => order.map((i) => names[i]!))
    .filter((order) => rules.every(([early, late]) => order.indexOf(early) < order.indexOf(late)));
  const place = text(d, 'place');
  const at = place === 'last' ? names.length - 1 : ordinals.indexOf(place);
  return [...new Set(fitting.map((order) => order[at]!))].join(' or ');
}

function reordered(d: Drawn): string {
  let list = text(d, 'list').split(' ');
  for (const move of text(d, 'told').split(', then ')) {
    const swap = /^swap (\w) and (\w)$/.exec(move);
    const shift = /^move (\w) to the (end|front)$/.exec(move);
    if (swap) {
      const [x, y] = [list.indexOf(swap[1]!), list.indexOf(swap[2]!)];
      list = list.with(x, list[y]!).with(y, list[x]!);
    } else if (shift) {
      const rest = list.filter((each) => each !== shift[1]);
      list = shift[2] === 'end' ? [...rest, shift[1]!] : [shift[1]!, ...rest];
    } else if (move === 'reverse the whole list') list = list.toReversed();
    else throw new Error(`«${move}» was not read`);
  }
  return list[ordinals.indexOf(text(d, 'place'))]!;
}

/** Whether one of two says something true. */
function isRight(claim: string, self: boolean, other: boolean): boolean {
  if (claim === 'we are both liars') return !self && !other;
  if (claim === 'at least one of us is a liar') return !(self && other);
  if (claim === 'exactly one of us is a liar') return self !== other;
  if (claim.endsWith('and I are alike')) return self === other;
  if (claim.startsWith('I am honest or ')) return self || other;
  if (claim.endsWith(' is lying')) return !other;
  if (claim.endsWith(' speaks the truth')) return other;
  throw new Error(`«${claim}» was not read`);
}

function speakers(d: Drawn): string {
  const said = [...text(d, 'statements').matchAll(/(\w+): "([^"]*)"/g)];
  if (said.length !== 2) throw new Error('a statement was not read');
  const names = said.map(([, name]) => name!);
  const question = text(d, 'question');
  const answers = tuples(2, 2)
    .map((bits) => bits.map((bit) => bit === 1))
    .filter((honest) =>
      said.every(([, , claim], i) => isRight(claim!, honest[i]!, honest[1 - i]!) === honest[i]),
    )
    .map((honest) => {
      const liars = names.filter((_, i) => !honest[i]);
      if (question.startsWith('How many')) return String(liars.length);
      if (question.startsWith('Which')) return liars.join(' and ');
      return liars.includes(/^Is (\w+)/.exec(question)![1]!) ? 'no' : 'yes';
    });
  return [...new Set(answers)].join(' or ');
}

function boxes(d: Drawn): string {
  const notes = [...text(d, 'told').matchAll(/([ABC]): "the \w+ is ([^"]*)"/g)];
  if (notes.length !== 3) throw new Error('a note was not read');
  const wanted = Number(/^Exactly (\d)/.exec(text(d, 'rule'))![1]);
  const isTrue = (box: string, note: string, at: string): boolean => {
    const named = note.includes('in here') ? [box] : (note.match(/[ABC]/g) ?? []);
    return named.includes(at) !== note.startsWith('not ');
  };
  return ['A', 'B', 'C']
    .filter((at) => notes.filter(([, box, note]) => isTrue(box!, note!, at)).length === wanted)
    .join(' or ');
}

function hidden(d: Drawn): string {
  const hints = [...text(d, 'told').matchAll(/: "it is ([^"]*)"/g)].map(([, hint]) => hint!);
  if (hints.length !== 3) throw new Error('a hint was not read');
  const holds = (hint: string, value: number): boolean => {
    if (hint === 'even' || hint === 'odd') return (value % 2 === 0) === (hint === 'even');
    const limit = Number(/\d+/.exec(hint)![0]);
    if (hint.startsWith('greater')) return value > limit;
    if (hint.startsWith('less')) return value < limit;
    return (value === limit) !== hint.startsWith('not ');
  };
  return Array.from({ length: Number(d.most) }, (_, i) => i + 1)
    .filter((value) => hints.filter((hint) => !holds(hint, value)).length === 1)
    .join(' or ');
}

/** Runs the program as it stands in the question. */
function run(d: Drawn): number {
  const lines = text(d, 'code').split('\n');
  const printed = typeof d.printed === 'string' ? d.printed : `(${text(d, 'asked')})`;
  const asked = /\((?:"%d", )?(.*?)\);?$/.exec(printed)![1]!;
  if (lines.some((line) => /\bint \w/.test(line))) return runC(lines, asked);
  return lines.some((line) => line.endsWith(';') || line.endsWith('}'))
    ? runJavaScript(lines, asked)
    : runPython(lines, asked);
}

const programs = [
  'straightFunction',
  'composedCalls',
  'branchingFunction',
  'recursiveFunction',
  'filteredList',
  'digitSum',
  'sumOfSquares',
  'productTable',
  'growingString',
  'skippingLoop',
  'breakingLoop',
  'doublingCounter',
  'twoPointers',
  'commonDivisor',
];

/** Places, orders, liars and programs. */
export const severalPuzzleOracles: Readonly<Record<string, Oracle>> = {
  ...placeOracles,
  'ordering/measuredRank': measured,
  'ordering/comparedSums': middle,
  'ordering/buildSequence': sequence,
  'ordering/reorderedList': reordered,
  'truthTellers/twoSpeakers': speakers,
  'truthTellers/labelledBoxes': boxes,
  'truthTellers/hiddenNumber': hidden,
  ...Object.fromEntries(programs.map((name): [string, Oracle] => [`loops/${name}`, run])),
};
