import { defineForm } from '../form';
import type { AnyForm, DevMathKind } from '../form';
import type { Difficulty } from '../devMathRow';
import type { Solution } from '../solution';
import { overlaps } from './overlaps';
import { plainSets } from './plain/plainSets';
import { groupsInSteps } from './severalSteps/groupsInSteps';

interface Groups {
  readonly notSecond: string;
  readonly who: string;
  readonly first: string;
  readonly second: string;
  readonly third: string;
}

/** Verb phrases with a plural subject. */
const groups: readonly Groups[] = [
  {
    who: 'developers',
    first: 'know Python',
    second: 'know Java',
    notSecond: 'do not know Java',
    third: 'know Go',
  },
  {
    who: 'users',
    first: 'have the app',
    second: 'use the website',
    notSecond: 'do not use the website',
    third: 'use the API',
  },
  {
    who: 'tests',
    first: 'cover the parser',
    second: 'cover the network code',
    notSecond: 'do not cover the network code',
    third: 'cover the cache',
  },
  {
    who: 'servers',
    first: 'run Linux',
    second: 'have a graphics card',
    notSecond: 'do not have a graphics card',
    third: 'have a fast disk',
  },
  {
    who: 'tickets',
    first: 'are marked as bugs',
    second: 'are marked as important',
    notSecond: 'are not marked as important',
    third: 'are assigned',
  },
  {
    who: 'customers',
    first: 'pay by card',
    second: 'use a coupon',
    notSecond: 'do not use a coupon',
    third: 'have an account',
  },
  {
    who: 'commits',
    first: 'change the code',
    second: 'change the text',
    notSecond: 'do not change the text',
    third: 'change the tests',
  },
  {
    who: 'students',
    first: 'take math',
    second: 'take physics',
    notSecond: 'do not take physics',
    third: 'take chemistry',
  },
  {
    who: 'requests',
    first: 'read the cache',
    second: 'read the database',
    notSecond: 'do not read the database',
    third: 'write a log',
  },
];

type Ask = 'either' | 'onlyFirst' | 'none' | 'one' | 'both';

/** Two overlapping groups; `ask` says what is wanted and so which numbers are given. */
function defineTwoSets(
  ask: Ask,
  difficulty: Difficulty,
  templates: readonly string[],
  devTemplates: readonly string[],
): AnyForm {
  return defineForm({
    name: ask,
    difficulties: [difficulty],
    draw: (pick) => {
      const [onlyA, onlyB] = [pick.int(3, 60), pick.int(3, 60)];
      const [both, none] = [pick.int(2, 30), pick.int(2, 40)];
      const total = onlyA + onlyB + both + none;
      return { ...pick.of(groups), a: onlyA + both, b: onlyB + both, both, none, total };
    },
    templates,
    devTemplates,
    solve: (values) => twoSetSolvers[ask](values),
  });
}

interface TwoSets extends Groups {
  readonly a: number;
  readonly b: number;
  readonly both: number;
  readonly none: number;
  readonly total: number;
}

const twoSetSolvers: Readonly<Record<Ask, (values: TwoSets) => Solution>> = {
  either: ({ a, b, both, who }) => ({
    answer: String(a + b - both),
    goal: `the number of ${who} in at least one group`,
    steps: [
      {
        title: 'Add the groups without the overlap',
        text: `we add both groups; the ${both} in both were counted twice, so we subtract them once`,
        equations: [`${a} + ${b} - ${both} = ${a + b - both}`],
      },
    ],
  }),
  onlyFirst: ({ a, both, who, first, second }) => ({
    answer: String(a - both),
    goal: `the number of ${who} in the first group only`,
    steps: [
      {
        title: 'Subtract the overlap',
        text: `of the ${a} ${who} that ${first}, we take away the ${both} that also ${second}`,
        equations: [`${a} - ${both} = ${a - both}`],
      },
    ],
  }),
  none: ({ a, b, both, none, total, who }) => ({
    answer: String(none),
    goal: `the number of ${who} in neither group`,
    steps: [
      {
        title: 'Subtract those in at least one group',
        text: `from all ${who} we take away those in at least one group, where the ${both} in both are counted only once`,
        equations: [`${total} - (${a} + ${b} - ${both}) = ${none}`],
      },
    ],
  }),
  one: ({ a, b, both, who }) => ({
    answer: String(a + b - 2 * both),
    goal: `the number of ${who} in exactly one group`,
    steps: [
      {
        title: 'Take the overlap away from both groups',
        text: `the ${both} in both groups are part of each of the two numbers but must not be counted at all, so we subtract them twice`,
        equations: [`${a} + ${b} - 2 * ${both} = ${a + b - 2 * both}`],
      },
    ],
  }),
  both: ({ a, b, both, none, total, who }) => ({
    answer: String(both),
    goal: `the number of ${who} in both groups`,
    steps: [
      {
        title: 'Count those in at least one group',
        text: `${none} are in neither group, so the others are in at least one`,
        equations: [`${total} - ${none} = ${total - none}`],
      },
      {
        title: 'Find what was counted twice',
        text: 'adding the two groups counts those in both twice, so what is too much is the overlap',
        equations: [`${a} + ${b} - ${total - none} = ${both}`],
      },
    ],
  }),
};

