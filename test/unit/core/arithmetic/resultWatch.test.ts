import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEquations } from '../../../../src/core/arithmetic/checkEquations';
import { ResultWatch } from '../../../../src/core/arithmetic/resultWatch';
import { arithmeticSoup } from './arithmeticSoup';

const r = String.raw;

/** What becomes of a text that comes in pieces of `size` characters. */
function write(text: string, size = 1): string {
  const watch = new ResultWatch();
  let written = '';
  let left = text;
  while (left !== '') {
    written += left.slice(0, size);
    left = left.slice(size);
    const state = watch.look(written, left === '');
    if (state.kind !== 'wrong') continue;
    const { startOffset, endOffset, rightValue } = state;
    left = written.slice(endOffset) + left;
    written = written.slice(0, startOffset) + rightValue;
  }
  return written;
}

const corrected: readonly (readonly [text: string, right: string])[] = [
  ['48 + 24 = 62 clips. So', '48 + 24 = 72 clips. So'],
  ['48 + 24 = 62', '48 + 24 = 72'],
  ['5+3=9\n', '5+3=8\n'],
  ['x = 5 + 3 = 9.', 'x = 5 + 3 = 8.'],
  ['12 * 3 = 4.5, and', '12 * 3 = 36, and'],
  ['1 - 3 = 2;', '1 - 3 = -2;'],
  ['3 * 4 = 10 = 12.', '3 * 4 = 12 = 12.'],
  ['2 * 6 = 3 * 4 = 13.', '2 * 6 = 3 * 4 = 12.'],
  ['0.1 + 0.2 = 0.4.', '0.1 + 0.2 = 0.3.'],
  ['1/8 = 0.124.', '1/8 = 0.125.'],
  ['17 % 5 = 3.', '17 % 5 = 2.'],
  ['(5 + 3 = 9) so', '(5 + 3 = 8) so'],
  ['**Total:** 5 + 3 = **9** apples', '**Total:** 5 + 3 = **8** apples'],
  ['5 + 3 = 9 so 8 - 1 = 6.', '5 + 3 = 8 so 8 - 1 = 7.'],
  ['123456789 * 987654321 = 121932631112635000.', '123456789 * 987654321 = 121932631112635269.'],
  // Written like the number that it replaces.
  ['1,200 + 300 = 1,400 kg.', '1,200 + 300 = 1,500 kg.'],
  ['$1.50 * 4 = $5.00 each.', '$1.50 * 4 = $6.00 each.'],
  ['1/4 of 200 = 40.', '1/4 of 200 = 50.'],
  ['25% + 30% = 60%.', '25% + 30% = 55%.'],
  ['15% of 240 = 38.', '15% of 240 = 36.'],
  ['5 * $3 = $16.', '5 * $3 = $15.'],
  ['$12 / $3 = 5.', '$12 / $3 = 4.'],
  ['5 hours × 60 minutes/hour = 310 minutes.', '5 hours × 60 minutes/hour = 300 minutes.'],
  ['8 hours/day × 5 days = 45 hours.', '8 hours/day × 5 days = 40 hours.'],
  ['3 apples + 4 apples = 8 apples.', '3 apples + 4 apples = 7 apples.'],
  [r`\$16 + \$30 = \$45 in`, r`\$16 + \$30 = \$46 in`],
  // The sign of money, or of mathematics.
  [r`$3 \times 4 = 13$.`, r`$3 \times 4 = 12$.`],
  ['where $x$ is $3 + 4 = 8$.', 'where $x$ is $3 + 4 = 7$.'],
  [r`\(3 \times 4 = 12\), so $40 - $20 = $10.`, r`\(3 \times 4 = 12\), so $40 - $20 = $20.`],
  ['0x0F | 0xF0 = 0xF0.', '0x0F | 0xF0 = 0xFF.'],
  ['0x0f & 0x3f = 0x0e.', '0x0f & 0x3f = 0x0f.'],
  ['0b0011 ^ 0b0110 = 0b0100.', '0b0011 ^ 0b0110 = 0b0101.'],
  ['0x01 << 4 = 0x20.', '0x01 << 4 = 0x10.'],
  ['5 XOR 3 = 7.', '5 XOR 3 = 6.'],
  // With a percent sign for the number without, and the reverse.
  ['(200/400) × 100 = 45%.', '(200/400) × 100 = 50%.'],
  ['\\frac{400}{400} \\times 100 = 10\\%.', '\\frac{400}{400} \\times 100 = 100\\%.'],
  ['100% - 20% = 70.', '100% - 20% = 80.'],
  // In the base that the model began.
  ['0x66C + 0x71 = 0x16DD.', '0x66C + 0x71 = 0x6DD.'],
  ['0xFF & 0x0F = 0xFF.', '0xFF & 0x0F = 0xF.'],
  ['0xF0 | 0x0F = 0xF.', '0xF0 | 0x0F = 0xFF.'],
  ['13 xor 6 = 0b1001.', '13 xor 6 = 0b1011.'],
  ['3 << 3 = 0b1100.', '3 << 3 = 0b11000.'],
  ['20 = 0b10010.', '20 = 0b10100.'],
  ['so 20 = 0b00010010;', 'so 20 = 0b00010100;'],
  ['1644 = 0x66D\n', '1644 = 0x66C\n'],
  ['0x66C = 1642.', '0x66C = 1644.'],
  ['0x1F = 0b1111.', '0x1F = 0b11111.'],
  [r`\(0b10100 = 21\).`, r`\(0b10100 = 20\).`],
  [r`9^{12} \bmod 11 = 5.`, r`9^{12} \bmod 11 = 4.`],
  ['9^12 mod 11 = 5.', '9^12 mod 11 = 4.'],
  // Fractions.
  ['6/8 * 5/7 = 30/57.', '6/8 * 5/7 = 15/28.'],
  ['(2/5)^3 = 8/25 so', '(2/5)^3 = 8/125 so'],
  ['12/30 = 2/6.', '12/30 = 2/5.'],
  ['1/3 * 1/3 = 1/1.', '1/3 * 1/3 = 1/9.'],
  // LaTeX.
  [r`\( 3 \times 4 = 13 \) and`, r`\( 3 \times 4 = 12 \) and`],
  [r`\[ 8 \text{ h} \times 7 = 54 \text{ h} \]`, r`\[ 8 \text{ h} \times 7 = 56 \text{ h} \]`],
  [
    r`\[ \frac{240 \text{ h}}{60 \text{ h/box}} = 5 \]`,
    r`\[ \frac{240 \text{ h}}{60 \text{ h/box}} = 4 \]`,
  ],
  [r`\boxed{5 + 3 = 9}. So`, r`\boxed{5 + 3 = 8}. So`],
  [r`1{,}200 + 300 = 1{,}400$.`, r`1{,}200 + 300 = 1{,}500$.`],
  [r`25\% + 30\% = 60\%$ of`, r`25\% + 30\% = 55\%$ of`],
  ['3 + 4\n= 8\n', '3 + 4\n= 7\n'],
  [r`a &= 3 + 4 \\ &= 8 \\`, r`a &= 3 + 4 \\ &= 7 \\`],
  ['<<48/2=25>>25', '<<48/2=24>>25'],
  // Pruned chains: what parted an expression from a number before it, or behind its result, is gone.
  [
    '95% means every 100 multiply 95 divide 100 2340 * 95 / 100 = 219 95%\n',
    '95% means every 100 multiply 95 divide 100 2340 * 95 / 100 = 2223 95%\n',
  ],
  ['55 mod 4 55 mod 4 = 1.\n', '55 mod 4 55 mod 4 = 3.\n'],
  [
    'Together 5 * 9 per hour divide 360 360 / (5 * 9) = 12 hours\n',
    'Together 5 * 9 per hour divide 360 360 / (5 * 9) = 8 hours\n',
  ],
  [
    'counts each pair twice divide 2 55 * 54 / 2 = 1323.',
    'counts each pair twice divide 2 55 * 54 / 2 = 1485.',
  ],
  ['one less than 32 32*(32 - 1)/2 = 128.', 'one less than 32 32*(32 - 1)/2 = 496.'],
  ['pass 1 7 * 3 + 6 = 21\n 2 21 * 3 + 6 = 63\n', 'pass 1 7 * 3 + 6 = 27\n 2 21 * 3 + 6 = 69\n'],
  ['280 280 1 1 280 = 0b1011111111', '280 280 1 1 280 = 0b100011000'],
  ['divide 100 (50 - 65) / 50 * 100 = 20.', 'divide 100 (50 - 65) / 50 * 100 = -30.'],
  ['7 + 8 * 7 = 27 27 mod 7 = 4 1 27.', '7 + 8 * 7 = 63 27 mod 7 = 6 1 27.'],
  ['77 mod 14 = 3 (77 - 3) / 14 = 5.', '77 mod 14 = 7 (77 - 3) / 14 = 5.'],
  ['factor 4 times (1/2)^4 = 1/8 so', 'factor 4 times (1/2)^4 = 1/16 so'],
  ['100 234 * 2 = 470.', '100 234 * 2 = 468.'],
  ['3 times 5 = 16.', '3 times 5 = 15.'],
  // What has no end is rounded as the model began it, with two places at least.
  ['10/3 = 3.5.', '10/3 = 3.33.'],
  ['100/7 = 14.4112.', '100/7 = 14.2857.'],
  ['10/3 = 5.', '10/3 = 3.33.'],
];

