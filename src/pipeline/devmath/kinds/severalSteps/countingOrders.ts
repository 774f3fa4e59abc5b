import { definePlainForm } from '../../plainForm';
import type { AnyForm } from '../../form';

const fixedEnds = definePlainForm({
  name: 'fixedEnds',
  draw: (pick, size) => ({
    n: pick.int(4, 6 + Math.min(size, 3)),
    ...pick.of([
      { thing: 'tasks', first: 'setup', last: 'cleanup' },
      { thing: 'talks', first: 'the keynote', last: 'the panel' },
      { thing: 'migrations', first: 'the backup', last: 'the check' },
      { thing: 'songs', first: 'the intro', last: 'the finale' },
    ]),
    minutes: pick.int(12, 40),
  }),
  templates: [
    'There are {n} {thing}. One of them, {first}, has to come first and another one, {last}, has to come last. In how many orders can all {n} be done?',
    'How many orders of {n} {thing} begin with {first} and end with {last} (both belong to the {n})?',
    '{n} {thing}, {first} fixed at position 1, {last} fixed at the end. number of orders?',
    'i sort {n} {thing}[ of {minutes} minutes each|], {first} must be first, {last} must be last, the others are free. how many ways',
    'A plan lists {n} {thing}. {n} - 2 of them may be moved around freely between {first} at the start and {last} at the end. Count the possible plans.',
  ],
  goal: 'the number of orders',
  steps: [
    {
      title: 'Count what is free',
      text: '[2 of the {n} have a fixed place|the ones that may move are]',
      work: '{n} - 2',
    },
    {
      title: 'Order these',
      text: '[the free ones can come in any order|the factorial gives their orders]',
      work: '{1}!',
    },
  ],
});

const pairTogether = definePlainForm({
  name: 'pairTogether',
  draw: (pick, size) => ({
    n: pick.int(3, 5 + Math.min(size, 3)),
    ...pick.of([
      { who: 'people', x: 'Mia', y: 'Leo' },
      { who: 'files', x: 'a.txt', y: 'b.txt' },
      { who: 'books', x: 'the atlas', y: 'the index' },
      { who: 'servers', x: 'alpha', y: 'beta' },
    ]),
  }),
  templates: [
    '{n} {who} stand in a row, among them {x} and {y}, and these two must be next to each other. How many orders are there?',
    'In how many ways can {n} {who} be lined up so that {x} and {y} (two of them) are neighbours?',
    '{n} {who} in a line, {x} directly beside {y}. arrangements?',
    'we put {n} {who} in a row and {x} and {y} have to stay side by side, left or right does not matter. how many ways to do it',
    'Order {n} {who}. Two of these, {x} and {y}, form a block that is never torn apart, but may be turned around. Number of orders?',
  ],
  goal: 'the number of orders',
  steps: [
    {
      title: 'Make the two one block',
      text: '[with both as one block there are|the two stay together, so we count them as one thing of]',
      work: '{n} - 1',
    },
    {
      title: 'Order the blocks',
      text: '[these can come in any order|the number of their orders is]',
      work: '{1}!',
    },
    {
      title: 'Turn the block',
      text: '[in the block, the two have 2 orders|the block can be turned around]',
      work: '{2} * 2',
    },
  ],
});

const neverTogether = definePlainForm({
  name: 'neverTogether',
  draw: (pick, size) => ({
    n: pick.int(3, 5 + Math.min(size, 2)),
    ...pick.of([
      { who: 'guests', x: 'Tom', y: 'Anna' },
      { who: 'jobs', x: 'import', y: 'export' },
      { who: 'posters', x: 'the red one', y: 'the pink one' },
    ]),
  }),
  templates: [
    '{n} {who} are put in a row, but {x} and {y} must not be next to each other. How many orders are allowed?',
    'How many arrangements of {n} {who} keep {x} and {y} (two of them) apart?',
    '{n} {who} in sequence, {x} and {y} not adjacent. how many sequences?',
    'need an order for {n} {who} where {x} and {y} are never neighbours. how many orders are there',
    'Out of all ways to line up {n} {who}, count those in which at least one other stands between {x} and {y}.',
  ],
  goal: 'the number of orders',
  steps: [
    {
      title: 'Count all orders',
      text: '[without the rule there are|all orders, allowed or not, are]',
      work: '{n}!',
    },
    {
      title: 'Count the forbidden ones',
      text: '[with both as one block that can be turned around, there are|they are neighbours, in one order or the other, in]',
      work: '2 * ({n} - 1)!',
    },
    {
      title: 'Subtract',
      text: '[the others are allowed|we take the forbidden ones away]',
      work: '{1} - {2}',
    },
  ],
});