const twoSets: readonly AnyForm[] = [
  defineTwoSets(
    'either',
    'easy',
    [
      '{a} {who} {first}, {b} {second}, and {both} are in both groups. How many {who} are in one group or both?',
      '{a} {who} {first} and {b} {second}. {both} of them are in both groups. How many different {who} are in at least one of the groups?',
      'There are {a} {who} that {first} and {b} {who} that {second}; {both} belong to both groups. How many {who} is that altogether, each counted once?',
      'Of our {who}, {a} {first}, {b} {second}, and {both} of these are in both lists. How many {who} are there in the two lists together?',
      '{who} that {first}: {a}\n{who} that {second}: {b}\nin both groups: {both}\nHow many in at least one group?',
      'How many {who} {first} or {second} or both? The numbers: {a} {first}, {b} {second}, and {both} are counted in each of the two.',
      'Work out the number of {who} for which at least one of two things is true. {a} of them {first}, {b} {second}, and both things are true for {both}.',
      'I gave a star to all {who} that {first}, {a} in number, and then to all that {second}, {b} in number. {both} belong to both groups and still have only one star. How many {who} have a star?',
      '// {a} {who} {first}\n// {b} {who} {second}\n// {both} of them are counted in both lines\n// how many different {who}?',
      'Suppose {both} {who} are in two groups at once: in the one of the {a} that {first} and in the one of the {b} that {second}. How many different {who} make up the two groups?',
      'so {a} {who} {first} and {b} {second} but {both} of them are the same ones, how many different {who} is that',
    ],
    [
      'List one has the {a} {who} that {first}, list two the {b} that {second}; {both} entries are the same. How long is the merged list without duplicates?',
      'If {a} {who} {first}, {b} {second}, and the overlap is {both}, what is the size of the union?',
    ],
  ),
  defineTwoSets(
    'onlyFirst',
    'easy',
    [
      'Of {a} {who} that {first}, {both} also {second}. How many {notSecond}?',
      '{a} {who} {first}. {both} of these also {second}. How many of the {a} {notSecond}?',
      'There are {a} {who} that {first}, and {both} of them {second} as well. How many {who} {first} but {notSecond}?',
      'Among the {a} {who} that {first}, exactly {both} {second}. How many of them {notSecond}?',
      '{a} {who} {first}, {both} of these also {second}. Size of the rest?',
      'How many {who} {first} but {notSecond}? In all, {a} {first}, and {both} of the {a} {second} as well.',
      '{who} that {first}: {a}\nof these, {second}: {both}\nHow many of these {notSecond}?',
      'Determine how many {who} are in the first group only. The first group, those that {first}, has {a} members, and it shares {both} of them with the second group, those that {second}.',
      'I filtered a list for {who} that {first} and got {a} rows. With one more filter, for those that {second}, {both} of these rows stayed. How many rows did the second filter take away?',
      'If we put a label on all {who} that {first} except the ones that also {second}, how many labels do we need? There are {a} that {first}, and {both} of those are exceptions.',
      'we know that {a} {who} {first} and {both} of them {second} too, so how many of the {a} {notSecond}',
    ],
    [
      'Take the {a} {who} that {first} and leave out the {both} that {second} too. How many remain?',
      'Group A: {a} {who} that {first}. Of group A, {both} also {second}. Give the number of those in group A that {notSecond}.',
    ],
  ),
  defineTwoSets(
    'none',
    'medium',
    [
      'We have {total} {who}. {a} of them {first}, {b} {second}, {both} are in both groups. How many are in no group?',
      'Of {total} {who}, {a} {first}, {b} {second} and {both} are in both groups. How many are in neither group?',
      'There are {total} {who}. {a} {first}, {b} {second}, and {both} of those are counted in both numbers. How many {who} are in none of the two groups?',
      'Out of {total} {who}, {a} {first} and {b} {second}. If {both} belong to both groups, how many belong to neither?',
      'total: {total} {who}\n{first}: {a}\n{second}: {b}\nboth: {both}\nHow many in neither?',
      'How many of {total} {who} are in neither of two groups? One group, those that {first}, has {a} members; the other, those that {second}, has {b}; {both} are members of both.',
      'Work out for how many {who} neither of two statements is true. They {first}: true for {a}. They {second}: true for {b}. Both are true for {both}, and there are {total} {who} altogether.',
      'I went through our list of {total} {who}. I put a blue dot on the {a} that {first} and a red dot on the {b} that {second}, so {both} have two dots. How many have no dot?',
      'scan finished, {total} {who} checked\nrule one ({first}): {a} hits\nrule two ({second}): {b} hits\nhits of both rules: {both}\nHow many {who} had no hit?',
      'Suppose {both} {who} are in both groups, {a} in the first one (they {first}) and {b} in the second one (they {second}). If there are {total} {who}, then how many are in none?',
      'got {total} {who}, {a} {first} and {b} {second}, {both} are in both of these counts. how many are in none of them',
    ],
    [
      'We have {total} {who} in all: {a} that {first}, {b} that {second}, with an overlap of {both}. Find the number outside of both groups.',
      'From {total} {who} I remove everything that is in group A ({a} that {first}) or group B ({b} that {second}). A and B share {both}. What is left?',
    ],
  ),
  defineTwoSets(
    'one',
    'medium',
    [
      'If {a} {who} {first}, {b} {second} and {both} are in both groups, how many are in only one of them?',
      '{a} {who} {first} and {b} {second}; {both} belong to both groups. How many {who} belong to exactly one of the groups?',
      'There are {a} {who} that {first} and {b} that {second}. Both numbers include {both} {who} that are in both groups. How many are in exactly one group?',
      'Suppose {a} {who} {first}, {b} {second}, and {both} are in both groups. How many are in one group but not in the other?',
      '{who} that {first}: {a}\n{who} that {second}: {b}\nboth (part of each number above): {both}\nHow many in exactly one of the two?',
      'How many {who} are in just one of two groups? {both} are in both, the first has {a} members (they {first}), and the second has {b} (they {second}).',
      'Work out the size of the symmetric difference: one set is the {a} {who} that {first}, the other the {b} that {second}, and the sets share {both}.',
      'I put one tag on each of the {a} {who} that {first} and one on each of the {b} that {second}. Now {both} of them have two tags. How many have only one tag?',
      '// x: {a} {who} {first}\n// y: {b} {who} {second}\n// x AND y: {both}\n// how many are in x XOR y?',
      'Suppose we look for {who} that fit one description but not the other. {a} fit the first, since they {first}, {b} fit the second, since they {second}, and {both} fit both. How many do we find?',
      'of our {who} {a} {first}, {b} {second} and {both} count in both numbers, so how many count in just one',
    ],
    [
      'Set A has {a} {who} ({first}), set B has {b} ({second}), and {both} are in A and B. How many are in exactly one of the two sets?',
      'Not counting the {both} {who} in both groups, how many of the {a} that {first} and of the {b} that {second} are there in total?',
    ],
  ),
  defineTwoSets(
    'both',
    'medium',
    [
      '{a} of {total} {who} {first}, {b} {second}, and {none} are in neither group. How many are in both groups?',
      'Of {total} {who}, {a} {first}, {b} {second} and {none} are in neither group. How many are in both groups?',
      'There are {total} {who}. {a} {first}, {b} {second}, and {none} belong to none of the two groups. How many belong to both?',
      'Out of {total} {who}, {none} are in neither of two groups. {a} {first} and {b} {second}. How large is the overlap of the groups?',
      'all {who}: {total}\n{first}: {a}\n{second}: {b}\nneither: {none}\nHow many in both?',
      'How many {who} do two groups share? Of {total} {who}, {none} belong to no group, {a} belong to the first because they {first}, and {b} to the second because they {second}.',
      'Calculate how many {who} were counted twice: {a} were counted because they {first} and {b} because they {second}, while {none} of the {total} {who} were not counted at all.',
      'Our {who} hang on a wall as paper cards, {total} in all. I drew a circle on the {a} that {first} and a cross on the {b} that {second}; {none} cards are still blank. How many cards have a circle and a cross?',
      '// {total} {who}, {none} of them in no group\n// group one, {first}: {a}\n// group two, {second}: {b}\n// how many in both?',
      'Suppose {none} of {total} {who} match neither of two filters. The first filter finds the {a} that {first}, the second one the {b} that {second}. How many are found by both?',
      'we have {total} {who}, {a} {first}, {b} {second}, and {none} are in neither of these counts. so how many are in both',
    ],
    [
      'A total of {total} {who} was checked: {a} {first}, {b} {second}, and for {none} nothing of this is true. For how many are both true?',
      'How many of {total} {who} must be in both groups if {a} {first}, {b} {second}, and {none} are in no group?',
    ],
  ),
];

