import { descending, factorial } from '../choices';
import { defineForm } from '../form';

export const arrangements = defineForm({
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
    '{k} {places}, {n} different {thing}, order matters, no repeats: in how many ways can all {places} be filled?',
    'How many different line-ups can there be? We have {n} different {thing} for {k} numbered {places}; all {places} are filled, and none of the {thing} is used twice.',
    '{thing} to choose from: {n}\nnumbered {places} to fill: {k}\nrepeats: not allowed\norder: matters\nHow many possibilities are there?',
    'Work out the number of sequences of length {k} without repeats, made from a pool of {n} {thing}.',
    'Our team wrote {n} different {thing} on cards, one on each. The board has {k} {places}, and we fill them from left to right with one card each. How many different boards can result?',
    'If each of {k} numbered {places} must get one of {n} different {thing} and nothing may be used twice, how many assignments exist?',
    'from itertools import permutations\n# items: list of {n} different {thing}\nprint(len(list(permutations(items, {k}))))\nWhat is printed?',
    'have {n} different {thing}, need to fill {k} {places} in order and cant use anything twice, how many ways are there',
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

export const adjacent = defineForm({
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
    '{n} different {thing}, two of them are {a} and {b}; {text}. How many orders?',
    'How many orders are left? We have {n} different {thing} including {a} and {b}, and the only rule is that {text}.',
    '{thing}: {n}, all different, {a} and {b} among them\nrule: {text}\nHow many orders of all {n} {thing} are allowed?',
    'Work out the number of ways to order {n} different {thing} under one rule. Two of them are {a} and {b}, and {text}.',
    'I am rewriting a script with {n} different {thing}. Two of them are {a} and {b}; I do not like the names, but I keep them. In the new order, {text}, and the others may stand anywhere. How many orders can I choose from?',
    'If {text}, and apart from that {n} different {thing} with {a} and {b} among them may be ordered freely, how many orders are there?',
    '// {n} different {thing}, {a} and {b} are two of them\n// {text}\nHow many orders of all {n} {thing} obey this comment?',
    'got {n} different {thing} to put in order, {a} and {b} are in there. {text}. how many orders work',
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
