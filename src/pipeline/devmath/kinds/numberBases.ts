import { defineForm } from '../form';
import type { AnyForm } from '../form';
import { binaryLiteral, hexLiteral, isFrozenHex } from '../literals';
import type { Pick } from '../pick';

function drawHex(pick: Pick, low: number, high: number): number {
  return pick.until(
    () => pick.int(low, high),
    (value) => isFrozenHex(value) && isFrozenHex(value, 2),
  );
}

const hexToDecimal = defineForm({
  name: 'hexToDecimal',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const value = difficulty === 'easy' ? drawHex(pick, 17, 255) : drawHex(pick, 256, 4095);
    return {
      value,
      hex: hexLiteral(value),
      digits: hexLiteral(value).slice(2),
      where: pick.of([
        'byte offset',
        'status register',
        'memory address',
        'status code',
        'color value',
        'length field',
      ]),
    };
  },
  templates: [
    'What decimal value does {hex} have?',
    'The log shows {hex} as the {where}. Write it in decimal.',
    'What is {hex} in decimal?',
    'Convert {hex} to decimal.',
    'Convert the hexadecimal number {digits} to a decimal number.',
    'A hex dump shows the {where} {hex}. What [decimal number|number in decimal] is that?',
    'Which decimal number has the hexadecimal digits {digits}?',
    '{hex} in decimal?',
    'int("{digits}", 16) in Python returns which number?',
    'field: {where}\nhex: {hex}\ndecimal: [wanted|to be found]',
    'The manual of our device lists the {where} only as {hex}, but my spreadsheet rejects hexadecimal. What do I type in instead, as a decimal number?',
    'If `x = {hex}`, which decimal number does print(x) show?',
    'Work out the place values of the hexadecimal digits {digits} and add them up to one decimal number.',
    'Which decimal number do I compare with? The {where} in the dump is {hex}.',
    'i cannot read hex, what does {hex} mean in decimal',
    '{hex} as decimal?',
    'What does the {where} come to in decimal? In the debugger, which I started this morning, it is {hex}.',
    'format: hex\nvalue: {digits}\nWhat is the value in decimal?',
    'Work out the decimal value of the {where} {hex}.',
    'Our device reports its {where} only in hex. Today it sent {hex}, but my table has decimal numbers. Which number do I look up?',
    'If the hexadecimal digits of a number are {digits}, what is the number in decimal?',
    'const value = {hex}; // {where}\nconsole.log(value);\nWhich decimal number appears in the console?',
    'got {hex} as the {where}, whats that in decimal',
  ],
  devTemplates: [
    'A tool prints {hex} for the {where}. How is this written in base 10?',
    '{hex} is a base 16 number. State its value as an ordinary decimal integer.',
    'In base 16 a {where} reads {digits}. Give it in base 10.',
  ],
  solve: ({ value, hex }) => ({
    answer: String(value),
    goal: `the decimal value of ${hex}`,
    steps: [
      {
        title: 'Convert from base 16',
        text: `[the places in base 16 are worth powers of 16, so we convert ${hex}|0x stands for base 16, and we write the number in base 10]`,
        equations: [`${hex} = ${value}`],
      },
    ],
  }),
});

const decimalToHex = defineForm({
  name: 'decimalToHex',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const value =
      difficulty === 'easy'
        ? drawHex(pick, 17, 127)
        : difficulty === 'medium'
          ? drawHex(pick, 128, 255)
          : drawHex(pick, 256, 2000);
    return {
      value,
      where: pick.of(['port', 'byte offset', 'status code', 'process id', 'counter', 'row index']),
    };
  },
  templates: [
    'How do I write {value} in hex? Start with 0x.',
    'What is {value} in hexadecimal? [Use|Write it with] the prefix 0x.',
    'Convert the decimal number {value} to hex. Answer with 0x in front.',
    'Write {value} as a hexadecimal number such as 0x1A.',
    'A {where} has the decimal value {value}. How does it look in hex (with 0x)?',
    '{value} in hex, with 0x?',
    'What does hex({value}) return in Python? Write letters as capitals, as in 0x3C.',
    '{where} (decimal): {value}\n{where} (hex, 0x in front): [wanted|to be found]',
    'A colleague told me the {where} {value} in decimal, while the constants in our firmware are all in hexadecimal. Which constant, starting with 0x, has that value?',
    'If a literal that begins with 0x is equal to {value}, what is the complete literal?',
    'Divide {value} by 16 again and again, collect the remainders as hex digits from right to left, and put 0x in front. Which hex number is it?',
    '#define LIMIT ... // {value} in decimal\n\nWhich hex literal (0x...) belongs in the place of the dots after LIMIT?',
    'need {value} as a hex literal, 0x in front',
    '{value} in hex (0x...)?',
    'What is the hex form, 0x included? The number, which a colleague told me on the phone, is {value} in decimal.',
    'decimal: {value}\nhex (with 0x): TODO\nWhat has to replace TODO?',
    'Work out the hexadecimal digits of {value} and put 0x before them.',
    'The old tool shows the {where} as {value}, in decimal. The new tool shows it in hex with the prefix 0x. What do I see there?',
    'If a program prints the {where} {value} in hexadecimal with 0x in front, what does it print?',
    'const n = {value};\nconsole.log("0x" + n.toString(16).toUpperCase());\nWhat is printed?',
    'need {value} as hex, with the 0x please',
  ],
  devTemplates: [
    'I have to enter the {where} {value} in base 16, starting with 0x. What do I enter?',
    'Express decimal {value} in base 16, 0x form.',
  ],
  solve: ({ value }) => ({
    answer: hexLiteral(value),
    goal: `the hexadecimal form of ${value}`,
    steps: [
      {
        title: 'Convert to base 16',
        text: '[we write the number in base 16, with 0x in front|hexadecimal means base 16, and its numbers start with 0x]',
        equations: [`${value} = ${hexLiteral(value)}`],
      },
    ],
  }),
});

