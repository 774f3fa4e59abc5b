import type { AnyForm } from '../../form';
import type { Pick } from '../../pick';
import { definePlainForm } from '../../plainForm';
import { people } from '../../words';

const bought = ['licenses', 'cables', 'seats', 'mugs', 'books', 'sensors', 'batteries', 'tickets'];

/** `0.008`, `1.25` or `7`: a price of one thing. */
function price(pick: Pick, size: number): number {
  return pick.of([
    pick.int(2, 12 * size),
    pick.int(2, 40) / 4,
    pick.int(1, 99) / 100,
    pick.int(1, 30) / 1000,
    pick.int(11, 199) / 10,
  ]);
}

const usage = definePlainForm({
  name: 'usage',
  draw: (pick, size) => ({
    price: price(pick, size),
    count: pick.of([pick.int(2, 20 * size), pick.multiple(50, 50, 3000 * size)]),
    thing: pick.of([
      'API calls',
      'messages',
      'build minutes',
      'GPU hours',
      'GB',
      'requests',
      'SMS',
    ]),
  }),
  templates: [
    'One of our {thing} costs {price} dollars, and this month there were {count}. What do we pay, in dollars?',
    '{count} {thing} at {price} dollars each. How many dollars is that?',
    'The provider takes {price} dollars for each of the {thing}. How much, in dollars, are {count} of them?',
    'bill: {count} {thing}, unit price {price} dollars. total in dollars?',
    'what does it cost in dollars if we use {count} {thing} and each is {price} dollars',
    '// price per unit: {price} (dollars)\n// units: {count} {thing}\n// amount = ?',
    'Our {thing} are billed one by one at {price} dollars. {count} of them make how many dollars?',
  ],
  goal: 'the total cost',
  unit: 'dollars',
  steps: [
    {
      title: 'Multiply the number by the price',
      text: '[each of the {count} costs {price} dollars|one costs {price} dollars, and there are {count}], so we multiply',
      work: '{count} * {price}',
    },
  ],
});

const affordable = definePlainForm({
  name: 'affordable',
  draw: (pick, size) => {
    const each = pick.of([pick.int(2, 15 * size), pick.int(2, 40) / 4]);
    return { each, budget: pick.int(2, 20 * size) * each, thing: pick.of(bought) };
  },
  templates: [
    'I have {budget} dollars, and one of the {thing} costs {each} dollars. How many can I buy?',
    'How many {thing} do we get for {budget} dollars at {each} dollars each?',
    'budget {budget} dollars, {thing} are {each} dollars each. how many?',
    'The {thing} cost {each} dollars apiece. For how many of them are {budget} dollars enough?',
    'We spent exactly {budget} dollars on {thing}, and each was {each} dollars. How many did we buy?',
    'If every one of the {thing} takes {each} dollars out of a budget of {budget} dollars, then after how many of them is it gone?',
  ],
  goal: 'the number of {thing}',
  steps: [
    {
      title: 'Divide the money by the price',
      text: 'each takes {each} of the {budget} dollars, so we divide',
      work: '{budget} / {each}',
    },
  ],
});

const twoItems = definePlainForm({
  name: 'twoItems',
  draw: (pick, size) => {
    const [first = '', second = ''] = pick.sample(
      ['coffees', 'cakes', 'pens', 'pizzas', 'tickets', 'mugs'],
      2,
    );
    return {
      a: pick.int(2, 4 * size),
      b: pick.int(2, 4 * size),
      p: pick.int(2, 10 * size),
      q: pick.of([pick.int(2, 10 * size), pick.int(3, 19) / 2]),
      first,
      second,
    };
  },
  templates: [
    'I buy {a} {first} for {p} dollars each and {b} {second} for {q} dollars each. How many dollars do I pay?',
    '{a} {first} at {p} dollars, {b} {second} at {q} dollars. Total in dollars?',
    'What do {a} {first} and {b} {second} cost together, in dollars? One of the {first} is {p} dollars, one of the {second} is {q} dollars.',
    'we ordered {a} {first} ({p} dollars each) and {b} {second} ({q} dollars each), how much is that in dollars',
    'The {first} are {p} dollars apiece, the {second} {q}. My order is {a} of the {first} and {b} of the {second}. What does it come to in dollars?',
  ],
  goal: 'the total cost',
  unit: 'dollars',
  steps: [
    {
      title: 'Add both amounts',
      text: 'the {first} cost {a} times {p} dollars and the {second} {b} times {q} dollars, so we add both',
      work: '{a} * {p} + {b} * {q}',
    },
  ],
});

const change = definePlainForm({
  name: 'change',
  draw: (pick, size) => {
    const [count, each] = [pick.int(2, 6 * size), pick.of([pick.int(2, 9), pick.int(3, 19) / 2])];
    return {
      count,
      each,
      paid: pick.multiple(10, 10, 100 * size),
      thing: pick.of(bought),
      name: pick.of(people),
    };
  },
  templates: [
    '{name} buys {count} {thing} for {each} dollars each and pays with {paid} dollars. How many dollars come back?',
    'From {paid} dollars I buy {count} {thing} at {each} dollars each. How much is left, in dollars?',
    'A voucher is worth {paid} dollars. After {count} {thing} at {each} dollars each, how many dollars are still on it?',
    'paid {paid} dollars for {count} {thing}, each {each} dollars. change in dollars?',
    '{name} had {paid} dollars before buying {count} {thing}. One costs {each} dollars. How many dollars does {name} have now?',
  ],
  goal: 'what is left',
  unit: 'dollars',
  steps: [
    {
      title: 'Take the price away',
      text: 'the {count} {thing} cost {count} times {each} dollars, and we take this away from {paid}',
      work: '{paid} - {count} * {each}',
    },
  ],
});

