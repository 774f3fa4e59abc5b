import { defineForm } from '../form';
import type { DevMathKind } from '../form';
import { binaryLiteral } from '../literals';
import { numberBaseForms } from './numberBases';
import { plainBits } from './plain/plainBits';
import { addressBlocks } from './severalSteps/addressBlocks';
import { bitFields } from './severalSteps/bitFields';

const bitwise = defineForm({
  name: 'bitwise',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const width = difficulty === 'hard' ? 6 : 4;
    const operator = pick.of(['and', 'or', 'xor'] as const);
    const [left, right] = pick.until(
      () => [pick.int(1, 2 ** width - 1), pick.int(1, 2 ** width - 1)] as const,
      ([a, b]) => a !== b && (operator !== 'and' || (a & b) !== 0),
    );
    return {
      left,
      right,
      width,
      operator,
      sign: { and: '&', or: '|', xor: '^' }[operator],
      where: pick.of(['flags', 'permissions', 'feature bits', 'masks']),
    };
  },
  templates: [
    'What does {left} {sign} {right} evaluate to, where {sign} is {operator}, bit by bit?',
    'What is {left} {sign} {right} ({operator}, bit by bit)? Give the result in decimal.',
    'Compute {left} {operator} {right} bit by bit, that is, the {operator} of {left} and {right}. [Answer in decimal.|The answer should be a decimal number.]',
    'Two {where} have the values {left} and {right}. What is their bit by bit {operator} in decimal?',
    'In code I write `{left} {sign} {right}`, which is the {operator} of all bits. Which decimal number comes out?',
    '{left} {sign} {right} in decimal ({sign} is bitwise {operator})?',
    'Which decimal number is the result? The operands are {left} and {right}, and the operation is a bitwise {operator}.',
    'left: {left}\nright: {right}\noperation: bitwise {operator}\nWhat is the result in decimal?',
    'Work out the bitwise {operator} of {left} and {right} and write it as a decimal number.',
    'A service of ours stores {where} as numbers. It reads {left} from the config file and {right} from the database and joins them with {operator}, one bit at a time. Which decimal number does it store?',
    'If {operator} is applied to each pair of bits in the same position of {left} and {right}, which decimal number do the new bits form?',
    'const result = {left} {sign} {right}; // bitwise {operator}\nWhat value does result have in decimal?',
    'need the bitwise {operator} of {right} and {left}, as a decimal number',
  ],
  devTemplates: [
    'Combine the integers {left} and {right} bit by bit with {operator}. What decimal value results?',
    'x = {left}; y = {right}; print(x {sign} y) where {sign} means {operator}, bit by bit. What is printed?',
  ],
  solve: ({ left, right, operator }) => {
    const result =
      operator === 'and' ? left & right : operator === 'or' ? left | right : left ^ right;
    const sign = { and: '&', or: '|', xor: 'xor' }[operator];
    const rule = {
      and: 'a bit of the result is 1 only where both numbers have a 1',
      or: 'a bit of the result is 1 where at least one number has a 1',
      xor: 'a bit of the result is 1 where the two numbers differ',
    }[operator];
    return {
      answer: String(result),
      goal: `the bit by bit ${operator} of ${left} and ${right}`,
      steps: [
        {
          title: `Apply ${operator} to each bit`,
          text: `[with ${operator}|in a bit by bit ${operator}], ${rule}`,
          equations: [`${left} ${sign} ${right} = ${result}`],
        },
      ],
    };
  },
});

const shift = defineForm({
  name: 'shift',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const isLeft = pick.chance(0.5);
    const value = difficulty === 'easy' ? pick.int(2, 15) : pick.int(16, 60);
    const by = pick.int(2, difficulty === 'easy' ? 3 : 4);
    const start = isLeft ? value : value * 2 ** by + pick.int(0, 2 ** by - 1);
    return { start, by, isLeft, sign: isLeft ? '<<' : '>>', direction: isLeft ? 'left' : 'right' };
  },
  templates: [
    'What number do I get for {start} {sign} {by}?',
    'What is {start} {sign} {by}?',
    'Shift the number {start} to the {direction} by {by} bits. What [decimal number|number in decimal] do you get?',
    'In most languages `{start} {sign} {by}` is a [bit shift|shift]. What is its value?',
    'A program computes {start} {sign} {by} for positive integers. Give the result in decimal.',
    '{start} {sign} {by} in decimal?',
    'Which number in decimal comes out? A wide register holds {start} and is shifted {by} bits to the {direction}.',
    'value: {start}\nshift: {direction} by {by} bits\nWhat is the new value in decimal?',
    'Work out the value of the integer {start} after a shift of {by} bits to the {direction}.',
    'I replaced a slow calculation by a bit shift, and now I want to check it by hand. For the input {start} the code does a {direction} shift by {by}. Which number should it return?',
    'Suppose n is {start}. What does n {sign} {by} give?',
    'let n = {start};\nn {sign}= {by};\nWhat is n after these two lines?',
    'shifting {start} {direction} by {by} bits gives what',
  ],
  devTemplates: [
    'An unsigned value of {start} is moved {by} bit positions to the {direction}. Which value is it now?',
    'Find {start} {sign} {by}, the value after the shift.',
  ],
  solve: ({ start, by, isLeft, sign, direction }) => {
    const result = isLeft ? start << by : start >> by;
    const effect = isLeft
      ? `adds ${by} zeros at the end|multiplies by 2 to the power ${by}`
      : `drops the last ${by} bits|divides by 2 to the power ${by} and drops the rest`;
    return {
      answer: String(result),
      goal: `the value of ${start} ${sign} ${by}`,
      steps: [
        {
          title: 'Shift the bits',
          text: `a shift to the ${direction} by ${by} bits [${effect}]`,
          equations: [`${start} ${sign} ${by} = ${result}`],
        },
      ],
    };
  },
});

