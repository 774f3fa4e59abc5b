import { choose } from '../choices';
import { defineForm } from '../form';
import type { DevMathKind } from '../form';
import { adjacent, arrangements } from './rowOrders';
import { situations } from './situations';
import { plainCombinations } from './plain/plainCombinations';
import { countingChoices } from './severalSteps/countingChoices';
import { countingOrders } from './severalSteps/countingOrders';

const product = defineForm({
  name: 'product',
  difficulties: ['easy'],
  draw: (pick) => {
    const [first, second, third] = pick.of([
      ['operating systems', 'browsers', 'screen sizes'],
      ['languages', 'colors', 'font sizes'],
      ['regions', 'machine types', 'disk sizes'],
      ['Node versions', 'disk types', 'cache modes'],
      ['programs', 'build modes', 'targets'],
    ] as const);
    return { a: pick.int(2, 9), b: pick.int(2, 9), c: pick.int(2, 7), first, second, third };
  },
  templates: [
    'There are {a} {first}, {b} {second} and {c} {third} to choose from. How many combinations of one each are possible?',
    'A test matrix has {a} {first}, {b} {second} and {c} {third}. How many combinations are there?',
    'We support {a} {first}, {b} {second} and {c} {third}. Every combination is tested once. How many test runs is that?',
    'How many different combinations can be made from {a} {first}, {b} {second} and {c} {third}, one of each?',
    '{a} {first} x {b} {second} x {c} {third}: how many combinations?',
    'How many variants have to be documented? Users choose among {c} {third}, {b} {second} and {a} {first}, always one of each kind.',
    '{first}: {a}\n{second}: {b}\n{third}: {c}\nIn how many ways can I take one of each?',
    'Work out the number of combinations if every one takes a single item from each of these lists: {a} {first}, {b} {second}, {c} {third}.',
    'I wrote three nested loops: the outer one goes over {a} {first}, the next one over {b} {second}, the inner one over {c} {third}. How often does the innermost body run in total?',
    'Suppose a user has to choose a value for each of three settings, and there are {b} {second}, {a} {first} and {c} {third} on offer. How many different outcomes can this have?',
    '# options: {a} {first}, {b} {second}, {c} {third}\n# a choice needs exactly one of each\nprint(number_of_choices)\nWhat should be printed?',
    'customers pick one of {a} {first}, one of {b} {second} and one of {c} {third}, how many different picks can there be',
  ],
  devTemplates: [
    'One of {a} {first}, one of {b} {second} and one of {c} {third} make one setup. Count them.',
    'The CI file lists {a} {first}, {b} {second}, {c} {third}; each triple becomes a job. Number of jobs?',
  ],
  solve: ({ a, b, c, first, second, third }) => ({
    answer: String(a * b * c),
    goal: 'the number of combinations',
    steps: [
      {
        title: 'Multiply the choices',
        text: `[each of the ${first} goes with each of the ${second} and each of the ${third}|the ${first}, ${second} and ${third} are chosen independently], so we multiply`,
        equations: [`${a} * ${b} * ${c} = ${a * b * c}`],
      },
    ],
  }),
});

