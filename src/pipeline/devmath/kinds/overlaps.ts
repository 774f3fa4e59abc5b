import { defineTrainForm } from '../form';
import type { AnyForm } from '../form';
import type { Pick } from '../pick';
import type { Solution } from '../solution';

/** `speak French`, `speak Polish`: one verb with two objects. */
const themes = [
  {
    who: 'people',
    place: 'office',
    verb: 'speak',
    pairs: [
      ['French', 'Polish'],
      ['Spanish', 'German'],
    ],
  },
  {
    who: 'students',
    place: 'class',
    verb: 'play',
    pairs: [
      ['chess', 'football'],
      ['guitar', 'piano'],
    ],
  },
  {
    who: 'programmers',
    place: 'company',
    verb: 'use',
    pairs: [
      ['Vim', 'Emacs'],
      ['Linux', 'Windows'],
    ],
  },
  {
    who: 'guests',
    place: 'hotel',
    verb: 'drink',
    pairs: [
      ['tea', 'coffee'],
      ['juice', 'milk'],
    ],
  },
  {
    who: 'engineers',
    place: 'department',
    verb: 'write',
    pairs: [
      ['Kotlin', 'Swift'],
      ['C', 'Perl'],
    ],
  },
  {
    who: 'customers',
    place: 'survey',
    verb: 'own',
    pairs: [
      ['a tablet', 'a laptop'],
      ['a car', 'a bicycle'],
    ],
  },
  {
    who: 'members',
    place: 'club',
    verb: 'collect',
    pairs: [
      ['coins', 'stamps'],
      ['maps', 'records'],
    ],
  },
] as const;

type Ask = 'neither' | 'exactlyOne' | 'atLeastOne' | 'onlyFirst' | 'shared';

interface Counts {
  readonly a: number;
  readonly b: number;
  readonly both: number;
  readonly total: number;
  readonly neither: number;
}

/** What is asked for, behind «how many»; the same in each of the wordings. */
function askedFor(pick: Pick, ask: Ask, verb: string, [x, y]: readonly [string, string]): string {
  return pick.of(
    {
      neither: [
        `${verb} neither ${x} nor ${y}`,
        `${verb} neither of the two`,
        `do not ${verb} either of the two`,
      ],
      exactlyOne: [
        `${verb} exactly one of the two`,
        `${verb} either ${x} or ${y}, but not both`,
        `${verb} just one of ${x} and ${y}`,
      ],
      atLeastOne: [
        `${verb} ${x} or ${y} or both`,
        `${verb} at least one of the two`,
        `${verb} at least one of ${x} and ${y}`,
      ],
      onlyFirst: [
        `${verb} ${x} but not ${y}`,
        `${verb} only ${x} of the two`,
        `${verb} ${x} and do not ${verb} ${y}`,
      ],
      shared: [
        `${verb} both ${x} and ${y}`,
        `${verb} both of the two`,
        `${verb} ${x} as well as ${y}`,
      ],
    }[ask],
  );
}

const goals: Readonly<Record<Ask, string>> = {
  neither: 'the number of those with neither',
  exactlyOne: 'the number of those with exactly one',
  atLeastOne: 'the number of those with at least one',
  onlyFirst: 'the number of those with the first only',
  shared: 'the number of those with both',
};

/** A title, the reason, an expression and its value. */
function steps({ a, b, both, total, neither }: Counts, ask: Ask): Solution['steps'] {
  const any = a + b - both;
  const union = {
    title: 'Count those with at least one',
    text: `we add both groups and subtract the ${both} with both once, as they are in each of the two numbers`,
    equations: [`${a} + ${b} - ${both} = ${any}`],
  };
  return {
    atLeastOne: [union],
    neither: [
      union,
      {
        title: 'Subtract from all',
        text: `the others of the ${total} have neither`,
        equations: [`${total} - ${any} = ${neither}`],
      },
    ],
    exactlyOne: [
      {
        title: 'Take those with both away from each group',
        text: `the ${both} with both are in each of the two numbers and do not count, so we subtract them twice`,
        equations: [`${a} + ${b} - 2 * ${both} = ${any - both}`],
      },
    ],
    onlyFirst: [
      {
        title: 'Subtract those with both',
        text: `of the ${a} with the first we take away the ${both} with both`,
        equations: [`${a} - ${both} = ${a - both}`],
      },
    ],
    shared: [
      {
        title: 'Count those with at least one',
        text: `${neither} of the ${total} have neither, so the others have at least one`,
        equations: [`${total} - ${neither} = ${any}`],
      },
      {
        title: 'Find what was counted twice',
        text: 'adding the two groups counts those with both twice, so what is too much is their number',
        equations: [`${a} + ${b} - ${any} = ${both}`],
      },
    ],
  }[ask];
}

