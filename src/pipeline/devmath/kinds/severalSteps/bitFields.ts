import { definePlainForm } from '../../plainForm';
import { defineTrainForm } from '../../form';
import type { AnyForm } from '../../form';
import { hexLiteral, isFrozenHex } from '../../literals';

const extractField = definePlainForm({
  name: 'extractField',
  draw: (pick, size) => {
    const shift = pick.int(1, 4);
    const width = pick.int(2, 4);
    return { shift, mask: 2 ** width - 1, width, value: pick.int(2 ** shift, 120 * size) };
  },
  templates: [
    'What is `({value} >> {shift}) & {mask}`?',
    'A register reads {value}. I shift it right by {shift} and keep the lowest {width} bits (mask {mask}). Which decimal number do I get?',
    'x = {value}; y = x >> {shift}; z = y & {mask}; z = ?',
    'Take {value}, drop the lowest {shift} bits, then AND with {mask}. Decimal result?',
    'const field = ({value} >>> {shift}) & {mask};\nconsole.log(field) prints what?',
    'the flags word is {value} and i need the field above bit {shift}, {width} bits wide, so shift by {shift} and mask with {mask}. what value is in there',
  ],
  goal: 'the result',
  steps: [
    {
      title: 'Shift',
      text: '[the lowest {shift} bits fall away|we shift to the right]',
      work: '{value} >> {shift}',
    },
    {
      title: 'Mask',
      text: '[the and keeps the bits of {mask}|of this we keep what {mask} has too]',
      work: '{1} & {mask}',
    },
  ],
});

const packFields = definePlainForm({
  name: 'packFields',
  draw: (pick, size) => {
    const shift = pick.of([2, 3, 4, 5, 8]);
    return { shift, high: pick.int(1, 6 * size), low: pick.int(1, 2 ** shift - 1) };
  },
  templates: [
    'What is `({high} << {shift}) | {low}` in decimal?',
    'I pack two numbers into one: {high} goes above bit {shift}, {low} goes below. So ({high} << {shift}) | {low}. What is the packed value?',
    'hi = {high}; lo = {low}; id = (hi << {shift}) | lo; print(id)',
    'Shift {high} left by {shift} and OR it with {low}. Result in decimal?',
    'the id is made of a shard ({high}) in the upper bits and a counter ({low}) in the lower {shift} bits, joined with |. whats the id',
  ],
  goal: 'the packed value',
  steps: [
    {
      title: 'Shift the upper part',
      text: '[the upper part moves {shift} places to the left|{high} goes {shift} places up]',
      work: '{high} << {shift}',
    },
    {
      title: 'Join both',
      text: '[the lower bits are 0 there, so the or fills them in|the or puts the lower part in]',
      work: '{1} | {low}',
    },
  ],
});

const setAndToggle = definePlainForm({
  name: 'setAndToggle',
  draw: (pick, size) => ({
    start: pick.int(1, 15 * size),
    set: 2 ** pick.int(0, 2 + Math.min(size, 4)),
    toggle: 2 ** pick.int(0, 2 + Math.min(size, 4)),
  }),
  templates: [
    'flags = {start}\nflags |= {set}\nflags ^= {toggle}\nWhat is flags now?',
    'A bit set holds {start}. First {set} is set with OR, then {toggle} is flipped with XOR. Its decimal value?',
    '({start} | {set}) ^ {toggle} = ?',
    'let f = {start}; f |= {set}; f ^= {toggle}; what does f hold in decimal',
    'Start with {start}. OR with {set}. XOR with {toggle}. Give the number at the end.',
  ],
  goal: 'the final value',
  steps: [
    {
      title: 'Set the bit',
      text: '[the or sets the bit, if it is not set already|after the or, all bits of {set} are set]',
      work: '{start} | {set}',
    },
    {
      title: 'Flip the bit',
      text: '[exclusive or turns a 0 into a 1 and a 1 into a 0 there|xor with {toggle} flips that bit]',
      work: '{1} xor {toggle}',
    },
  ],
});

const channelMean = definePlainForm({
  name: 'channelMean',
  draw: (pick) => {
    const hex = (): string =>
      hexLiteral(
        pick.until(
          () => pick.int(16, 255),
          (value) => isFrozenHex(value),
        ),
      );
    return { r: hex(), g: hex(), b: hex() };
  },
  templates: [
    'A color has red {r}, green {g} and blue {b}. What is the mean of the three channels, in decimal?',
    'Gray value as the average of {r}, {g} and {b}, written in decimal?',
    'r={r} g={g} b={b}; gray = (r + g + b) / 3; decimal?',
    'i convert a pixel to gray by averaging its channels, which are {r}, {g}, {b}. which decimal number comes out',
    'Compute the sum of {r}, {g} and {b} and divide it by 3. Answer in decimal.',
  ],
  goal: 'the mean',
  steps: [
    { title: 'Convert red', text: '[red in decimal|the first channel is]', work: '{r}' },
    { title: 'Convert green', text: '[green in decimal|the second channel is]', work: '{g}' },
    { title: 'Convert blue', text: '[blue in decimal|the third channel is]', work: '{b}' },
    {
      title: 'Take the mean',
      text: '[we add the 3 channels and divide by 3|the mean is a third of the sum]',
      work: '({1} + {2} + {3}) / 3',
    },
  ],
});

