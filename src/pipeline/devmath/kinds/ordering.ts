import { defineForm } from '../form';
import type { DevMathKind } from '../form';
import { permutations } from '../permutations';
import { people, services } from '../words';
import { chainLines } from './chainOrder';
import type { Fact } from './chainOrder';
import { placement } from './placement';
import { places } from './severalSteps/places';
import { sequences } from './severalSteps/sequences';

interface Comparison {
  readonly items: readonly string[];
  readonly more: string;
  readonly less: string;
  /** `the fastest`, and with a rank before the last word: `the second fastest`. */
  readonly most: string;
  readonly least: string;
  readonly noun: string;
}

const comparisons: readonly Comparison[] = [
  {
    items: people,
    more: 'is taller than',
    less: 'is shorter than',
    most: 'tallest',
    least: 'shortest',
    noun: 'person',
  },
  {
    items: people,
    more: 'is older than',
    less: 'is younger than',
    most: 'oldest',
    least: 'youngest',
    noun: 'person',
  },
  {
    items: people,
    more: 'has closed more tickets than',
    less: 'has closed fewer tickets than',
    most: 'most productive',
    least: 'least productive',
    noun: 'person',
  },
  {
    items: services,
    more: 'is faster than',
    less: 'is slower than',
    most: 'fastest',
    least: 'slowest',
    noun: 'service',
  },
  {
    items: services,
    more: 'uses more memory than',
    less: 'uses less memory than',
    most: 'largest in memory',
    least: 'smallest in memory',
    noun: 'service',
  },
  {
    items: services,
    more: 'was started before',
    less: 'was started after',
    most: 'first to be started',
    least: 'last to be started',
    noun: 'service',
  },
];

const ranks = ['', 'second ', 'third '] as const;

const ranking = defineForm({
  name: 'ranking',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const comparison = pick.of(comparisons);
    const count = { easy: 3, medium: 4, hard: 5 }[difficulty];
    const order = pick.sample(comparison.items, count);
    const links = order.slice(1).map((low, i) => ({ high: order[i] ?? '', low }));
    const facts = pick.shuffle(links).map((link): Fact => {
      const { high, low } = link;
      const text = pick.chance(0.5)
        ? `${high} ${comparison.more} ${low}`
        : `${low} ${comparison.less} ${high}`;
      return { ...link, text };
    });
    const mayRank = !comparison.most.includes(' ');
    const rank = mayRank && difficulty !== 'easy' ? pick.int(0, 2) : 0;
    const isTop = pick.chance(0.5);
    const asked = `${ranks[rank] ?? ''}${isTop ? comparison.most : comparison.least}`;
    const answer = (isTop ? order[rank] : order[count - 1 - rank]) ?? '';
    return {
      comparison,
      order,
      facts,
      rank,
      isTop,
      clues: `${facts.map(({ text }) => text).join('. ')}.`,
      asked,
      answer,
      noun: comparison.noun,
      names: pick.shuffle(order).join(', '),
    };
  },
  templates: [
    '{clues} Who or what is the {asked}?',
    'Here are some facts. {clues} Find the {asked}.',
    '{clues} Which {noun} is the {asked}?',
    'We know the following. {clues} Which {noun} is the {asked}? [Answer with the name.|Give only the name.]',
    'Look at {names}. {clues} Name the {noun} that is the {asked}.',
    'Which {noun} is the {asked}? {clues}',
    'candidates: {names}\nfacts: {clues}\nwanted: the name of the {noun} that is the {asked}',
    'Our wiki has a note that nobody ever put in order. It says: {clues} My manager wants to know which {noun} is the {asked}, so what do I say?',
    'Suppose that all of this is true. {clues} Which of {names} is then the {asked}?',
    'If you sort {names} by the facts below, which one turns out to be the {asked}? {clues}',
    'Sort these out and reply with nothing but the name of the {noun} that is the {asked}: {names}. {clues}',
    '// {clues}\n// so which {noun} is the {asked}?',
    'ok so {clues} which one is the {asked}',
  ],
  devTemplates: [
    'Given these facts about {names}: {clues} Tell me the name of the {noun} that is the {asked}.',
    'Here is what was measured. {clues} From this, work out which {noun} must be the {asked}.',
  ],
  solve: ({ comparison, order, facts, rank, isTop, asked, answer }, pick) => {
    const { more, most, least } = comparison;
    const end = isTop ? 'first' : 'last';
    const counted = (isTop ? order : [...order].reverse())
      .slice(0, rank + 1)
      .map((name, i) => `${i + 1}. ${name}`)
      .join(', ');
    const reading =
      rank === 0
        ? `the ${asked} stands ${end}, and that is ${answer}`
        : `the ${isTop ? most : least} stands ${end}, so we count from the ${isTop ? 'start' : 'end'}: ${counted}`;
    return {
      answer,
      goal: `the ${asked}`,
      steps: [
        {
          title: 'Put the facts together',
          text: `${pick.of(['we write', 'let us write'])} > for "${more}" and take one fact at a time:\n${chainLines(facts).join('\n')}`,
        },
        {
          title: 'Read off the answer',
          text: `the order from the ${most} to the ${least} is complete; ${reading}`,
        },
      ],
    };
  },
});

/** What is known about the order of a line. Positions count from 1. */
interface Clue {
  readonly rule: 'at' | 'notAt' | 'before' | 'directlyBefore' | 'adjacent';
  readonly a: string;
  readonly b: string;
  readonly position: number;
}

const ordinals = ['first', 'second', 'third', 'fourth'] as const;