const kept: readonly string[] = [
  '2/3 × 100 = 67%.',
  'sqrt(9 + 16) = 5.',
  'the remainder of 17 / 5 = 2.',
  'Earnings in 2014 - 8000 = 22000.',
  '10 AM + 5 hours = 3 PM.',
  '60 ^ 23 = 43.',
  '1010 + 110 = 10000.',
  '10 + 4 = 2 (mod 12).',
  '2024-11-30 - 2024-11-12 = 18 days.',
  '48 + 24 = 72 clips. So',
  // Further expressions.
  '2 * 2 * 3 = 2 * 6 = 12.',
  '3 + 4 = 5 + 3.',
  '3 + 4 = 6 × 1.',
  '5 + 3 = 8 + 2 = 10.',
  '2 + 2 = 3 1/2 + 1/2.',
  r`3 + 4 = 6 \times 1$`,
  r`1/2 + 1/3 = \frac{4}{6}$`,
  // Rounded, or with a unit that explains it.
  '10/3 = 3.33.',
  '10/3 = 3.3 or so.',
  '2/3 = 66.67%.',
  '7/16 = 0.43.',
  '10/4 = 3 boxes.',
  '10/4 = 2.',
  '10/3 = 4.',
  '60 + 30 minutes = 1.5 hours.',
  '$0.25 * 2 = 50 cents.',
  '1 GB / 256 MB = 4.',
  '16 KB / 4 bytes = 4096 ints.',
  '1 MB / 4 KB = 256 pages.',
  '2 hours / 15 minutes = 8.',
  '2 liters / 250 ml = 8.',
  '20 pages per hour × 90 minutes = 30 pages.',
  '$15/hour * 30 minutes = $7.50.',
  '10 gallons/minute * 2 hours = 1200 gallons.',
  '2 eggs/day × 4 weeks = 56.',
  '$2 / 25 cents = 8.',
  '1/4 second = 250 ms.',
  '1/50 seconds = 20 ms.',
  'March 28 + 10 days = 7 April.',
  '1 hour 30 minutes / 3 = 30 minutes.',
  '1 hour and 30 minutes / 3 = 30 minutes.',
  '2 hours 15 minutes - 45 minutes = 90 minutes.',
  '2 hours, 15 minutes - 45 minutes = 90 minutes.',
  '5 feet 6 inches * 2 = 132 inches.',
  '1 h 30 min - 20 min = 70 min.',
  // Words that are operators, bits, and what machines make of a value.
  '3 squared + 4 squared = 25.',
  '5 cubed - 2 cubed = 117.',
  '5 factorial / 3 factorial = 20.',
  '10 choose 3 * 2 = 240.',
  '3 to the power of 2 + 1 = 10.',
  '5 less than 12 * 2 = 19.',
  '5 ^ 3 = 6.',
  '12 ^ 5 = 9.',
  '0.1 + 0.2 = 0.30000000000000004.',
  '0.7 + 0.1 = 0.7999999999999999.',
  '2147483647 + 1 = -2147483648.',
  '1 << 31 = -2147483648.',
  '255 + 1 = 0.',
  '127 + 1 = -128.',
  '200 + 100 = 44.',
  "1'234 + 1 = 1'235.",
  '100/3 = about 33.',
  '100/3 ≈ 34.',
  // A form, a name, an address, a complement, a score.
  '0x66C = 1644.',
  '20 = 0x14.',
  '13 | 2 = 0b1111.',
  'Bit 3 = 0x08.',
  'Register 0x10 = 5.',
  '-5 = 0xFB.',
  '0x20 bytes = 33.',
  '0x01 = read, 0x02 = write',
  '20 = 0 mod 10',
  '12 ^ 10 = 0b0110.',
  '6/8 * 5/7 = 30/56 = 15/28.',
  '3/4 + 1/4 = 2/3 + 1/3.',
  '3 + 4 = 7/8.',
  // Read in one of several senses, or with a width that is not known.
  'twice 5 + 3 = 14.',
  '100 - 20% = 90.',
  '10% of the 20 + 30 = 6.',
  '2 dozen + 3 = 28.',
  '5 m + 3 m = 9.',
  '2 / 1/3 = 7.',
  '~0x0F = 0xF1.',
  '1/2 = 0x1.',
  // In another reading they hold, or may be meant to.
  'factor 4 times (1/2)^4 = 1/16.',
  'factor 4 times (1/2)^4 = 1/4.',
  'factor 7 times 2^7 = 128.',
  '3 times 5 = 15.',
  '100 234 * 2 = 468.',
  '12 345 * 2 = 24690.',
  '12 345 * 2 = 24 691.',
  '2 (3 + 4) = 14.',
  'A = 2 (3 + 4) = 15.',
  '11/29 = 11/29 11/29.',
  'independent factor 2 1/2 * 1/2 = 1/4.',
  r`\[ 7/7 + 25/7 = 32/7 \]`,
  '0x66C 0x71 = 0x68B.',
  '0x66C 0x71 = 1757.',
  // What is no result of an expression.
  'x = 5.',
  '24 = 8 * 4.',
  '2x + 3 = 9.',
  'price * 3 = 9.',
  '3 + 4 = ?',
  '3 + 4 = seven.',
  '3 + 4 == 8.',
  '3 + 4 >= 8.',
  '5 + = 3.',
  '5 + 3 and then = 9.',
  '5 + 3 ≈ 9.',
  '1/0 = 5.',
  '2^100000 = 7.',
  `${'7'.repeat(200)} * ${'7'.repeat(200)} = 7.`,
  '7**123 = 7.',
  // The left side begins before the part that is read.
  `${'1 + '.repeat(80)}1 = 7.`,
];