const binaryToDecimal = defineForm({
  name: 'binaryToDecimal',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const value = difficulty === 'easy' ? pick.int(5, 31) : pick.int(33, 255);
    return {
      value,
      literal: binaryLiteral(value),
      digits: value.toString(2),
      where: pick.of(['flags byte', 'permission mask', 'register', 'bit field', 'header byte']),
    };
  },
  templates: [
    'Convert {literal} to a decimal number.',
    'What is {literal} in decimal?',
    'Convert the binary number {digits} to decimal.',
    'A {where} holds the bits {digits}. Which decimal number is that?',
    'What [decimal value|decimal number] does the number {literal} stand for?',
    '{literal} in decimal?',
    'int("{digits}", 2) in Python returns which number?',
    'field: {where}\nbinary: {digits} (unsigned)\ndecimal: [wanted|to be found]',
    'The comment above a {where} says {literal}, and nobody on the team likes to count bits. Which decimal number should I write there instead?',
    'Add up the powers of two for all ones in the binary number {digits}, whose rightmost digit is worth 1. What is the sum?',
    'If print({literal}) runs in Python, which decimal number appears?',
    'Which decimal number do I put into the ticket? The {where} was dumped as {digits} in binary.',
    'what is binary {digits} as a decimal number',
    '{literal} as decimal?',
    'Which number in decimal is meant? The {where} in the manual has the bits {digits}, highest bit first.',
    'base: 2\ndigits: {digits}\nWhat is the value in decimal?',
    'Work out the decimal value of {digits}, read as a binary number.',
    'While I was reading old code, I came across {literal} as the default of a {where}. I want to replace it with a decimal number. Which one is it?',
    'If the binary digits of a number are {digits}, which decimal number is it?',
    'const value = {literal}; // {where}\nconsole.log(value);\nWhich decimal number does this print?',
    'whats {literal} as a normal decimal number',
  ],
  devTemplates: [
    'Reading a {where} I see {literal}. Tell me the number in base 10.',
    'The bit string {digits} is an unsigned integer. What is its decimal value?',
  ],
  solve: ({ value, digits }) => ({
    answer: String(value),
    goal: `the decimal value of the binary number ${digits}`,
    steps: [
      {
        title: 'Convert from base 2',
        text: '[the places in base 2 are worth 1, 2, 4, 8 and so on|0b stands for base 2, and we write the number in base 10]',
        equations: [`${binaryLiteral(value)} = ${value}`],
      },
    ],
  }),
});

const decimalToBinary = defineForm({
  name: 'decimalToBinary',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const value = difficulty === 'easy' ? pick.int(5, 31) : pick.int(33, 127);
    return { value };
  },
  templates: [
    'How is {value} written in binary, with the prefix 0b?',
    'What is {value} in binary? [Use|Answer with] the prefix 0b.',
    'Convert {value} to binary and write it with 0b in front.',
    'Write the decimal number {value} as a binary number such as 0b101.',
    '{value} in binary, with 0b?',
    'bin({value}) in Python returns which string?',
    'decimal: {value}\nbinary (0b in front, then a 1): [wanted|to be found]',
    'For a talk about bits I need a slide that shows {value} as a binary literal, beginning with 0b and then a 1. What do I put on the slide?',
    'Split {value} into different powers of two and turn the result into a binary literal: 0b, then the digits from the first 1 on.',
    'mask = 0b... # {value} in decimal\n\nWhich binary literal, starting with 0b1, belongs there?',
    'If you halve {value} until 0 is reached and note each remainder, the remainders from last to first are its binary digits. What do you get with 0b in front?',
    'need {value} as a binary literal, 0b in front',
    '{value} in binary (0b...)?',
    'What do the binary digits look like, with 0b in front and no zeros to fill up? My number is {value} in decimal.',
    'input: {value} (decimal)\noutput: binary, prefix 0b, as few digits as possible\nWhat is the output?',
    'Work out the binary digits of {value} and put 0b before them.',
    'For a unit test I need the decimal number {value} as a binary literal. It should start with 0b and have no more digits than it needs. What does it look like?',
    'If a program prints {value} in binary with the prefix 0b, what does it print?',
    'const n = {value};\nconsole.log("0b" + n.toString(2));\nWhat is printed?',
    'need {value} as a binary number, starting with 0b',
  ],
  devTemplates: [
    'Give decimal {value} in base 2, 0b form, without leading zeros.',
    'Which number of the form 0b... has the value {value} (no leading zeros)?',
  ],
  solve: ({ value }) => ({
    answer: binaryLiteral(value),
    goal: `the binary form of ${value}`,
    steps: [
      {
        title: 'Convert to base 2',
        text: '[we write the number in base 2, with 0b in front|binary means base 2, and its numbers start with 0b]',
        equations: [`${value} = ${binaryLiteral(value)}`],
      },
    ],
  }),
});