const pairs = defineForm({
  name: 'pairs',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const context = pick.of([
      { items: 'servers', rule: 'Every two of them are connected by one line', links: 'lines' },
      { items: 'developers', rule: 'Every two of them have one meeting', links: 'meetings' },
      { items: 'versions', rule: 'Every two of them are compared once', links: 'pairs' },
      { items: 'players', rule: 'Everyone plays once against everyone else', links: 'games' },
      { items: 'nodes', rule: 'There is one edge between any two of them', links: 'edges' },
      {
        items: 'files',
        rule: 'Each file is compared once with each other file',
        links: 'pairs',
      },
    ]);
    return {
      ...context,
      n: difficulty === 'easy' ? pick.int(4, 12) : pick.int(13, 60),
    };
  },
  templates: [
    'How many {links} are there with {n} {items}? {rule}.',
    'There are {n} {items}. {rule}. How many {links} is that?',
    'We have {n} {items}. {rule}. What is the number of {links}?',
    'Given {n} {items}: {rule}. How many {links} are there in total?',
    '{n} {items}. {rule}. Number of {links}?',
    'How many {links} do we have to expect? Our list contains {n} {items}, sorted by name. {rule}.',
    'number of {items}: {n}\nrule: {rule}\nnumber of {links}: TODO\nWhich number replaces TODO?',
    'Count the {links} among {n} {items}. {rule}.',
    'I am writing a simulation with {n} {items}. {rule}. How many {links} will it contain?',
    'Suppose we add {items} until there are {n}. {rule}. How many {links} are there then?',
    '// {n} {items}\n// {rule}.\nconst total = TODO; // all {links}\nWhat is the right value of total?',
  ],
  devTemplates: [
    'For a group of {n} {items} this holds: {rule}. Work out how many {links} there are.',
    '{rule}; we speak of {n} {items}. How many {links} does that make?',
  ],
  solve: ({ n, items, links }) => ({
    answer: String((n * (n - 1)) / 2),
    goal: `the number of ${links}`,
    steps: [
      {
        title: 'Count the pairs',
        text: `each of the ${n} ${items} is paired with all others, one less than ${n}, and [this counts each pair twice|each pair is counted twice], so we divide by 2`,
        equations: [`${n} * ${n - 1} / 2 = ${(n * (n - 1)) / 2}`],
      },
    ],
  }),
});

const committee = defineForm({
  name: 'committee',
  difficulties: ['medium'],
  draw: (pick) => {
    const n = pick.int(5, 12);
    return {
      n,
      k: pick.int(2, Math.min(4, n - 2)),
      thing: pick.of(['helpers', 'servers', 'features', 'tests', 'modules', 'workers', 'samples']),
    };
  },
  templates: [
    'How many ways are there to select {k} {thing} from {n}?',
    'In how many ways can {k} of {n} {thing} be chosen if the order does not matter?',
    'How many different groups of {k} can be formed from {n} {thing}?',
    'We pick {k} out of {n} {thing}. How many choices are possible (order does not matter)?',
    'Choose {k} of {n} {thing}, order irrelevant: how many ways?',
    'How many selections are possible? There are {n} different {thing}, and {k} of them are taken, no matter in which order.',
    'different {thing}: {n}\nchosen: {k}\norder matters: no\nrepeats: no\nHow many choices are there?',
    'Take the set of all our {n} {thing}. Work out the number of its subsets with exactly {k} elements.',
    'Our budget was cut, so only {k} of our {n} {thing} can stay, and which ones is still open. In how many ways can we decide?',
    'If a script draws {k} different {thing} from a list of {n} and ignores their order, how many different results can it give?',
    'from itertools import combinations\n# items: list of {n} different {thing}\nprint(len(list(combinations(items, {k}))))\nWhat is printed?',
    'picking {k} from {n} {thing}, order doesnt matter, how many options do i have',
  ],
  devTemplates: [
    'A group of exactly {k} out of {n} {thing} is needed. Count the possible groups.',
    'Someone has to name {k} of the {n} {thing}, in no particular order. How many possibilities exist?',
  ],
  solve: ({ n, k }) => ({
    answer: String(choose(n, k)),
    goal: 'the number of choices',
    steps: [
      {
        title: 'Choose without order',
        text: `we choose ${k} of ${n} and the order does not matter, so we divide the orders of all by the orders of the chosen ones and of the others`,
        equations: [`${n}! / (${k}! * (${n} - ${k})!) = ${choose(n, k)}`],
      },
    ],
  }),
});

