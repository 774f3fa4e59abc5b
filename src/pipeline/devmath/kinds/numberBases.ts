import { defineForm } from '../form';
import type { AnyForm } from '../form';
import { binaryLiteral, hexLiteral, isFrozenHex } from '../literals';
import type { Pick } from '../pick';
import type { Step } from '../solution';

function drawHex(pick: Pick, low: number, high: number): number {
  return pick.until(
    () => pick.int(low, high),
    (value) => isFrozenHex(value) && isFrozenHex(value, 2),
  );
}

/** The worth of each digit, then the sum. */
function placeValueSteps(digits: string, base: number): Step[] {
  const places = Array.from(digits, (digit, i) => ({
    digit,
    value: Number.parseInt(digit, base),
    weight: base ** (digits.length - 1 - i),
  }));
  const letters = places.filter(({ digit }) => /[A-F]/.test(digit));
  const meaning = [...new Set(letters.map(({ digit, value }) => `${digit} is ${value}`))].join(
    ', ',
  );
  const products = places
    .filter(({ value }) => value > 0)
    .map(({ value, weight }) => ({ value, weight, product: value * weight }));
  const sum = products.reduce((total, { product }) => total + product, 0);
  const weigh =
    base === 16
      ? products.map(({ value, weight, product }) => `${value} * ${weight} = ${product}`)
      : [];
  return [
    {
      title: 'Write down the place values',
      text:
        base === 16
          ? `in base 16 the places are worth powers of 16 from the right${meaning === '' ? '' : `, and ${meaning}`}`
          : `in base 2 the places are worth 1, 2, 4, 8 and so on from the right, and the ones stand at ${products.map(({ weight }) => weight).join(', ')}`,
      ...(weigh.length > 0 ? { equations: weigh } : {}),
    },
    {
      title: 'Add the values',
      text: 'we add the values of all places',
      equations: [
        products.length > 1
          ? `${products.map(({ product }) => product).join(' + ')} = ${sum}`
          : `${sum} = ${sum}`,
      ],
    },
  ];
}

/** Division by the base until nothing is left; the remainders are the digits from the right. */
function digitSteps(value: number, base: number): Step[] {
  const equations: string[] = [];
  const digits: string[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / base)) {
    const digit = rest % base;
    equations.push(`${rest} = ${Math.floor(rest / base)} * ${base} + ${digit}`);
    digits.unshift(digit.toString(base).toUpperCase());
  }
  const letters = [...new Set(digits)]
    .filter((digit) => /[A-F]/.test(digit))
    .map((digit) => `${Number.parseInt(digit, 16)} is written ${digit}`);
  return [
    {
      title: `Divide by ${base} again and again`,
      text: `we divide by ${base} until the quotient is 0 and keep the remainders`,
      equations,
    },
    {
      title: 'Read the remainders',
      text: `the remainders from the last to the first are the digits${letters.length > 0 ? `, where ${letters.join(' and ')}` : ''}`,
      then: `this gives the digits ${digits.join(', ')}`,
    },
  ];
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
    steps: placeValueSteps(hex.slice(2), 16),
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
    steps: digitSteps(value, 16),
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
    steps: placeValueSteps(digits, 2),
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
    steps: digitSteps(value, 2),
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
          title: 'Convert both numbers to decimal',
          text: 'we convert the two numbers to decimal',
          equations: [`${left} = ${base}`, `${right} = ${offset}`],
        },
        {
          title: isSum ? 'Add' : 'Subtract',
          text: `we ${isSum ? 'add' : 'subtract'} in decimal`,
          equations: [`${base} ${sign} ${offset} = ${result}`],
        },
        ...digitSteps(result, 16),
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
