import fc from 'fast-check';

const pieces = [
  ...'0123456789+-*/^%=()[]{}|&~!<>$.,: \n\\'.split(/(?:)/),
  '12',
  '1,234',
  '0.5',
  '0x1F',
  '0b101',
  '$5',
  '\\$5',
  '15%',
  ' = ',
  ' + ',
  '**',
  '<<',
  '>>',
  '\\frac',
  '\\frac{1}{2}',
  '\\sqrt',
  '\\text{',
  ' apples',
  ' of ',
  ' and ',
  'x',
  ' mod ',
  ' XOR ',
  '≈',
  '²',
  '½',
  '\\\\',
  '\\left(',
  '\\boxed{',
];

/** Text that is nearly arithmetic, and text that is anything. */
export const arithmeticSoup = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