const threeSets = defineForm({
  name: 'threeSets',
  difficulties: ['hard'],
  draw: (pick) => {
    const [a, b, c, ab, ac, bc, abc, none] = [
      pick.int(3, 30),
      pick.int(3, 30),
      pick.int(3, 30),
      pick.int(1, 12),
      pick.int(1, 12),
      pick.int(1, 12),
      pick.int(1, 9),
      pick.int(1, 20),
    ];
    const union = a + b + c + ab + ac + bc + abc;
    const isNone = pick.chance(0.5);
    return {
      ...pick.of(groups),
      A: a + ab + ac + abc,
      B: b + ab + bc + abc,
      C: c + ac + bc + abc,
      AB: ab + abc,
      AC: ac + abc,
      BC: bc + abc,
      abc,
      union,
      total: union + none,
      isNone,
      none,
      ask: isNone ? 'none of the three' : 'at least one of the three',
    };
  },
  templates: [
    'Three groups of {who} overlap. {A} {first}, {B} {second}, {C} {third}; {AB} are in the first and second group, {AC} in the first and third, {BC} in the second and third, {abc} in all of them. With {total} {who} overall, how many are in {ask} groups?',
    'Of {total} {who}, {A} {first}, {B} {second} and {C} {third}. {AB} are in the first two groups, {AC} in the first and the third, {BC} in the last two, and {abc} in all three. How many {who} are in {ask} groups?',
    'There are {total} {who}: {A} {first}, {B} {second}, {C} {third}. Both of the first two: {AB}. First and third: {AC}. Second and third: {BC}. All three: {abc}. These numbers include the ones in all three groups. How many are in {ask} groups?',
    'total: {total} {who}\nA, {first}: {A}\nB, {second}: {B}\nC, {third}: {C}\nA and B: {AB}\nA and C: {AC}\nB and C: {BC}\nA and B and C: {abc} (also part of each number above)\nHow many {who} are in {ask} groups?',
    'How many of {total} {who} are in {ask} groups? The first group has {A} that {first}, the second {B} that {second}, the third {C} that {third}. First and second share {AB}, first and third {AC}, second and third {BC}, and all three share {abc}, which are part of the other shares as well.',
    'Compute how many {who} are in {ask} groups. In every group: {abc}. In groups one and two: {AB}, one and three: {AC}, two and three: {BC}, each time with the ones in every group. Group one ({first}) has {A} members, group two ({second}) {B}, group three ({third}) {C}. There are {total} {who} in all.',
    'I checked {total} {who} and made a table with three columns. {A} have a mark in the first column (they {first}), {B} in the second (they {second}), {C} in the third (they {third}). {AB} have marks in columns one and two, {AC} in one and three, {BC} in two and three, and {abc} of all these in every column. How many {who} have a mark in {ask} columns?',
    '// {total} {who} with flags x ({first}), y ({second}), z ({third})\n// x: {A}, y: {B}, z: {C}\n// x && y: {AB}, x && z: {AC}, y && z: {BC}, x && y && z: {abc}\n// how many with {ask} flags?',
    'Suppose {A} of {total} {who} {first}, {B} {second} and {C} {third}. If {AB} are in the first and the second of these groups, {AC} in the first and the third, {BC} in the second and the third, and {abc} of all those in every group, then how many {who} are in {ask} groups?',
    'three groups, {total} {who} overall. {A} {first}, {B} {second}, {C} {third}. pairs, each with the triple ones in it: {AB} for one and two, {AC} for one and three, {BC} for two and three. all three: {abc}. how many are in {ask} groups',
  ],
  devTemplates: [
    'Among {total} {who} we find three groups: {A} that {first}, {B} that {second}, {C} that {third}. The common parts (each including the ones in all three) are {AB} for first and second, {AC} for first and third, {BC} for second and third, and {abc} for all. How many {who} are in {ask} groups?',
    'Sizes of three groups of {who} (out of {total}): {A} {first}; {B} {second}; {C} {third}. In two groups (those in all three included): 1 and 2 {AB}, 1 and 3 {AC}, 2 and 3 {BC}. In all three: {abc}. Count the {who} in {ask} groups.',
  ],
  solve: ({ A, B, C, AB, AC, BC, abc, union, total, isNone, none, who, ask }) => ({
    answer: String(isNone ? none : union),
    goal: `the number of ${who} in ${ask} groups`,
    steps: [
      {
        title: 'Count those in at least one group',
        text: 'we add the three groups, subtract each common part of two, which was counted twice, and add those in all three again',
        equations: [`${A} + ${B} + ${C} - ${AB} - ${AC} - ${BC} + ${abc} = ${union}`],
      },
      ...(isNone
        ? [
            {
              title: 'Subtract from the total',
              text: `the others of the ${total} ${who} are in none of the groups`,
              equations: [`${total} - ${union} = ${none}`],
            },
          ]
        : []),
    ],
  }),
});

