import { choose, descending, factorial } from '../choices';
import { defineForm } from '../form';
import type { DevMathKind } from '../form';

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

const arrangements = defineForm({
  name: 'arrangements',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const n = pick.int(difficulty === 'easy' ? 3 : 5, difficulty === 'easy' ? 5 : 9);
    return {
      n,
      k: difficulty === 'easy' ? n : pick.int(2, 3),
      places: pick.of(['slots', 'positions', 'places']),
      thing: pick.of(['jobs', 'tasks', 'migrations', 'steps', 'talks', 'songs']),
    };
  },
  templates: [
    'I want to fill {k} {places} with {n} {thing} to choose from, each used at most once. How many possible orders are there?',
    'In how many orders can {k} of {n} different {thing} be put into {k} {places}, one in each?',
    'There are {n} different {thing} and {k} numbered {places}. Each of the {places} gets one of the {thing}, none is used twice. How many ways are there?',
    'How many ordered lists of {k} different {thing} can be made from {n} {thing}?',
  ],
  devTemplates: [
    'A plan has {k} consecutive {places}; each takes a different one of {n} {thing}. How many plans are possible?',
    'Choose a first, then a next, until {k} of {n} {thing} stand in a row and no one is used twice. How many rows can come out?',
  ],
  solve: ({ n, k, places, thing }) => ({
    answer: String(factorial(n) / factorial(n - k)),
    goal: 'the number of orders',
    steps: [
      {
        title: 'Multiply the choices',
        text:
          k === n
            ? `all ${n} ${thing} are put in order, and no one is used twice, so we take the factorial`
            : `there are ${n} choices for the first of the ${k} ${places} and one less for each next one, so we multiply ${k} factors`,
        equations: [`${k === n ? `${n}!` : descending(n, k)} = ${factorial(n) / factorial(n - k)}`],
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

const adjacent = defineForm({
  name: 'adjacent',
  difficulties: ['hard'],
  draw: (pick) => {
    const rule = pick.of(['next', 'before', 'apart'] as const);
    const [a, b] = pick.of([
      ['deploy', 'test'],
      ['build', 'report'],
      ['backup', 'restart'],
      ['A', 'B'],
      ['X', 'Y'],
      ['login', 'check'],
    ] as const);
    const text = {
      next: `${a} and ${b} must stand directly next to each other`,
      before: `${a} must come somewhere before ${b}`,
      apart: `${a} and ${b} must not stand directly next to each other`,
    }[rule];
    return { n: pick.int(4, 7), rule, text, a, b, thing: pick.of(['steps', 'jobs', 'tasks']) };
  },
  templates: [
    'We have {n} different {thing}, two of them called {a} and {b}. How many orders are there in which {text}?',
    '{n} different {thing}, among them {a} and {b}, are put in an order. {text}. How many orders are possible?',
    'In how many orders can {n} different {thing} run if {text}? Two of the {thing} are {a} and {b}.',
    'A list contains {n} different {thing}; two of them are {a} and {b}. In how many ways can the list be ordered so that this holds: {text}?',
  ],
  devTemplates: [
    'How many permutations of {n} distinct {thing} (including {a} and {b}) satisfy the condition that {text}?',
    'Condition: {text}. We arrange {n} distinct {thing}, and {a} and {b} are two of these. Count the valid arrangements.',
  ],
  solve: ({ n, rule, a, b }) => {
    const all = factorial(n);
    const glued = 2 * factorial(n - 1);
    const block = `${a} and ${b} side by side are one block with 2 inner orders, which leaves one thing less than ${n} to put in order`;
    const { count, ...step } = {
      next: {
        count: glued,
        title: 'Treat the two as one block',
        text: block,
        equations: [`2 * (${n} - 1)! = ${glued}`],
      },
      before: {
        count: all / 2,
        title: 'Take half of all orders',
        text: `${n} different things have ${n}! orders, and in half of them ${a} comes before ${b}`,
        equations: [`${n}! / 2 = ${all / 2}`],
      },
      apart: {
        count: all - glued,
        title: 'Subtract the orders with both side by side',
        text: `${block}; we take these orders away from all ${n}! orders`,
        equations: [`${n}! - 2 * (${n} - 1)! = ${all - glued}`],
      },
    }[rule];
    return { answer: String(count), goal: 'the number of orders', steps: [step] };
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
  forms: [product, pairs, committee, arrangements, codes, adjacent, paths, subsets],
};