const popCount = defineForm({
  name: 'popCount',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => ({
    value: difficulty === 'hard' ? pick.int(128, 1023) : pick.int(20, 127),
    where: pick.of(['permission mask', 'feature mask', 'status byte', 'set of flags']),
  }),
  templates: [
    'How many 1 bits does the number {value} have?',
    'How many bits are set to 1 in the binary form of {value}?',
    'A {where} has the decimal value {value}. How many of its bits are 1?',
    'Count the ones in the binary representation of {value}.',
    'What is the popcount (number of set bits) of {value}?',
    'popcount({value})?',
    'How many ones are there? I have the number {value} in decimal and look at its binary digits.',
    'number: {value} (decimal)\nbits that are 0: not of interest\nbits that are 1: TODO\nWhich number replaces TODO?',
    'Work out the number of set bits in {value}.',
    'For a checksum I add up all binary digits of the decimal number {value}. What sum do I get?',
    'If a loop clears the lowest 1 bit of {value} in each pass until the number is 0, how many passes does it make?',
    'const n = {value};\nconst ones = n.toString(2).split("1").length - 1; // number of 1 bits\nWhat is the value of ones?',
    'how many set bits in {value}',
  ],
  devTemplates: [
    'Each set bit of the number {value} turns one option on. How many options are on?',
    'Write {value} in base 2; how many times does the digit 1 appear?',
  ],
  solve: ({ value }) => {
    const digits = Array.from(value.toString(2));
    const ones = digits.filter((digit) => digit === '1').length;
    return {
      answer: String(ones),
      goal: `the number of ones in the binary form of ${value}`,
      steps: [
        {
          title: 'Write the number in binary',
          text: `[the bits are the binary digits, so we write ${value} in base 2|we write ${value} in base 2 to see its bits]`,
          equations: [`${value} = ${binaryLiteral(value)}`],
        },
        {
          title: 'Add the digits',
          text: '[each set bit counts one, so we add the digits|the ones are counted by adding all digits]',
          equations: [`${digits.join(' + ')} = ${ones}`],
        },
      ],
    };
  },
});

const largest = defineForm({
  name: 'largest',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => ({
    bits: difficulty === 'easy' ? pick.int(3, 10) : pick.int(11, 16),
    where: pick.of([
      'counter',
      'field',
      'register',
      'sequence number',
      'packet id',
      'color channel',
      'sensor value',
    ]),
  }),
  templates: [
    'What is the maximum of an unsigned integer with {bits} bits?',
    'What is the largest value an unsigned {where} of {bits} bits can hold?',
    'A {where} has {bits} bits and is unsigned. What is its [maximum|largest value]?',
    'How large can an unsigned {bits}-bit {where} get at most?',
    'Unsigned, {bits} bits: largest value?',
    'What is the biggest number that fits? The {where} is unsigned, starts at 0 and has {bits} bits.',
    'type: {where}\nsigned: no\nbits: {bits}\nminimum: 0\nWhat is the maximum?',
    'Work out the maximum of an unsigned {where} that is stored in {bits} bits.',
    'Our protocol has a {where} that is never negative. Its designers, who have left the company, gave it {bits} bits without a sign. What is the largest number we can send in it?',
    'If all {bits} bits of an unsigned {where} are 1, what is its value in decimal?',
    '// {where}: unsigned, {bits} bits\nconst max = TODO; // largest possible value\nWhich number replaces TODO?',
    'got {bits} bits for a {where}, unsigned. whats the max',
  ],
  devTemplates: [
    'An unsigned {where} is {bits} bits wide. After which value does it wrap around to 0?',
    'With {bits} bits and no sign bit, what is the highest number a {where} can store?',
  ],
  solve: ({ bits }) => ({
    answer: String(2 ** bits - 1),
    goal: 'the largest value',
    steps: [
      {
        title: 'Count the values and subtract one',
        text: `${bits} bits have 2 to the power ${bits} values, and they start at 0, so [the largest is one less|we subtract one]`,
        equations: [`2^${bits} - 1 = ${2 ** bits - 1}`],
      },
    ],
  }),
});

export const bitArithmetic: DevMathKind = {
  name: 'bitArithmetic',
  forms: [
    ...numberBaseForms,
    bitwise,
    shift,
    popCount,
    largest,
    ...plainBits,
    ...addressBlocks,
    ...bitFields,
  ],
};