const repeatedLetters = definePlainForm({
  name: 'repeatedLetters',
  draw: (pick) => {
    const word = pick.of([
      'LOOP',
      'BOOT',
      'NULL',
      'CALL',
      'ROOT',
      'TREE',
      'FREE',
      'APPLE',
      'HELLO',
      'ARRAYS',
      'BUFFER',
      'QUEUE',
      'ERROR',
      'LEVEL',
      'SLEEP',
      'MAMMA',
      'LETTER',
      'BOTTLE',
      'SPOOL',
    ]);
    const counts = [...new Set(word)].map((letter) => ({
      letter,
      count: Array.from(word).filter((each) => each === letter).length,
    }));
    const repeated = counts.filter(({ count }) => count > 1);
    return {
      word,
      length: word.length,
      told: repeated.map(({ letter, count }) => `${letter} occurs ${count} times`).join(' and '),
      divisor: repeated.map(({ count }) => `${count}!`).join(' * '),
    };
  },
  templates: [
    'How many different strings can be made from all the letters of {word}?',
    'In how many different ways can the letters of "{word}" be arranged?',
    'distinct permutations of `{word}`?',
    'len(set(permutations("{word}")))',
    'i shuffle the letters of {word}, using every one. how many different results can i get',
    'Anagrams of {word}, with or without a meaning, the word itself included. How many are there?',
  ],
  goal: 'the number of arrangements',
  steps: [
    {
      title: 'Order all letters',
      text: '[{word} has {length} letters, and if all were different there would be|the {length} letters of {word} can be ordered, equal ones counted apart, in so many ways]',
      work: '{length}!',
    },
    {
      title: 'Count the orders of equal letters',
      text: '[{told}, and swapping equal letters changes nothing|equal letters can be swapped unseen, and {told}]',
      work: '{divisor}',
    },
    {
      title: 'Divide',
      text: '[each string is counted that often|we divide by it, since each string was counted that often]',
      work: '{1} / {2}',
    },
  ],
});

const atLeastTwoOf = definePlainForm({
  name: 'atLeastTwoOf',
  draw: (pick, size) => ({
    n: pick.int(3, 5 + Math.min(size, 5)),
    thing: pick.of(['flags', 'plugins', 'servers', 'colors', 'friends', 'toppings']),
  }),
  templates: [
    'How many selections of at least two of {n} {thing} are there (the order does not matter)?',
    'From {n} {thing} I want to enable two or more. How many choices do I have?',
    '{n} {thing}, subsets with 2 or more elements: how many?',
    'out of {n} {thing} i take any number, just not none and not a single one. how many possibilities',
    'Count the subsets of a set with {n} {thing} that have more than one element.',
  ],
  goal: 'the number of selections',
  steps: [
    {
      title: 'Count all subsets',
      text: '[each of the {n} is in or out|for each of the {n} we say yes or no]',
      work: '2^{n}',
    },
    {
      title: 'Count the small ones',
      text: '[one subset is empty and {n} have one element|the empty one and the {n} single ones do not count]',
      work: '{n} + 1',
    },
    {
      title: 'Subtract',
      text: '[the others have at least two|without these, two or more are chosen]',
      work: '{1} - {2}',
    },
  ],
});

/** Orders with a rule, and selections with a bound. */
export const countingOrders: readonly AnyForm[] = [
  fixedEnds,
  pairTogether,
  neverTogether,
  repeatedLetters,
  atLeastTwoOf,
];