function results({ a, b, both, neither }: Counts): Readonly<Record<Ask, number>> {
  return {
    neither,
    exactlyOne: a + b - 2 * both,
    atLeastOne: a + b - both,
    onlyFirst: a - both,
    shared: both,
  };
}

function drawTheme(pick: Pick, ask: Ask) {
  const { who, place, verb, pairs } = pick.of(themes);
  const [x, y] = pick.of<readonly [string, string]>(pairs);
  const [onlyX, onlyY, both] = [pick.int(2, 40), pick.int(2, 40), pick.int(2, 25)];
  const neither = pick.int(1, 30);
  const counts = {
    a: onlyX + both,
    b: onlyY + both,
    both,
    neither,
    total: onlyX + onlyY + both + neither,
  };
  return { ...counts, ask, who, place, verb, x, y, asked: askedFor(pick, ask, verb, [x, y]) };
}

function solve(values: Counts & { readonly ask: Ask }): Solution {
  const { ask } = values;
  return { answer: String(results(values)[ask]), goal: goals[ask], steps: steps(values, ask) };
}

const overlap = defineTrainForm({
  name: 'overlap',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) =>
    drawTheme(
      pick,
      pick.of(
        {
          easy: ['onlyFirst', 'atLeastOne'] as const,
          medium: ['neither', 'exactlyOne', 'atLeastOne'] as const,
          hard: ['neither', 'exactlyOne'] as const,
        }[difficulty],
      ),
    ),
  templates: [
    'In one {place}, {a} of {total} {who} {verb} {x}, {b} {verb} {y}, and {both} {verb} both. How many {asked}?',
    'We asked {total} {who}. {a} {verb} {x} and {b} {verb} {y}; among these are {both} who {verb} both. How many of those asked {asked}?',
    'Of {total} {who}, {both} {verb} both {x} and {y}. Altogether {a} {verb} {x} and {b} {verb} {y}. How many {asked}?',
    'How many of our {total} {who} {asked}? We know that {a} {verb} {x}, that {b} {verb} {y} and that {both} {verb} both.',
    '{total} {who}: {a} {verb} {x}, {b} {verb} {y}, {both} {verb} both. How many {asked}?',
    '{who}: {total}\n{verb} {x}: {a}\n{verb} {y}: {b}\n{verb} both: {both}\nHow many {asked}?',
    'There are {total} {who}, and I count {a} who {verb} {x}. {b} {verb} {y}, but {both} of these {b} are among the {a} as well. How many {who} {asked}?',
    'say {a} out of {total} {who} {verb} {x} and {b} {verb} {y}, with {both} doing both. how many {asked}',
    'If {b} of {total} {who} {verb} {y}, {a} {verb} {x}, and the number of those who {verb} both is {both}, then how many {asked}?',
  ],
  solve: (values) => solve(values),
});

const shared = defineTrainForm({
  name: 'shared',
  difficulties: ['medium', 'hard'],
  draw: (pick) => drawTheme(pick, 'shared'),
  templates: [
    'In one {place}, {a} of {total} {who} {verb} {x}, {b} {verb} {y}, and {neither} {verb} neither. How many {asked}?',
    'We asked {total} {who}. {a} {verb} {x} and {b} {verb} {y}, while {neither} {verb} neither of the two. How many {asked}?',
    '{neither} of {total} {who} {verb} neither {x} nor {y}. {a} {verb} {x} and {b} {verb} {y}, so some do both. How many {asked}?',
    'How many of our {total} {who} {asked}, if {a} {verb} {x}, {b} {verb} {y} and {neither} do not {verb} either of the two?',
    '{who}: {total}\n{verb} {x}: {a}\n{verb} {y}: {b}\n{verb} neither: {neither}\nHow many {asked}?',
    'out of {total} {who} {a} {verb} {x}, {b} {verb} {y} and {neither} neither. how many {asked}',
  ],
  solve: (values) => solve(values),
});

/** Two overlapping groups, told with «both», «either», «neither» and «only». */
export const overlaps: readonly AnyForm[] = [overlap, shared];