const hexSum = defineForm({
  name: 'hexSum',
  difficulties: ['hard'],
  draw: (pick) => {
    const isSum = pick.chance(0.7);
    const [base, offset] = pick.until(
      () => [drawHex(pick, 0x20, 0x7ff), drawHex(pick, 0x08, 0xff)] as const,
      ([a, b]) => a > b && isFrozenHex(isSum ? a + b : a - b),
    );
    return {
      base,
      offset,
      isSum,
      left: hexLiteral(base),
      right: hexLiteral(offset),
      sign: isSum ? '+' : '-',
    };
  },
  templates: [
    'Calculate {left} {sign} {right} in hexadecimal. Use the prefix 0x.',
    'What is {left} {sign} {right}? [Answer in hex with the prefix 0x.|Give the result in hexadecimal, starting with 0x.]',
    'Compute {left} {sign} {right} and write the result as a hexadecimal number (0x...).',
    'An address calculation gives {left} {sign} {right}. What is the result in hex, with 0x in front?',
    '{left} {sign} {right} = 0x...?',
    'What does hex({left} {sign} {right}) return in Python? Write letters as capitals, as in 0x3C.',
    'expression: {left} {sign} {right}\nformat: hex with 0x\nresult: [wanted|to be found]',
    'My pocket calculator has no hex mode, so I cannot type in {left} {sign} {right}. Which hex number, starting with 0x, should I write into the linker script?',
    'If `ptr = {left} {sign} {right}`, which address does ptr hold, written in hex as 0x...?',
    'Go through decimal if you like to work out {left} {sign} {right}, but give the result as 0x followed by hex digits.',
    'Which hex literal (0x...) may replace the expression in this line?\n\nconst limit = {left} {sign} {right};',
    'need {left} {sign} {right} as a hex number with 0x, not in decimal',
    '{left} {sign} {right} in hex (0x...)?',
    'What is the result in hex, with the prefix 0x? The expression in the linker script is {left} {sign} {right}.',
    'first: {left}\nsecond: {right}\noperation: first {sign} second\nWhat is the result in hex, with 0x?',
    'Work out {left} {sign} {right}. Keep to hexadecimal numbers with 0x, also in the answer.',
    'I am reading a crash report from a customer. One of the addresses in it must be {left} {sign} {right}, and I want to search for it in hex, starting with 0x. What do I search for?',
    'If a program calculates {left} {sign} {right} and prints the result in hexadecimal with 0x in front, what does it print?',
    'const address = {left} {sign} {right};\nWhich hexadecimal literal (0x...) has the same value as address?',
    '{left} {sign} {right}, result in hex please, with the 0x',
  ],
  devTemplates: [
    'Find {left} {sign} {right}; I need it in 0x form again.',
    'In a memory map I compute {left} {sign} {right}. State the address in base 16 with the 0x prefix.',
  ],
  solve: ({ base, offset, isSum, left, right, sign }) => {
    const result = isSum ? base + offset : base - offset;
    return {
      answer: hexLiteral(result),
      goal: `${left} ${sign} ${right} in hexadecimal`,
      steps: [
        {
          title: isSum ? 'Add in base 16' : 'Subtract in base 16',
          text: `both numbers are hexadecimal, so we ${isSum ? 'add' : 'subtract'} in base 16 [and keep the prefix 0x|and the result starts with 0x]`,
          equations: [`${left} ${sign} ${right} = ${hexLiteral(result)}`],
        },
      ],
    };
  },
});

/** Conversions between decimal, hexadecimal and binary. */
export const numberBaseForms: readonly AnyForm[] = [
  hexToDecimal,
  decimalToHex,
  binaryToDecimal,
  decimalToBinary,
  hexSum,
];