const setPrice = definePlainForm({
  name: 'setPrice',
  draw: (pick, size) => {
    const n = pick.int(2, 6);
    return {
      n,
      m: pick.int(1, 9 * size),
      k: n * pick.int(2, 4 * size),
      thing: pick.of(['pens', 'apples', 'tokens', 'screws', 'bottles', 'stickers', 'cookies']),
    };
  },
  templates: [
    '{n} {thing} cost {m} dollars. How many dollars do {k} {thing} cost?',
    'The {thing} are sold in sets of {n} for {m} dollars a set. What do {k} of them cost in dollars?',
    'A shop offers {thing}: {n} for {m} dollars. I take {k}. How many dollars do I pay?',
    '{n} for {m} dollars, so {k} for how many dollars',
    'With {n} {thing} in a pack and {m} dollars for a pack, how many dollars are {k} {thing}?',
  ],
  goal: 'the price',
  unit: 'dollars',
  steps: [
    { title: 'Count the sets', text: '{k} {thing} are sets of {n}', work: '{k} / {n}' },
    { title: 'Multiply by the price', text: 'each set costs {m} dollars', work: '{1} * {m}' },
  ],
});

const timesAsMany = definePlainForm({
  name: 'timesAsMany',
  draw: (pick, size) => {
    const [first = '', second = ''] = pick.sample(people, 2);
    return {
      a: pick.int(3, 30 * size),
      k: pick.int(2, 3 + size),
      first,
      second,
      thing: pick.of(['commits', 'points', 'books', 'stickers', 'reviews', 'emails']),
    };
  },
  templates: [
    '{first} has {a} {thing} and {second} has {k} times as many. How many do they have together?',
    '{second} wrote {k} times as many {thing} as {first}, who wrote {a}. How many did both write in total?',
    '{first}: {a} {thing}. {second}: {k} times that. Both together?',
    'if {first} has {a} {thing} and {second} {k} times that number, how many {thing} is it in sum',
    'There are {a} {thing} from {first} and {k} times as many from {second}. How many are there altogether?',
  ],
  goal: 'the number of {thing} together',
  steps: [
    {
      title: 'Multiply for the second',
      text: '{second} has {k} times {a}',
      work: '{k} * {a}',
    },
    { title: 'Add both', text: '{first} has {a} of them, so we add', work: '{a} + {1}' },
  ],
});

const average = definePlainForm({
  name: 'average',
  draw: (pick, size) => ({
    a: pick.int(2, 40 * size),
    b: pick.int(2, 40 * size),
    c: pick.int(2, 40 * size),
    what: pick.of([
      'response times (in ms)',
      'scores',
      'temperatures',
      'build times (in seconds)',
      'ages',
    ]),
  }),
  templates: [
    'What is the average of {a}, {b} and {c}?',
    'Three {what}: {a}, {b}, {c}. Mean?',
    'The last three {what} were {a}, {b} and {c}. What is their mean?',
    'mean([{a}, {b}, {c}]) = ?',
    'i measured {a}, {b} and {c}, what is that on average',
    'Give the arithmetic mean of these {what}: {a}; {b}; {c}.',
  ],
  goal: 'the average',
  steps: [
    {
      title: 'Add and divide',
      text: 'we add the 3 values and divide the sum by 3',
      work: '({a} + {b} + {c}) / 3',
    },
  ],
});

const fairShare = definePlainForm({
  name: 'fairShare',
  draw: (pick, size) => {
    const n = pick.int(2, 6 * size);
    return {
      n,
      total: n * pick.int(2, 25 * size),
      thing: pick.of(['files', 'photos', 'letters', 'cookies', 'tickets', 'books']),
      who: pick.of(['people', 'workers', 'servers', 'threads', 'teams', 'friends', 'folders']),
    };
  },
  templates: [
    '{total} {thing} are split evenly between {n} {who}. How many does each get?',
    'We share {total} {thing} equally among {n} {who}. How many {thing} are that for one?',
    'there are {n} {who} and {total} {thing}, everyone takes the same number. how many each',
    '{n} {who}, {total} {thing}, same load for all. Load of one?',
    'If {total} {thing} go to {n} {who} in equal parts, then how large is one part?',
    'How many {thing} per head when {n} {who} divide {total} of them fairly?',
  ],
  goal: 'the number of {thing} for each',
  steps: [
    {
      title: 'Divide into equal parts',
      text: 'the {total} {thing} are divided into {n} equal parts',
      work: '{total} / {n}',
    },
  ],
});

/** Prices, shares and sums of everyday life. */
export const plainPrices: readonly AnyForm[] = [
  usage,
  affordable,
  twoItems,
  change,
  setPrice,
  timesAsMany,
  average,
  fairShare,
];
