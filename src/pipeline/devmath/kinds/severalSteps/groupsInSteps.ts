import { definePlainForm } from '../../plainForm';
import type { AnyForm } from '../../form';
import type { Pick } from '../../pick';

const pairs = [
  { who: 'developers', x: 'Rust', y: 'Go', verb: 'use' },
  { who: 'students', x: 'chess', y: 'football', verb: 'play' },
  { who: 'customers', x: 'the app', y: 'the website', verb: 'use' },
  { who: 'hosts', x: 'nginx', y: 'postgres', verb: 'run' },
  { who: 'people', x: 'French', y: 'Spanish', verb: 'speak' },
  { who: 'repos', x: 'eslint', y: 'prettier', verb: 'use' },
] as const;

/** Two groups in a whole, each with members of its own. */
function drawTwo(pick: Pick, size: number) {
  const part = (): number => pick.int(2, 15 * size);
  const [onlyA, onlyB, both, neither] = [part(), part(), part(), part()];
  return {
    onlyA,
    onlyB,
    both,
    neither,
    a: onlyA + both,
    b: onlyB + both,
    total: onlyA + onlyB + both + neither,
    ...pick.of(pairs),
  };
}

const justOneOfBoth = definePlainForm({
  name: 'justOneOfBoth',
  draw: drawTwo,
  templates: [
    '{a} {who} {verb} {x} and {b} {verb} {y}; {both} of them are in both counts. How many {verb} just one of the two?',
    'How many {who} {verb} {x} or {y} but not the two together? {x}: {a}, {y}: {b}, both: {both}.',
    '|X| = {a}, |Y| = {b}, |X and Y| = {both}. size of the symmetric difference?',
    'in our survey {a} {who} {verb} {x}, {b} {verb} {y}, {both} even {verb} both. how many are it with one of them and not the other',
    '{both} {who} {verb} {x} as well as {y}. Altogether {a} {verb} {x}, and {b} {verb} {y}. Count those who have only one of these.',
  ],
  goal: 'the number of those with just one',
  steps: [
    {
      title: 'Count the first alone',
      text: '[of {a}, {both} are in both|the first group without the common {both} has]',
      work: '{a} - {both}',
    },
    {
      title: 'Count the second alone',
      text: '[of {b}, {both} are in both|the second group without the common {both} has]',
      work: '{b} - {both}',
    },
    { title: 'Add', text: '[these have just one|together that makes]', work: '{1} + {2}' },
  ],
  otherSteps: [
    {
      title: 'Add both groups',
      text: '[those in both are counted twice here|we add the sizes first]',
      work: '{a} + {b}',
    },
    {
      title: 'Take the common ones away',
      text: '[they must not be counted at all, so they go away twice|we take 2 times {both} away]',
      work: '{1} - 2 * {both}',
    },
  ],
});

const overlapFromRest = definePlainForm({
  name: 'overlapFromRest',
  draw: drawTwo,
  templates: [
    'Of {total} {who}, {a} {verb} {x}, {b} {verb} {y} and {neither} {verb} neither of them. How many {verb} both?',
    'How many {who} {verb} both {x} and {y}, if {neither} of all {total} {verb} none of it, {a} {verb} {x} and {b} {verb} {y}?',
    '{total} {who}; {x}: {a}; {y}: {b}; none: {neither}; both = ?',
    'we asked {total} {who}. {neither} said they {verb} neither {x} nor {y}, {a} said {x}, {b} said {y}. so how many said both',
    '{neither} out of {total} {who} have nothing to do with {x} or {y}. {a} {verb} the first, {b} the second. Find the size of the overlap.',
  ],
  goal: 'the number of those with both',
  steps: [
    {
      title: 'Count those with at least one',
      text: '[without the {neither} that have neither|at least one of the two have]',
      work: '{total} - {neither}',
    },
    {
      title: 'Add both groups',
      text: '[the groups together count|added up, the groups have]',
      work: '{a} + {b}',
    },
    {
      title: 'See what is counted twice',
      text: '[what is too much is counted twice|only {1} are there, so the others are counted twice]',
      work: '{2} - {1}',
    },
  ],
});

const percentGroups = definePlainForm({
  name: 'percentGroups',
  draw: (pick, size) => {
    const both = pick.multiple(5, 5, 25);
    const [a, b] = [both + pick.multiple(5, 5, 35), both + pick.multiple(5, 5, 30)];
    return {
      both,
      a,
      b,
      total: pick.multiple(20, 20, 100 * size),
      ...pick.of(pairs),
    };
  },
  templates: [
    'Of {total} {who}, {a}% {verb} {x}, {b}% {verb} {y}, and {both}% {verb} both. How many {who} {verb} neither?',
    'How many of {total} {who} {verb} none of the two, given {x} {a}%, {y} {b}%, both {both}%?',
    'N={total} {who}; {x} {a}%; {y} {b}%; both {both}%; neither as a number?',
    '{a}% of our {total} {who} {verb} {x} and {b} percent {verb} {y}, with {both} percent who {verb} the two. how many are left that {verb} nothing of it',
    'A study with {total} {who} found: {x} {a} percent, {y} {b} percent, the two together {both} percent. Compute the number of {who} without either.',
  ],
  isWhole: true,
  goal: 'the number of those with neither',
  steps: [
    {
      title: 'Find the share with at least one',
      text: '[those with both are counted twice, so we take them away once|we add both shares and take the common {both} away once]',
      work: '{a} + {b} - {both}',
    },
    {
      title: 'Find the other share',
      text: '[the rest of 100 percent|what is missing to 100 percent]',
      work: '100 - {1}',
    },
    {
      title: 'Take it of all',
      text: '[that share of {total}|{2} percent of {total} are]',
      work: '{total} * {2} / 100',
    },
  ],
});