function clueText({ rule, a, b, position }: Clue): string {
  const place = ordinals[position - 1] ?? '';
  return {
    at: `${a} is ${place}`,
    notAt: `${a} is not ${place}`,
    before: `${a} comes somewhere before ${b}`,
    directlyBefore: `${a} comes directly before ${b}`,
    adjacent: `${a} and ${b} are next to each other`,
  }[rule];
}

function holds({ rule, a, b, position }: Clue, order: readonly string[]): boolean {
  const [i, j] = [order.indexOf(a), order.indexOf(b)];
  switch (rule) {
    case 'at':
      return i === position - 1;
    case 'notAt':
      return i !== position - 1;
    case 'before':
      return i < j;
    case 'directlyBefore':
      return i + 1 === j;
    case 'adjacent':
      return Math.abs(i - j) === 1;
  }
}

/** The orders that are left after each clue in turn. */
function remaining(names: readonly string[], clues: readonly Clue[]): string[][][] {
  let left = permutations(names);
  return clues.map((clue) => (left = left.filter((order) => holds(clue, order))));
}

/** The clues in the sequence in which the fewest orders have to be listed. */
function shortest(names: readonly string[], clues: readonly Clue[]): Clue[] {
  const length = (sequence: readonly Clue[]): number => remaining(names, sequence).flat().length;
  return permutations(clues).reduce((best, each) => (length(each) < length(best) ? each : best));
}

const line = defineForm({
  name: 'line',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const count = difficulty === 'medium' ? 3 : 4;
    const names = pick.sample(pick.chance(0.6) ? people : services, count);
    const draw = (): { clues: Clue[]; left: string[][][] } => {
      const clues = Array.from({ length: difficulty === 'medium' ? 2 : 3 }, (_, i): Clue => {
        const [a = '', b = ''] = pick.sample(names, 2);
        const rule =
          i === 0 && difficulty === 'hard'
            ? 'at'
            : pick.of(['notAt', 'before', 'directlyBefore', 'adjacent'] as const);
        return { rule, a, b, position: pick.int(1, count) };
      });
      return { clues, left: remaining(names, clues) };
    };
    const { clues, left } = pick.until(draw, ({ left: lists }) => {
      const sizes = lists.map((list) => list.length);
      return (
        sizes.at(-1) === 1 &&
        sizes.every((size, i) => i === 0 || size < (sizes[i - 1] ?? 0)) &&
        sizes.every((size) => size <= 6)
      );
    });
    const [order = []] = left.at(-1) ?? [];
    // What a fact says outright is not asked for.
    const pinned = clues.filter(({ rule }) => rule === 'at').map((clue) => clue.position);
    const open = names.map((_, i) => i + 1).filter((each) => !pinned.includes(each));
    const position = pick.of(open);
    const [where, verb] = pick.of([
      ['in the queue', 'stand'],
      ['in the build order', 'are'],
      ['on the list', 'are'],
      ['in the pipeline', 'run'],
    ] as const);
    return {
      names,
      clues,
      position,
      place: ordinals[position - 1] ?? '',
      answer: order[position - 1] ?? '',
      list: names.join(', '),
      facts: clues.map(clueText).join('; '),
      where,
      verb,
    };
  },
  templates: [
    'We have to order {list}. The rules: {facts}. Which one is {place}?',
    '{list} {verb} {where}, one after the other. {facts}. Who or what is {place}?',
    'The order of {list} {where} is unknown, but we know: {facts}. Which of them is {place}?',
    'Find out who is {place} {where} among {list} if the following is true: {facts}.',
    'Which of {list} is {place} {where}? {facts}.',
    'to be ordered {where}: {list}\nconstraints: {facts}\nwanted: whichever is {place}',
    'I lost my notes about the order {where}. What I still know about {list} is this: {facts}. Which one do I put {place}?',
    'If {list} {verb} {where} so that all of this is true ({facts}), which one of them is {place}?',
    'Arrange {list} from first to last. Respect this: {facts}. Give the one that is {place}.',
    'Nobody wrote down how {list} {verb} {where}, and the screenshot of it is blurry. Still, people remember that {facts}. Who or what is {place}?',
    '# {facts}\n# these are in no order yet: {list}\n# which one is {place} {where}?',
    'need to get {list} in order. {facts}. which one ends up {place}',
  ],
  devTemplates: [
    'Exactly one order of {list} fits these conditions: {facts}. Which name takes the {place} place {where}?',
    'Conditions {where}: {facts}. The names are {list}. State the name that is {place}.',
  ],
  solve: ({ names, clues, position, place, answer }) => {
    const used = shortest(names, clues);
    const lines = remaining(names, used).map((orders, i) => {
      const clue = used[i];
      return `${clue === undefined ? '' : `"${clueText(clue)}"`}: ${orders.map((order) => order.join(' ')).join(', ')}`;
    });
    const [order = []] = remaining(names, used).at(-1) ?? [];
    return {
      answer,
      goal: `the ${place} one`,
      steps: [
        {
          title: 'Use one fact after the other',
          text: `[we take one fact at a time and keep the orders that fit|after each fact we list the orders that are left]:\n${lines.join('\n')}`,
        },
        {
          title: 'Read off the answer',
          text: `only one order is left: ${order
            .slice(0, position)
            .map((name, i) => `${i + 1}. ${name}`)
            .join(', ')}, so ${answer} is ${place}`,
        },
      ],
    };
  },
});

export const ordering: DevMathKind = {
  name: 'ordering',
  forms: [ranking, line, placement, ...places, ...sequences],
};
