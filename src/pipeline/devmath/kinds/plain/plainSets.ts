import type { AnyForm } from '../../form';
import type { Pick } from '../../pick';
import { definePlainForm } from '../../plainForm';

/** Two groups in a whole, with what both share. */
function drawGroups(pick: Pick, size: number) {
  const draw = (): number => pick.int(1, 15 * size);
  const [onlyA, onlyB, both, neither] = [draw(), draw(), draw(), draw()];
  const a = onlyA + both;
  const b = onlyB + both;
  return {
    a,
    b,
    both,
    either: a + b - both,
    total: a + b - both + neither,
    ...pick.of([
      { who: 'people', x: 'drink coffee', y: 'drink tea' },
      { who: 'developers', x: 'know Java', y: 'know Python' },
      { who: 'students', x: 'play guitar', y: 'play piano' },
      { who: 'users', x: 'use the app', y: 'use the website' },
      { who: 'hosts', x: 'run a database', y: 'run a proxy' },
      { who: 'tests', x: 'touch the disk', y: 'touch the network' },
    ]),
  };
}

const noneOfTwo = definePlainForm({
  name: 'noneOfTwo',
  draw: drawGroups,
  templates: [
    'Of {total} {who}, {a} {x}, {b} {y} and {both} do both. How many do neither?',
    '{total} {who}: {a} {x}, {b} {y}, {both} both. Neither?',
    'In a group of {total} {who}, {a} {x} and {b} {y}; {both} are counted in both. How many are in no group?',
    'we are {total} {who}. {a} {x}, {b} {y}, {both} of these do both things. how many do none of it',
    'There are {total} {who}. {a} of them {x}. {b} of them {y}. {both} do the one and the other. Find the number of those who do neither.',
  ],
  goal: 'the number of those in neither group',
  steps: [
    {
      title: 'Count those in a group',
      text: 'those who do both are counted twice in {a} + {b}, so we take {both} away once',
      work: '{a} + {b} - {both}',
    },
    { title: 'Take them from all', text: 'all others do neither', work: '{total} - {1}' },
  ],
});

const eitherOfTwo = definePlainForm({
  name: 'eitherOfTwo',
  draw: drawGroups,
  templates: [
    '{a} {who} {x}, {b} {y}, and {both} do both. How many do at least one of it?',
    '{a} {x}, {b} {y}, {both} both. How many {who} in total, without counting anyone twice?',
    'A list has {a} {who} who {x} and {b} who {y}, {both} of them on both sides. How many different {who} is that?',
    'how many {who} {x} or {y} (or both), with {a} and {b} and an overlap of {both}',
    'Of our {who}, {a} {x} and {b} {y}. {both} are in both counts. How many are in one or both?',
  ],
  goal: 'the number of those in a group',
  steps: [
    {
      title: 'Count the overlap once',
      text: 'the {both} who do both are counted twice, so we take them away once',
      work: '{a} + {b} - {both}',
    },
  ],
});

const justFirst = definePlainForm({
  name: 'justFirst',
  draw: drawGroups,
  templates: [
    '{a} {who} {x}, and {both} of these also {y}. How many only {x}?',
    'Of {a} {who} who {x}, {both} {y} too. How many of them do not?',
    '{x}: {a} {who}. {x} and {y}: {both}. Only the first?',
    'there are {a} {who} who {x}, {both} of them {y} as well. how many just {x}',
    'How many of the {a} {who} that {x} do nothing else, if {both} of them {y} as well?',
  ],
  goal: 'the number of those in the first group alone',
  steps: [
    { title: 'Take the others away', text: 'of the {a}, {both} do both', work: '{a} - {both}' },
  ],
});

const inBoth = definePlainForm({
  name: 'inBoth',
  draw: drawGroups,
  templates: [
    '{either} {who} do at least one of two things: {a} {x} and {b} {y}. How many do both?',
    'All {either} {who} of a team {x} or {y}. {a} {x}, {b} {y}. How many do both?',
    '{a} + {b} {who} in two groups, but only {either} different ones. Overlap?',
    'every one of {either} {who} does something: {a} {x}, {b} {y}. how many do the one and the other',
    'We have {either} {who}, none without a group. {a} {x} and {b} {y}. Count those in both groups.',
  ],
  goal: 'the number of those in both groups',
  steps: [
    {
      title: 'See what is counted twice',
      text: 'together {a} + {b} are counted, but there are only {either}, so the rest is counted twice',
      work: '{a} + {b} - {either}',
    },
  ],
});

const theOthers = definePlainForm({
  name: 'theOthers',
  draw: drawGroups,
  templates: [
    '{a} of {total} {who} {x}. How many do not?',
    'There are {total} {who}, {a} of them {x}. What is the number of the others?',
    '{total} {who}, {a} {x}. Rest?',
    'out of {total} {who} {a} {x}, how many is it that do not',
    'All but {a} of {total} {who} stay away. How many stay away?',
  ],
  goal: 'the number of the others',
  steps: [{ title: 'Subtract', text: 'without the {a} there remain', work: '{total} - {a}' }],
});

/** Two groups and their overlap. */
export const plainSets: readonly AnyForm[] = [noneOfTwo, eitherOfTwo, justFirst, inBoth, theOthers];
