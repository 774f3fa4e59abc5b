import type { AnyForm } from '../../form';
import { hexLiteral, isFrozenHex } from '../../literals';
import type { Pick } from '../../pick';
import { definePlainForm } from '../../plainForm';

const xor = definePlainForm({
  name: 'xor',
  draw: (pick, size) => ({ a: pick.int(1, 15 * size), b: pick.int(1, 15 * size) }),
  templates: [
    'What is {a} XOR {b}?',
    '{a} ^ {b} in C = ?',
    'Compute {a} xor {b}, in decimal.',
    'what does {a} ^ {b} give in Python',
    'Two bytes hold {a} and {b}. Their bitwise exclusive or, in decimal?',
    'console.log({a} ^ {b}) prints what?',
  ],
  goal: 'the result',
  steps: [
    {
      title: 'Compare the bits',
      text: 'exclusive or has a 1 where exactly one of both has a 1',
      work: '{a} xor {b}',
    },
  ],
});

const and = definePlainForm({
  name: 'and',
  draw: (pick, size) => ({ a: pick.int(1, 31 * size), b: pick.int(1, 31 * size) }),
  templates: [
    'What is {a} & {b}?',
    'Compute {a} AND {b} bit by bit, in decimal.',
    'flags = {a}; mask = {b}; what is flags & mask?',
    'bitwise and of {a} and {b} = ?',
    'what does print({a} & {b}) print',
    'I mask {a} with {b}. Which decimal number is left?',
  ],
  goal: 'the result',
  steps: [
    { title: 'Keep the common bits', text: 'and keeps the bits that both have', work: '{a} & {b}' },
  ],
});

const or = definePlainForm({
  name: 'or',
  draw: (pick, size) => ({ a: pick.int(1, 31 * size), b: pick.int(1, 31 * size) }),
  templates: [
    'What is {a} | {b}?',
    'Compute {a} OR {b} bit by bit, in decimal.',
    'flags = {a}; flags |= {b}; what is flags now?',
    'bitwise or of {a} and {b} = ?',
    'what does print({a} | {b}) print',
    'A register holds {a}, and I set all bits of {b} too. What does it hold, in decimal?',
  ],
  goal: 'the result',
  steps: [
    { title: 'Take all bits', text: 'or has each bit that one of both has', work: '{a} | {b}' },
  ],
});

const shiftLeft = definePlainForm({
  name: 'shiftLeft',
  draw: (pick, size) => ({ a: pick.int(1, 12 * size), k: pick.int(1, 4 + size) }),
  templates: [
    'What is {a} << {k}?',
    'Shift {a} left by {k} bits. Which decimal number is it?',
    'let x = {a}; x <<= {k}; what is x?',
    '{a} shifted left {k} times, in decimal?',
    'what do i get for {a} << {k} in C',
  ],
  goal: 'the result',
  steps: [
    { title: 'Shift', text: 'each place to the left doubles the number', work: '{a} << {k}' },
  ],
});

const shiftRight = definePlainForm({
  name: 'shiftRight',
  draw: (pick, size) => {
    const k = pick.int(1, 3 + Math.min(size, 3));
    return { k, a: pick.int(2 ** k, 2 ** k * 12 * size) };
  },
  templates: [
    'What is {a} >> {k}?',
    'Shift {a} right by {k} bits. Which decimal number is it?',
    'let x = {a}; x >>= {k}; what is x?',
    '{a} shifted right {k} times, in decimal?',
    'what do i get for {a} >> {k} in Python',
  ],
  goal: 'the result',
  steps: [
    {
      title: 'Shift',
      text: 'each place to the right halves the number and drops the rest',
      work: '{a} >> {k}',
    },
  ],
});

const bitValues = definePlainForm({
  name: 'bitValues',
  draw: (pick) => ({
    n: pick.int(2, 16),
    what: pick.of(['flag register', 'field', 'bus', 'pixel', 'key', 'counter']),
  }),
  templates: [
    'How many different values can {n} bits hold?',
    'A {what} has {n} bits. How many states are there?',
    '{n}-bit {what}: number of possible values?',
    'How many patterns of 0 and 1 have length {n}?',
    'with {n} bits for a {what}, how many different ones can there be',
  ],
  goal: 'the number of values',
  steps: [
    { title: 'Double for each bit', text: 'each of the {n} bits has 2 values', work: '2^{n}' },
  ],
});

const largestUnsigned = definePlainForm({
  name: 'largestUnsigned',
  draw: (pick) => ({ n: pick.int(2, 16) }),
  templates: [
    'What is the largest unsigned number with {n} bits?',
    'Maximum of an unsigned {n}-bit integer?',
    'All {n} bits are 1. Which decimal number is that?',
    'up to which number can i count with {n} bits, starting at 0',
    'An ADC has a resolution of {n} bits. Its highest reading, in decimal?',
  ],
  goal: 'the largest number',
  steps: [
    {
      title: 'Take one from the number of values',
      text: '{n} bits have 2^{n} values, the first of which is 0, so we take 1 away',
      work: '2^{n} - 1',
    },
  ],
});

function drawHex(pick: Pick, size: number): string {
  const value = pick.until(
    () => pick.int(10, 60 * size),
    (drawn) => isFrozenHex(drawn),
  );
  return hexLiteral(value);
}

const fromHex = definePlainForm({
  name: 'fromHex',
  draw: (pick, size) => ({ hex: drawHex(pick, size) }),
  templates: [
    'What is {hex} in decimal?',
    '{hex} = ? (decimal)',
    'The status code is {hex}. Which decimal number is it?',
    'convert {hex} to decimal',
    'int("{hex}", 16) returns what?',
    'A color channel has the value {hex}. Write it in decimal.',
  ],
  goal: 'the decimal value',
  steps: [{ title: 'Convert', text: 'we read the hex digits', work: '{hex}' }],
});

const hexSumPlain = definePlainForm({
  name: 'hexSumPlain',
  draw: (pick, size) => ({ a: drawHex(pick, size), b: drawHex(pick, size) }),
  templates: [
    'What is {a} + {b} in decimal?',
    'Add {a} and {b}. Decimal result?',
    'The base is {a}, the offset {b}. What is the sum, in decimal?',
    '{a} plus {b}, decimal?',
    'how much is {a} + {b} as a decimal number',
  ],
  goal: 'the sum',
  steps: [
    {
      title: 'Add',
      text: 'we add both hex numbers and write the sum in decimal',
      work: '{a} + {b}',
    },
  ],
});

/** One operation on bits, one number in another base. */
export const plainBits: readonly AnyForm[] = [
  xor,
  and,
  or,
  shiftLeft,
  shiftRight,
  bitValues,
  largestUnsigned,
  fromHex,
  hexSumPlain,
];
