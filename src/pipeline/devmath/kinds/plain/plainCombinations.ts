import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';

const eachWithEach = definePlainForm({
  name: 'eachWithEach',
  draw: (pick, size) => {
    const [x = '', y = '', z = ''] = pick.sample(
      ['browsers', 'systems', 'versions', 'themes', 'languages', 'screens'],
      3,
    );
    return {
      a: pick.int(2, 4 + size),
      b: pick.int(2, 4 + size),
      c: pick.int(2, 4),
      x,
      y,
      z,
    };
  },
  templates: [
    'We test {a} {x}, {b} {y} and {c} {z}, every one with every other. How many combinations are there?',
    '{a} {x} x {b} {y} x {c} {z}: how many runs?',
    'A matrix build has {a} {x}, {b} {y} and {c} {z}. How many jobs does it start?',
    'one of {a} {x}, one of {b} {y} and one of {c} {z}. in how many ways can i choose',
    'How many different set-ups are possible with {a} {x}, {b} {y} and {c} {z}?',
  ],
  goal: 'the number of combinations',
  steps: [
    {
      title: 'Multiply',
      text: 'each choice goes with each other one, so we multiply',
      work: '{a} * {b} * {c}',
    },
  ],
});

const twoOf = definePlainForm({
  name: 'twoOf',
  draw: (pick, size) => ({
    n: pick.int(4, 8 * size),
    thing: pick.of(['people', 'files', 'cities', 'colors', 'teams', 'services']),
  }),
  templates: [
    'How many ways are there to choose 2 of {n} {thing}?',
    'How many pairs can be made of {n} {thing}?',
    'We compare each of {n} {thing} with each other one once. How many comparisons?',
    '{n} choose 2 = ?',
    'i want to pick two of {n} {thing}, order does not matter. how many possibilities',
  ],
  goal: 'the number of pairs',
  steps: [
    {
      title: 'Count each pair once',
      text: 'each of the {n} goes with {n} - 1 others, and each pair is counted twice then, so we divide by 2',
      work: '{n} * ({n} - 1) / 2',
    },
  ],
});

const severalOf = definePlainForm({
  name: 'severalOf',
  draw: (pick, size) => ({
    n: pick.int(5, 7 + size),
    k: pick.int(3, size === 1 ? 3 : 4),
    thing: pick.of(['reviewers', 'people', 'servers', 'cards', 'books', 'features', 'players']),
  }),
  templates: [
    'How many ways are there to choose {k} {thing} out of {n}?',
    'In how many ways can {k} of {n} {thing} be picked?',
    '{n} choose {k} = ?',
    'From {n} {thing} we take {k}; the order does not matter. How many selections?',
    'C({n}, {k})?',
    'we are {n} {thing} and {k} are needed. how many different groups',
  ],
  goal: 'the number of choices',
  steps: [
    {
      title: 'Choose without order',
      text: 'the order of the {k} does not matter, so we divide the orders of all by those of the chosen ones and of the others',
      work: '{n}! / ({k}! * ({n} - {k})!)',
    },
  ],
});

const inOrder = definePlainForm({
  name: 'inOrder',
  draw: (pick, size) => ({
    n: pick.int(3, 5 + Math.min(size, 3)),
    thing: pick.of(['books', 'tasks', 'songs', 'speakers', 'files', 'people']),
  }),
  templates: [
    'In how many orders can {n} {thing} be arranged?',
    'How many ways are there to put {n} {thing} in a row?',
    '{n} {thing}, all different: number of orders?',
    '{n}! = ?',
    'how many ways to sort {n} {thing} one after the other',
  ],
  goal: 'the number of orders',
  steps: [
    {
      title: 'Take the factorial',
      text: 'the first place has {n} choices, each next place one less',
      work: '{n}!',
    },
  ],
});

const codesOf = definePlainForm({
  name: 'codesOf',
  draw: (pick, size) => ({
    symbols: pick.of([2, 3, 4, 5, 6, 10]),
    length: pick.int(2, 3 + Math.min(size, 2)),
    thing: pick.of(['code', 'PIN', 'password', 'key', 'label']),
  }),
  templates: [
    'A {thing} has {length} places, and each can be one of {symbols} symbols. How many are possible?',
    'How many strings of length {length} are there over {symbols} characters, repeats allowed?',
    '{symbols} symbols, {length} positions: how many different ones?',
    'our {thing} is {length} characters long and uses {symbols} characters that may repeat. how many of them are there',
    'Each of {length} wheels of a lock shows one of {symbols} signs. How many settings are there?',
  ],
  goal: 'the number of possibilities',
  steps: [
    {
      title: 'Take the power',
      text: 'each of the {length} places has {symbols} choices',
      work: '{symbols}^{length}',
    },
  ],
});

const firstAndSecond = definePlainForm({
  name: 'firstAndSecond',
  draw: (pick, size) => ({
    n: pick.int(3, 8 * size),
    who: pick.of(['runners', 'teams', 'candidates', 'players', 'members']),
  }),
  templates: [
    '{n} {who} compete for a first and a second prize. In how many ways can these go?',
    'How many ways are there to choose a leader and a deputy among {n} {who}?',
    'gold and silver, {n} {who}: possibilities?',
    'of {n} {who} one gets prize A and another one prize B. how many ways',
    'We draw two of {n} {who} one after the other, and the order counts. How many results?',
  ],
  goal: 'the number of ways',
  steps: [
    {
      title: 'Multiply',
      text: 'the first is one of {n}, the second one of the {n} - 1 others',
      work: '{n} * ({n} - 1)',
    },
  ],
});

/** What is chosen or ordered once. */
export const plainCombinations: readonly AnyForm[] = [
  eachWithEach,
  twoOf,
  severalOf,
  inOrder,
  codesOf,
  firstAndSecond,
];