const leastOverlap = defineForm({
  name: 'leastOverlap',
  difficulties: ['hard', 'medium'],
  draw: (pick) => {
    const total = pick.multiple(10, 40, 300);
    const a = pick.int(Math.floor(total * 0.55), total - 3);
    const b = pick.int(total - a + 2, total - 2);
    return { ...pick.of(groups), total, a, b };
  },
  templates: [
    'There are {total} {who}: {a} {first} and {b} {second}. What is the least number that can be in both groups?',
    'Of {total} {who}, {a} {first} and {b} {second}. What is the smallest possible number of {who} that are in both groups?',
    '{a} of {total} {who} {first}, {b} of them {second}. At least how many must be in both groups?',
    'Out of {total} {who}, {a} {first} and {b} {second}. What is the minimum size of the overlap?',
    '{total} {who}, {a} {first}, {b} {second}. Smallest possible overlap?',
    'all {who}: {total}\n{first}: {a}\n{second}: {b}\nHow many in both, at the very least?',
    'How many {who} can we be sure to find in both groups? One group is the {a} that {first}, the other the {b} that {second}, and there are {total} {who} altogether.',
    'Work out the best lower bound for the number of {who} in both of two groups: {b} {second}, {a} {first}, and the total is {total}.',
    'I have {total} cards, one for each of our {who}. I put a green dot on {a} of them ({who} that {first}) and a red dot on {b} ({who} that {second}). What is the least number of cards that can have both colors?',
    'Suppose {a} of {total} {who} {first} and {b} {second}. If the two groups overlap as little as they can, then how many {who} are in both?',
    'say there are {total} {who}, {a} {first} and {b} {second}, how many at least have to be in both no matter what',
  ],
  devTemplates: [
    'Given {total} {who} in all, {a} that {first} and {b} that {second}: how small can the overlap of the two groups be at the least?',
    'We only know that {a} of our {total} {who} {first} and that {b} {second}. How many, at minimum, belong to both groups?',
  ],
  solve: ({ total, a, b, who }) => ({
    answer: String(a + b - total),
    goal: 'the smallest possible overlap',
    steps: [
      {
        title: 'Subtract the total from both groups',
        text: `there are only ${total} ${who}, so what the two groups have together beyond that must be counted twice`,
        equations: [`${a} + ${b} - ${total} = ${a + b - total}`],
      },
    ],
  }),
});

export const setCounting: DevMathKind = {
  name: 'setCounting',
  forms: [...twoSets, threeSets, leastOverlap, ...overlaps, ...plainSets, ...groupsInSteps],
};
