import { definePlainForm } from '../../plainForm';
import type { AnyForm } from '../../form';

const linearProbe = definePlainForm({
  name: 'linearProbe',
  draw: (pick, size) => {
    const n = pick.int(5, 8 + 2 * size);
    return {
      n,
      last: n - 1,
      key: pick.int(n + 1, 200 * size),
      load: pick.of([50, 60, 70]),
    };
  },
  templates: [
    'A hash table has {n} slots (0 to {last}) and uses key mod {n} with linear probing. Key {key} finds its own slot and the next one full and goes into the one after these. Which slot is that?',
    'Where does key {key} end up? Table size {n}, h(k) = k mod {n}, linear probing. Its home slot and the slot right after it are occupied, then comes a free one. Slots count from 0.',
    'size {n}, key {key}, hash = key % {n}; the hash slot and the one after it: taken. index of the next slot, which is free (with wrap-around)?',
    'i put {key} into an open addressing table of length n = {n}[ that is {load}% full|]. slot key mod n is in use and so is its right neighbour, the slot after that is free. in which slot does it go',
    'Open addressing with {n} places numbered from 0, place = key mod {n}. The place of key {key} is taken, the following place as well, then one is free. Number of the free place?',
  ],
  goal: 'the slot',
  steps: [
    {
      title: 'Compute the hash',
      text: '[the key belongs at|its own slot is]',
      work: '{key} mod {n}',
    },
    {
      title: 'Go on to the free slot',
      text: '[two slots are taken, so we go 2 on, and after the last slot comes 0|the slot and the next one are full, so it is 2 further on, in the ring of {n}]',
      work: '({1} + 2) mod {n}',
    },
  ],
});

const polynomialHash = definePlainForm({
  name: 'polynomialHash',
  draw: (pick, size) => ({
    a: pick.int(2, 15 * size),
    b: pick.int(2, 15 * size),
    factor: pick.of([3, 5, 7, 10, 31]),
    n: pick.of([7, 8, 10, 11, 13, 16, 17]),
  }),
  templates: [
    'A hash is computed as (a * {factor} + b) mod {n}. What is it for a = {a} and b = {b}?',
    'h = {a}; h = h * {factor} + {b}; h %= {n}; print(h)',
    'Which bucket of {n} (from 0) gets the pair ({a}, {b}) if its hash code is {factor} times the first number plus the second, and bucket = code mod {n}?',
    'hash(x, y) returns (x * {factor} + y) % {n}. hash({a}, {b})?',
    'i combine two ids, {a} and {b}: multiply the first by {factor}, add the second, take the rest by {n}. what do i get',
  ],
  goal: 'the hash',
  steps: [
    {
      title: 'Multiply',
      text: '[{factor} times the first number|the first number is multiplied by {factor}]',
      work: '{a} * {factor}',
    },
    {
      title: 'Add',
      text: '[the second number comes on top|we add the second number]',
      work: '{1} + {b}',
    },
    {
      title: 'Take the remainder',
      text: '[the rest by {n} is kept|we see what {n} leaves of it]',
      work: '{2} mod {n}',
    },
  ],
});