const threeGroups = definePlainForm({
  name: 'threeGroups',
  draw: (pick, size) => {
    const part = (): number => pick.int(2, 7 * size);
    const [p, q, r, pq, pr, qr, all] = [part(), part(), part(), part(), part(), part(), part()];
    return {
      a: p + pq + pr + all,
      b: q + pq + qr + all,
      c: r + pr + qr + all,
      ab: pq + all,
      ac: pr + all,
      bc: qr + all,
      all,
      who: pick.of(['users', 'builds', 'readers', 'members']),
    };
  },
  templates: [
    'Among our {who}, {a} have feature A, {b} have B and {c} have C. {ab} have A and B, {ac} have A and C, {bc} have B and C, and {all} have all three (these are contained in the pairs). How many have at least one feature?',
    'How many {who} are in A, B or C? Sizes: A {a}, B {b}, C {c}. Overlaps: AB {ab}, AC {ac}, BC {bc}, and ABC {all}, which is a part of each overlap.',
    'A={a} B={b} C={c} AB={ab} AC={ac} BC={bc} ABC={all} (AB includes ABC, and so on). size of the union?',
    'three lists of {who} with {a}, {b} and {c} names. first and second share {ab}, first and third {ac}, second and third {bc}, and {all} names are on all three lists, so they are in each of those numbers too. how many different names',
    'Inclusion and exclusion: single sizes {a}, {b}, {c}; pairwise intersections {ab}, {ac}, {bc}, each including the {all} elements common to all. Elements in total?',
  ],
  goal: 'the number of those in at least one',
  steps: [
    {
      title: 'Add the groups',
      text: '[all three sizes together|we add the sizes of the groups]',
      work: '{a} + {b} + {c}',
    },
    {
      title: 'Add the overlaps',
      text: '[those in two groups are counted twice, so the overlaps go away|what is in two groups was counted twice; these overlaps add up to]',
      work: '{ab} + {ac} + {bc}',
    },
    {
      title: 'Combine',
      text: '[those in all three were added three times and taken away three times, so they are added once|at the end the {all} in all three come back once]',
      work: '{1} - {2} + {all}',
    },
  ],
});

const mergedLists = definePlainForm({
  name: 'mergedLists',
  draw: (pick, size) => {
    const [old, fresh] = [pick.int(20, 150 * size), pick.int(10, 80 * size)];
    const known = pick.int(2, Math.min(old, 60));
    return {
      old,
      file: fresh + known,
      known,
      removed: pick.int(2, 19),
      thing: pick.of(['contacts', 'ids', 'tags', 'bookmarks']),
    };
  },
  templates: [
    'A list has {old} different {thing}. We import a file with {file} different {thing}, {known} of which are in the list already, and then delete {removed} {thing} from the list. How many are in it now?',
    'How many {thing} remain? At first {old}, then a merge with {file} others ({known} duplicates are skipped), then {removed} deletions.',
    'old = {old}, incoming = {file}, already there = {known}, deleted afterwards = {removed}. final count?',
    'my address book had {old} {thing}, i merged {file} from the phone but {known} of those were in there before, and i kicked out {removed} afterwards. how many are it',
    'UNION of a table with {old} {thing} and one with {file} {thing}; they share {known}. After that {removed} rows are dropped. Rows at the end?',
  ],
  goal: 'the number of {thing}',
  steps: [
    {
      title: 'Count the new ones',
      text: '[{known} of the {file} are there already|only the others of the {file} are new]',
      work: '{file} - {known}',
    },
    {
      title: 'Merge',
      text: '[the new ones come to the {old}|with the {old} from before there are then]',
      work: '{old} + {1}',
    },
    {
      title: 'Take the deleted ones away',
      text: '[{removed} are deleted|after the deletion there remain]',
      work: '{2} - {removed}',
    },
  ],
});

const divisibleByEither = definePlainForm({
  name: 'divisibleByEither',
  draw: (pick, size) => {
    const [a, b] = pick.of([
      [2, 3],
      [2, 5],
      [3, 5],
      [3, 4],
      [4, 5],
      [2, 7],
      [3, 7],
      [5, 7],
      [3, 8],
    ] as const);
    return { a, b, n: pick.int(a * b + 3, 60 * size) };
  },
  templates: [
    'How many of the numbers from 1 to {n} are divisible by {a} or by {b} (or by both)?',
    'Of {n} builds, numbered 1 to {n}, each number that {a} or {b} divides gets a full test. How many builds get one?',
    'count of i in 1..{n} with i % {a} == 0 or i % {b} == 0?',
    'a lamp blinks in each second that {a} or {b} divides, seconds 1 to {n}. in how many of them does it blink',
    'sum(1 for i in range(1, {n} + 1) if i % {a} == 0 or i % {b} == 0)',
  ],
  goal: 'the number',
  steps: [
    {
      title: 'Count the multiples of {a}',
      text: '[up to {n} there are|from 1 to {n} these are]',
      work: '{n} // {a}',
    },
    {
      title: 'Count the multiples of {b}',
      text: '[up to {n} there are|from 1 to {n} these are]',
      work: '{n} // {b}',
    },
    {
      title: 'Count what is both',
      text: '[those are the multiples of {a} times {b}|{a} and {b} have no common divisor, so both divide it if the product does]',
      work: '{n} // ({a} * {b})',
    },
    {
      title: 'Count each once',
      text: '[what is both is counted twice, so it goes away once|we add both and take the common ones away once]',
      work: '{1} + {2} - {3}',
    },
  ],
});

/** Overlapping groups from other facts than their sizes. */
export const groupsInSteps: readonly AnyForm[] = [
  justOneOfBoth,
  overlapFromRest,
  percentGroups,
  threeGroups,
  mergedLists,
  divisibleByEither,
];