const enoughBits = definePlainForm({
  name: 'enoughBits',
  draw: (pick, size) => {
    const bits = pick.int(3, 6 + Math.min(size, 5));
    const below = 2 ** (bits - 1);
    return {
      bits,
      less: bits - 1,
      items: pick.int(below + 1, 2 * below),
      what: pick.of(['users', 'states', 'commands', 'colors', 'products', 'symbols']),
    };
  },
  templates: [
    'We have {items} {what} and want to number them from 0. What is the least number of bits for that?',
    'How many bits do I need at least to tell {items} {what} apart?',
    '{items} {what}, ids of equal length in binary. minimum bits per id?',
    'smallest field that can hold {items} different {what}, in bits',
    'An enum has {items} values for {what}. As few bits as possible should be used in the message. How many are needed?',
  ],
  goal: 'the number of bits',
  unit: 'bits',
  steps: [
    {
      title: 'Look for the power that is too small',
      text: '[with {less} bits there are|{less} bits can tell apart]',
      work: '2^{less}',
      then: '[this is less than {items}, so it is not enough|these are too few for {items}]',
    },
    {
      title: 'Take one bit more',
      text: '[one bit more doubles this|with the next bit there are]',
      work: '2^{bits}',
      then: '[this is enough for {items}|it is not less than {items}, so it is enough]',
    },
    {
      title: 'Count the bits',
      text: '[one bit more than {less} is needed|we take one more than {less}]',
      work: '{less} + 1',
    },
  ],
});

const fileMode = definePlainForm({
  name: 'fileMode',
  draw: (pick) => {
    const rights = pick.of([
      { who: 'read and write', a: 4, b: 2, rest: 'read', c: 4 },
      { who: 'read and execute', a: 4, b: 1, rest: 'execute', c: 1 },
      { who: 'write and execute', a: 2, b: 1, rest: 'read', c: 4 },
      { who: 'read and write', a: 4, b: 2, rest: 'write', c: 2 },
      { who: 'read and execute', a: 4, b: 1, rest: 'read', c: 4 },
    ]);
    return { ...rights, n: pick.int(2, 40) };
  },
  templates: [
    'On Unix, read is 4, write is 2 and execute is 1. The owner gets {who}, the group and all others get {rest} only. Which three digits does `chmod` need?',
    'chmod number? owner: {who}; group: {rest}; others: {rest}. (r = 4, w = 2, x = 1)',
    'Which octal mode (three digits) gives the owner {who}, and both the group and the world just {rest}? Remember: r=4, w=2, x=1.',
    'i have {n} files where only the owner may {who}, everybody else (group and others) just {rest}. with r=4 w=2 x=1, which mode do i pass to chmod',
    'Set the mode in three digits: {who} for the owner, {rest} for the group, {rest} for others. Values are 4 for read, 2 for write, 1 for execute.',
  ],
  goal: 'the mode',
  steps: [
    {
      title: 'Find the digit of the owner',
      text: '[{who} together are|we add the values of both rights]',
      work: '{a} + {b}',
    },
    {
      title: 'Put the digits together',
      text: '[group and others have {c} each, and the owner comes first|owner, group, others: the last two are {c}]',
      work: '{1} * 100 + {c} * 10 + {c}',
    },
  ],
});

const nextHexAddress = defineTrainForm({
  name: 'nextHexAddress',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const size = { easy: 1, medium: 3, hard: 8 }[difficulty];
    const drawn = pick.until(
      () => {
        const start = pick.int(16, 60 * size);
        const [count, each] = [pick.int(2, 6 * size), pick.of([2, 4, 8, 16])];
        return { start, count, each, end: start + count * each };
      },
      ({ start, end }) => isFrozenHex(start) && isFrozenHex(end),
    );
    return { ...drawn, base: hexLiteral(drawn.start), result: hexLiteral(drawn.end) };
  },
  templates: [
    'A pointer is at {base} and moves forward over {count} values of {each} bytes. Where is it then, in hex?',
    'Which hex address comes right after {count} blocks of {each} bytes that start at {base}?',
    '{base} + {count} * {each} = ? (answer in hex)',
    'offset is {base}, i write {count} records with {each} bytes each. next free offset in hex?',
    'The heap top is {base}. We allocate {count} cells, {each} bytes per cell. State the new heap top as a hex number.',
  ],
  solve: ({ start, count, each, end, base, result }) => ({
    answer: result,
    goal: 'the address in hex',
    steps: [
      {
        title: 'Find the distance',
        text: `${count} times ${each} bytes`,
        equations: [`${count} * ${each} = ${count * each} bytes`],
      },
      {
        title: 'Convert the start',
        text: 'the start in decimal',
        equations: [`${base} = ${start}`],
      },
      {
        title: 'Add',
        text: '[both together|we add the distance]',
        equations: [`${start} + ${count * each} = ${end}`],
      },
      {
        title: 'Write it in hex',
        text: `[we divide by 16, and the rest is the last digit|16 goes into ${end} so often, and the rest is the last digit]`,
        equations: [`${end} // 16 = ${Math.floor(end / 16)}`, `${end} mod 16 = ${end % 16}`],
        then: `in hex these are ${hexLiteral(Math.floor(end / 16))} and ${hexLiteral(end % 16)}, so it is ${result}`,
      },
    ],
  }),
});

/** Shifts and masks one after the other, and numbers that are put together from bits. */
export const bitFields: readonly AnyForm[] = [
  extractField,
  packFields,
  setAndToggle,
  channelMean,
  enoughBits,
  fileMode,
  nextHexAddress,
];