const checkDigit = definePlainForm({
  name: 'checkDigit',
  draw: (pick) => {
    const digit = (): number => pick.int(1, 9);
    return { a: digit(), b: digit(), c: digit(), d: digit(), weight: pick.of([2, 3, 7]) };
  },
  templates: [
    'A check digit is found like this: weights 1, {weight}, 1, {weight} for the digits {a}, {b}, {c}, {d}; add the products; the check digit fills the sum up to the next multiple of 10. What is it?',
    'Digits {a} {b} {c} {d}, weights 1 {weight} 1 {weight}. Which check digit makes the weighted sum a multiple of 10 (it counts once)?',
    's = {a} + {weight} * {b} + {c} + {weight} * {d}\ncheck = 10 - s % 10 (s is no multiple of 10)\ncheck = ?',
    'our article number is {a}{b}{c}{d}, every second digit counts {weight} times. what has to be added to the sum so that it ends in 0',
    'Compute the check digit for {a}{b}{c}{d}: the second and the fourth digit are multiplied by {weight}, all four results are added, and 10 minus the last digit of the sum is the answer.',
  ],
  goal: 'the check digit',
  steps: [
    {
      title: 'Add with weights',
      text: '[the second and the fourth digit count {weight} times|every second digit is multiplied by {weight}]',
      work: '{a} + {weight} * {b} + {c} + {weight} * {d}',
    },
    {
      title: 'Take the last digit',
      text: '[only what is beyond the last multiple of 10 counts|the last digit of the sum is]',
      work: '{1} mod 10',
    },
    {
      title: 'Fill up to 10',
      text: '[this is missing up to the next multiple|up to 10 there are missing]',
      work: '10 - {2}',
    },
  ],
});

const boxesInBoxes = definePlainForm({
  name: 'boxesInBoxes',
  draw: (pick, size) => {
    const small = pick.int(3, 9);
    return {
      small,
      large: pick.int(12, 20 + 4 * size),
      total: pick.int(60, 200 * size),
      thing: pick.of(['bolts', 'cups', 'chips', 'books', 'balls', 'stamps']),
    };
  },
  templates: [
    '{total} {thing} are packed into boxes of {large}. What is left goes into bags of {small}. How many {thing} are left over in the end?',
    'How many {thing} remain? First full boxes with {large} are made of {total}, then full bags with {small} of the rest.',
    '({total} % {large}) % {small}',
    'got {total} {thing}, i fill crates of {large} first and after that packs of {small}. how many {thing} dont fit anywhere',
    'n = {total} (number of {thing}); n %= {large}; n %= {small}; n = ?',
  ],
  goal: 'what is left over',
  steps: [
    {
      title: 'Fill the large ones',
      text: '[full groups of {large} go away|{large} go into each large one]',
      work: '{total} mod {large}',
    },
    {
      title: 'Fill the small ones',
      text: '[of these, full groups of {small} go away|small ones take {small} each, and there remain]',
      work: '{1} mod {small}',
    },
  ],
});

const paddedBlocks = definePlainForm({
  name: 'paddedBlocks',
  draw: (pick, size) => {
    const block = pick.of([8, 16, 32, 64]);
    return { block, message: pick.int(5, 90 * size), header: pick.int(2, 30), ms: pick.int(2, 90) };
  },
  templates: [
    'A message of {message} bytes gets a header of {header} bytes and is padded with zeros to a multiple of {block}. How many zero bytes are added?',
    'How much padding, in bytes? Body {message}, header {header}, block size {block}.',
    'body={message}; header={header}; block={block}; pad = block - (body + header) % block; pad?',
    'the cipher wants blocks of {block} bytes. i have {header} bytes header and {message} bytes payload[ (latency {ms} ms)|]. how many bytes must be filled up',
    'Data is written in sectors of {block} bytes. We write {header} bytes, then {message} bytes, and fill the last sector with zeros. Count these zeros.',
  ],
  goal: 'the padding',
  unit: 'bytes',
  steps: [
    {
      title: 'Add the parts',
      text: '[header and body together|both parts come one after the other]',
      work: '{header} + {message}',
      unit: 'bytes',
    },
    {
      title: 'See what the last block holds',
      text: '[beyond full blocks of {block}|full blocks of {block} need nothing, what is left is]',
      work: '{1} mod {block}',
      unit: 'bytes',
    },
    {
      title: 'Fill it up',
      text: '[the rest of {block} is filled|up to {block} there are missing]',
      work: '{block} - {2}',
    },
  ],
});

/** Remainders that are taken once more or filled up. */
export const buckets: readonly AnyForm[] = [
  linearProbe,
  polynomialHash,
  checkDigit,
  boxesInBoxes,
  paddedBlocks,
];