describe('ResultWatch', () => {
  it.each(corrected)('%s', (text, right) => {
    for (const size of [1, 2, 3, 5, 400]) expect(write(text, size)).toBe(right);
  });

  it.each(kept)('keeps %s', (text) => {
    for (const size of [1, 2, 3, 5, 800]) expect(write(text, size)).toBe(text);
  });

  it('waits for numbers that may go on', () => {
    const watch = new ResultWatch();
    for (const text of ['1000 + 200 = 1', '1000 + 200 = 1,', '1000 + 200 = 1,2']) {
      expect(watch.look(text)).toEqual({ kind: 'open', startOffset: 12 });
    }
    expect(watch.look('1000 + 200 = 1,200.')).toEqual({ kind: 'open', startOffset: 12 });
    expect(watch.look('1000 + 200 = 1,200. ')).toEqual({ kind: 'settled' });
  });

  it('waits no longer than needed', () => {
    const watch = new ResultWatch();
    expect(watch.look('3 + 4 =')).toEqual({ kind: 'open', startOffset: 7 });
    expect(watch.look('3 + 4 = 7')).toEqual({ kind: 'open', startOffset: 7 });
    expect(watch.look('3 + 4 = 7 apples')).toEqual({ kind: 'settled' });
    expect(new ResultWatch().look('3 + 4 = 2 * 3')).toEqual({ kind: 'settled' });
    expect(new ResultWatch().look('20 = 4')).toEqual({ kind: 'settled' });
    expect(new ResultWatch().look('20 = 0b1')).toMatchObject({ kind: 'open' });
    const long = `3 + 4 = 8 ${'words '.repeat(40)}`;
    expect(new ResultWatch().look(long.slice(0, 100))).toMatchObject({ kind: 'open' });
    expect(new ResultWatch().look(long)).toEqual({ kind: 'settled' });
  });

  it('leaves alone what holds, and leaves nothing wrong that it judged', () => {
    fc.assert(
      fc.property(arithmeticSoup, fc.integer({ min: 1, max: 9 }), (soup, size) => {
        const wrong = (text: string): number =>
          checkEquations(text).filter(({ status }) => status === 'fails').length;
        const written = write(soup, size);
        if (wrong(soup) === 0) expect(written).toBe(soup);
        expect(wrong(written)).toBeLessThanOrEqual(wrong(soup));
      }),
    );
  });

  it('reads a long text in no time', () => {
    const text = '48 + 24 = 72 clips and then 5 + 3 = 8 boxes. '.repeat(60);
    const began = performance.now();
    expect(write(text, 3)).toBe(text);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