const codes = defineForm({
  name: 'codes',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const letters = pick.int(1, difficulty === 'hard' ? 2 : 1);
    const digits = pick.int(2, 3);
    const alphabet = pick.of([3, 4, 5, 6, 8, 26]);
    return {
      letters,
      digits,
      alphabet,
      thing: pick.of(['ids', 'coupon codes', 'room codes', 'version tags', 'license plates']),
      lettersText: letters === 1 ? '1 letter' : `${letters} letters`,
    };
  },
  templates: [
    'How many {thing} can be made with {lettersText} ({alphabet} choices each) followed by {digits} digits?',
    'Our {thing} have {lettersText} first and {digits} digits after that. There are {alphabet} letters to choose from and 10 digits, and both may repeat. How many {thing} are possible?',
    'How many {thing} consist of {lettersText} from an alphabet of {alphabet} letters, followed by {digits} decimal digits? The same one may be used again.',
    'A system creates {thing} with {lettersText} ({alphabet} possible letters) and then {digits} digits (0 to 9), repeats allowed. How many different ones are there?',
    '{lettersText} (out of {alphabet}) and then {digits} digits (0 to 9), repeats allowed: how many {thing}?',
    'How many {thing} can we give out before one of them is used again? Each starts with {lettersText} out of an alphabet of {alphabet} and ends with {digits} digits (0 to 9); characters may be repeated within one of them.',
    'format of {thing}: {lettersText}, then {digits} digits\nallowed letters: {alphabet}\nallowed digits: 0 to 9\nrepeats: allowed\nHow many are possible?',
    'Work out the total number of {thing}. In front there is room for {lettersText} from an alphabet of {alphabet}, after that for {digits} decimal digits, and the same character may occur again.',
    'For our new portal I have to design {thing}. My plan is {lettersText} from a set of {alphabet} letters, then {digits} digits from 0 to 9, with repeats allowed. How many different {thing} does this plan permit?',
    'Suppose {thing} begin with {lettersText} and go on with {digits} digits. If the alphabet has {alphabet} letters, the digits go from 0 to 9 and repeats are allowed, how many {thing} can exist?',
    '// {thing}: {lettersText} (alphabet of {alphabet}), then {digits} digits (0 to 9), repeats allowed\nconst total = TODO; // all possible {thing}\nWhich number replaces TODO?',
    'our {thing} are {lettersText} and then {digits} digits, there are {alphabet} letters and 10 digits to choose from, repeats ok. how many {thing} are there',
  ],
  devTemplates: [
    'The pattern is {lettersText} (each from {alphabet} allowed letters), then {digits} digits from 0 to 9. Letters and digits may repeat. How many {thing} fit the pattern?',
    'Count all {thing} made of {lettersText} out of {alphabet} and, behind them, {digits} digits, where anything may occur more than once.',
  ],
  solve: ({ letters, digits, alphabet }) => {
    const count = alphabet ** letters * 10 ** digits;
    const letterPart = letters === 1 ? String(alphabet) : `${alphabet}^${letters}`;
    return {
      answer: String(count),
      goal: 'the number of possibilities',
      steps: [
        {
          title: 'Multiply the choices of all places',
          text: `[each letter has ${alphabet} choices and each of the ${digits} digits has 10|there are ${alphabet} choices for each letter and 10 for each of the ${digits} digits], and repeats are allowed, so we multiply`,
          equations: [`${letterPart} * 10^${digits} = ${count}`],
        },
      ],
    };
  },
});

