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