const paths = defineForm({
  name: 'paths',
  difficulties: ['hard'],
  draw: (pick) => ({
    right: pick.int(2, 7),
    up: pick.int(2, 4),
    who: pick.of(['A robot', 'A packet', 'A cursor', 'A token']),
  }),
  templates: [
    'From the lower left corner of a grid, how many shortest paths lead to the point {right} steps to the right and {up} steps up?',
    '{who} moves on a grid, one step right or one step up at a time. How many different paths lead to the cell {right} to the right and {up} up?',
    'How many ways are there to go {right} steps to the right and {up} steps up on a grid, in any order?',
    '{who} makes exactly {right} steps right and {up} steps up. How many different step sequences are possible?',
    '{right} steps right, {up} steps up, in any order: how many paths?',
    'How many different ways can it take? {who} goes to the point that is {up} steps higher and {right} steps further right on a grid, and each step goes either up or right.',
    'start: (0, 0)\ntarget: ({right}, {up})\nmoves: x + 1 or y + 1\nHow many paths lead from start to target?',
    'Work out the number of shortest paths from (0, 0) to ({right}, {up}) on a grid, where one step changes one coordinate by 1.',
    '{who} stands in the lower left corner of a large blue board. It wants to get {right} cells to the right and {up} cells up, and it only makes moves of one cell, right or up. In how many ways can it get there?',
    'If each move goes one cell right or one cell up, in how many ways can the cell {right} columns further right and {up} rows higher be reached?',
    '// moves: right() or up(), each by one cell\n// target: {right} cells right of the start and {up} cells above it\nHow many different sequences of calls reach the target?',
    'only moves right and up, {up} times up and {right} times right in total, how many different paths',
  ],
  devTemplates: [
    'Count the strings with {right} letters R and {up} letters U.',
    'On a grid something may only go east or north. It has to go {right} cells east and {up} cells north. How many routes are there?',
  ],
  solve: ({ right, up }) => ({
    answer: String(choose(right + up, up)),
    goal: 'the number of paths',
    steps: [
      {
        title: 'Count the orders of the steps',
        text: `a path is an order of ${right} equal steps and ${up} other equal steps, so we divide the orders of all steps by the orders of the equal ones`,
        equations: [`(${right} + ${up})! / (${right}! * ${up}!) = ${choose(right + up, up)}`],
      },
    ],
  }),
});

const subsets = defineForm({
  name: 'subsets',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => ({
    n: difficulty === 'easy' ? pick.int(3, 7) : pick.int(8, 12),
    isOpen: pick.chance(0.5),
    thing: pick.of(['feature flags', 'options', 'buttons', 'permissions', 'plugins', 'boxes']),
  }),
  templates: [
    'There are {n} {thing}, and each one can be turned on or off on its own. How many different combinations exist?',
    'Each of {n} {thing} is either on or off. How many different states are there?',
    'A program has {n} independent {thing} that can be on or off. How many settings is that?',
    'How many combinations of on and off do {n} {thing} have?',
    '{n} {thing}, each on or off: how many states?',
    'How many configurations have to be tested? We have {n} {thing}; each is on or off, whatever the others are.',
    '{thing}: {n}\nvalues of each: on, off\ndependencies: none\nHow many combinations are there?',
    'Work out the number of different on/off patterns that {n} independent {thing} can show.',
    'Our settings page, which nobody likes, shows {n} {thing}. I can switch each of them on or off without changing the others. How many different states can I save?',
    'If every one of {n} {thing} can be on or off, and all on and all off count too, how many combinations are there?',
    '// {n} {thing}, one boolean for each, all independent\nHow many different values can the whole state have?',
    'got {n} {thing}, each one true or false, how many combos in total',
  ],
  devTemplates: [
    'Every one of our {n} {thing} may be turned on or off. How many distinct settings can a user make?',
    'Any set of the {n} {thing}, from none to all, can be active. Count the possible sets.',
  ],
  solve: ({ n, thing }) => ({
    answer: String(2 ** n),
    goal: 'the number of states',
    steps: [
      {
        title: 'Multiply the choices',
        text: `each of the ${n} ${thing} has 2 states, on and off, independent of the others, so 2 is a factor ${n} times`,
        equations: [`2^${n} = ${2 ** n}`],
      },
    ],
  }),
});

export const combinatorics: DevMathKind = {
  name: 'combinatorics',
  forms: [
    product,
    pairs,
    committee,
    arrangements,
    codes,
    adjacent,
    paths,
    subsets,
    ...situations,
    ...plainCombinations,
    ...countingChoices,
    ...countingOrders,
  ],
};
