import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEquations } from '../../../../src/core/arithmetic/checkEquations';
import { arithmeticSoup } from './arithmeticSoup';

/** Written out, so that a table row reads like the text itself. */
const r = String.raw;

const holds: readonly string[] = [
  // Numbers and signs.
  '3 + 4 = 7',
  '3+4=7',
  '80 - 100 = -20',
  '−5 + 3 = −2',
  '5 × 3 = 15',
  '5 · 3 = 15',
  '12 ÷ 3 = 4.',
  r`6 \times 5 = 30`,
  r`6 \cdot 5 = 30`,
  r`180 \div 2 = 90`,
  '0.2 x 50 = 10',
  '0.2x50=10',
  '5.*3=15',
  '.5 + .25 = .75',
  '2 * (3 + 4) = 14',
  '2(3 + 4) = 14',
  '(1 + 2)(3 + 4) = 21',
  r`2 \left( 3 + 4 \right) = 14`,
  '2 * [3 + (4 - 1)] = 12',
  '560 // 100 = 5',
  '5 plus 3 equals 8',
  '5 times 3 = 15',
  '10 divided by 2 = 5',
  '5! = 120',
  '10 - -5 = 15',
  // Fractions and powers.
  '48/2 = 24',
  r`\frac{48}{2} = 24`,
  r`\dfrac{1}{2} \times 10 = 5`,
  r`\frac12 + \frac12 = 1`,
  r`\frac{\frac{1}{2}}{2} = \frac{1}{4}`,
  '3 1/2 + 2 = 5 1/2',
  r`3\frac{1}{2} \times 2 = 7`,
  '1½ + 1½ = 3',
  '4 / 3 = 1 and 1/3',
  '1/4 of 20 = 5',
  r`\frac{3}{4} \text{ of } 20 = 15`,
  '25 / 1/3 = 75',
  '2^10 = 1024',
  '2**10 = 1024',
  '2 ** 10 = 1024',
  r`2^{10} = 1024`,
  '3² + 4² = 25',
  '-2^2 = -4',
  '2^-1 = 0.5',
  r`\sqrt{16} + 1 = 5`,
  r`\sqrt[3]{27} = 3`,
  '(-1)^5001 = -1',
  r`\frac{3}{2}^2 = 2.25`,
  // Percent, remainders.
  '15% of 240 = 36',
  r`15\% \text{ of } 240 = 36`,
  '20% × 50 = 10',
  '20 percent of 50 = 10',
  '100% - 20% = 80%',
  '1/4 * 100 = 25%',
  '50% = 0.5',
  '50% / 25% = 2',
  '50% / 2 = 25%',
  '17 % 5 = 2',
  '17%5=2',
  '17 mod 5 = 2',
  r`17 \bmod 5 = 2`,
  // Bits.
  '0x3F & 0x0F = 0x0F',
  r`6 \& 3 = 2`,
  '(0xF)^3 = 0xC',
  '0x0F | 0xF0 = 0xFF',
  '0x0F ^ 0xFF = 0xF0',
  '0b1010 ^ 0b0110 = 0b1100',
  '5 XOR 3 = 6',
  '5 AND 3 = 1',
  r`5 \oplus 3 = 6`,
  '0x3F = 60 + 3',
  '1 << 4 = 16',
  '256 >> 4 = 16',
  '~5 = -6',
  '~0x0F = 0xF0',
  'NOT 0b1010 = 0b0101',
  '0x80 << 1 = 0x00',
  '~0x0F & 0xFF = 0xF0',
  '0xff + 1 = 256',
  '0b1010_1010 = 0xA0 + 0xA',
  '0xFF = 2^8 - 1',
  '0x66C = 1644',
  '20 = 0b10100',
  // Separators, money, units.
  '1,234.5 + 1 = 1,235.5',
  r`1{,}000 + 5 = 1{,}005`,
  r`10\,000 + 5 = 10\,005`,
  '$3 * 4 = $12',
  r`\$3 \times 4 = \$12`,
  '-$5 + $3 = -$2',
  '$-5 + 8 = 3',
  '€-5 + 8 = 3',
  '€ 5 + € 3 = € 8',
  '5 apples + 3 apples = 8 apples',
  r`2 \text{ bolts} + 1 \text{ bolt} = 3 \text{ bolts}`,
  r`8 \text{ hours} \times 7 \text{ customers/hour} = 56 \text{ customers}`,
  r`\frac{240 \text{ cookies}}{60 \text{ cookies/box}} = 4 \text{ boxes}`,
  r`8 \text{ hours/day} \times \$7.50/\text{hour} = \$60/\text{day}`,
  r`10 \frac{\text{miles}}{\text{hour}} \times 2 = 20 \text{ miles}`,
  r`5 \text{ cm}^2 + 3 \text{ cm}^2 = 8 \text{ cm}^2`,
  '5 cm² + 3 cm² = 8 cm²',
  '5 cm^2 + 3 cm^2 = 8 cm^2',
  '5 cm^{2} + 3 cm^{2} = 8 cm^{2}',
  '45° + 45° = 90°',
  r`45\degree + 45\degree = 90\degree`,
  '1/4 of a 20 = 5',
  '5 lbs. + 3 lbs. = 8 lbs.',
  '4 * 15 = $60 million',
  '60 eggs / 12 = 5 dozen eggs',
  '8 (hours) * 2 = 16',
  // Prose and markup around it.
  'Total cost = 5 × 3 = 15',
  'She has 5 apples for 3 * 2 = 6 dollars',
  '(so 5 + 3 = 8)',
  '- 20 * 3 = 60',
  '• 5 + 3 = 8',
  '2 • 3 = 6',
  'a 20-foot rope 5 + 3 = 8',
  '**5 + 3 = 8**',
  '5 + 3 = **8**',
  '`5 + 3 = 8`',
  r`\boxed{5 + 3 = 8}`,
  r`5 + 3 = \boxed{8}`,
  'so $5 + 3$ = $8$',
  r`\begin{align*} 5 + 3 &= 8 \\ \end{align*}`,
  '5 + 3\n= 8',
  '48/2 = <<48/2=24>>24 clips',
  'the value is -5 + 8 = 3',
  // A chain, and a running total.
  '60 × 2/4 = 120/4 = 30',
  '5 + 3 = 8 + 2 = 10',
  '5 minutes = 5 × 60 = 300 seconds',
  // A pruned chain, in the reading in which it holds.
  '95% means every 100 multiply 95 divide 100 2340 * 95 / 100 = 2223 95%',
  '100 234 * 2 = 468',
  '100 234 * 2 = 200468',
  '12 345 * 2 = 24 690',
  '12 345.5 * 2 = 24 691',
  '1 234 567 * 2 = 2 469 134',
  '2 * 12 345 + 1 = 24691',
  '2 (3 + 4) = 14',
  '2 (3 + 4) = 7',
  '25% 20 * 3 = 15',
  '25% 20 * 3 = 60',
  'factor 4 times (1/2)^4 = 1/16',
  'factor 4 times (1/2)^4 = 1/4',
  'factor 7 times 2^{7} = 128',
  'all 3 fail 3 times (1/5)³ = 1/125',
  '3 times (2 + 3) = 15',
  '3 times 2^4 = 48',
  '11/29 = 11/29 11/29',
  '2 1/2 * 2 = 5',
  'independent factor 2 1/2 * 1/2 = 1/4',
  r`\[ 7/7 + 25/7 = 32/7 \]`,
  // Rounded.
  '10/3 = 3.33',
  '10/3 = 3.333...',
  '2/3 = 0.67',
  '2/3 ≈ 0.67',
  r`\frac{10}{3} \approx 3`,
  '10/3 = about 3',
  '1/3 × 100 = 33.33%',
  '1/8 = 0.13',
];

const fails: readonly (readonly [text: string, wrong: string, right: string])[] = [
  ['3 + 4 = 8', '8', '7'],
  ['2 * 3 = 6 * 2 = 13', '13', '12'],
  ['3 + 4 = 10 - 2 = 8', '10 - 2', '7'],
  ['$3 * 4 = $13', '$13', '$12'],
  ['$1.50 + $3 = $5', '$5', '$4.50'],
  [r`\$3 \times 4 = \$13`, r`\$13`, r`\$12`],
  ['1,000 + 5,000 = 7,000', '7,000', '6,000'],
  [r`1{,}000 + 5 = 1{,}006`, r`1{,}006`, r`1{,}005`],
  ['15% of 240 = 37', '37', '36'],
  ['100% - 20% = 90%', '90%', '80%'],
  ['20% - 50% = 30%', '30%', '-30%'],
  ['-1/3 * 100 = 30', '30', '≈ -33.3333'],
  ['50% / 25% = 3', '3', '2'],
  ['25% (20 + 4) = 7', '7', '24'],
  ['5 cm^2 + 3 cm^2 = 9 cm^2', '9', '8'],
  ['€ 5 + € 3 = € 9', '€ 9', '€8'],
  ['(1) ^ (3) = 2', '2', '1'],
  [r`5 + 3 = 9 \\ 4`, '9', '8'],
  [r`\frac.5 + 1 = 5`, '5', '1'],
  ['factor 4 times (1/2)**4 = 1/8', '1/8', '0.0625'],
  ['0x0F | 0xF0 = 0xFE', '0xFE', '0xFF'],
  ['0b0011 & 0b0110 = 0b0011', '0b0011', '0b0010'],
  ['0xa0 + 0x01 = 0xa2', '0xa2', '0xa1'],
  ['0x88 = 88', '88', '136'],
  ['1111 = 0x458', '0x458', '0x457'],
  ['101 = 0b101', '0b101', '0b1100101'],
  ['10 = 0x10', '0x10', '0xA'],
  ['20 = 0b10110', '0b10110', '0b10100'],
  ['10/3 = 3.5', '3.5', '≈ 3.3333'],
  ['7/2 = 3', '3', '3.5'],
  ['7 × 8.75 = 60.75', '60.75', '61.25'],
  ['24 = 8 × 4', '24', '32'],
  ['She has 5 apples for 3 * 2 = 7 dollars', '7', '6'],
  ['17 mod 5 = 3', '3', '2'],
  // A number directly before the expression, or behind the result: what parted them was pruned.
  ['95% means every 100 multiply 95 divide 100 2340 * 95 / 100 = 219', '219', '2223'],
  ['multiply divide 100 450 * 90 / 100 = 45 90%', '45', '405'],
  ['70% 200 * 70 / 100 = 14', '14', '140'],
  ['55 mod 4 55 mod 4 = 1', '1', '3'],
  ['Together 5 * 9 per hour divide 360 360 / (5 * 9) = 12 hours', '12', '8'],
  ['each pair counts each pair twice divide 2 55 * 54 / 2 = 1323.', '1323', '1485'],
  ['Each 32 developers ... one less than 32 32*(32 - 1)/2 = 128', '128', '496'],
  ['pass 1 7 * 3 + 6 = 21', '21', '27'],
  ['2 21 * 3 + 6 = 63', '63', '69'],
  ['280 280 1 1 280 = 0b10111111', '0b10111111', '0b100011000'],
  ['base 16 0x608 = 1064.', '1064', '1544'],
  ['0xD2 0xD2 = 211', '211', '210'],
  ['divide 100 (50 - 65) / 50 * 100 = 20', '20', '-30'],
  ['100 234 * 2 = 470', '470', '468'],
  ['factor 4 times (1/2)^4 = 1/8', '1/8', '0.0625'],
  ['3 times 5 = 16', '16', '15'],
  ['3 times 2^4 = 50', '50', '48'],
  ['2 1/2 * 2 = 6', '6', '5'],
  ['1/2 = 2 1/2', '2 1/2', '0.5'],
  ['290 liters = 24 cans * 8 liters/can', '290', '192'],
  [r`\text{Total} = 240,000 + 250,000 = 590,000`, '590,000', '490,000'],
];

const unknown: readonly (readonly [text: string, reason: string])[] = [
  ['2M + 3 = 39', 'variable'],
  ['5 + .3.4 = 8', 'variable'],
  ['5 ft^x + 3 = 8', 'variable'],
  ['(2 3) + 1 = 4', 'variable'],
  ['factor 4 times (1/2)^(x) = 1/8', 'variable'],
  ['1e9999 + 1 = 2', 'variable'],
  [`0x${'1'.repeat(1400)} + 1 = 2`, 'variable'],
  ['3x + 5 = 20', 'variable'],
  ['4x - 10 = 25', 'variable'],
  ['price * 3 = 15', 'variable'],
  [r`2 \pi r = 10`, 'variable'],
  ['11:00 - 8:00 = 3', 'variable'],
  ['2/3 = 0.66', 'rounding'],
  ['2/3 ≈ 0.5', 'rounding'],
  ['0.33 × 300 = 100', 'rounding'],
  ['90 minutes / 60 + 0 = 2 hours', 'units'],
  ['4 pounds - 6 ounces = 58 ounces', 'units'],
  ['$1 / 4 = 25 cents', 'units'],
  ['2 feet + 0 = 24 inches', 'units'],
  ['half of 20 + 5 = 15', 'ambiguous'],
  ['8 & 10 hours = 7', 'ambiguous'],
  ['5 apples & 3 = 2', 'ambiguous'],
  ['-7 mod 5 = -2', 'ambiguous'],
  ['7 mod -5 = 2', 'ambiguous'],
  ['.4(number of minutes) + 1 = 2', 'ambiguous'],
  ['100 - 20% = 80.5', 'ambiguous'],
  ['2/3 of the tank = 16 gallons', 'ambiguous'],
  ['Day 2 = 3 * 4', 'ambiguous'],
  ['7 / 3 = 2 hours 20 minutes', 'ambiguous'],
  ['5 ^ 3 = 0b110', 'ambiguous'],
  ['5 dozen + 3 = 63', 'ambiguous'],
  ['-5 = 0xFB', 'ambiguous'],
  ['0xA6 = 10100110', 'ambiguous'],
  ['0xA6 = 10100111', 'ambiguous'],
  ['0x7 = 111', 'ambiguous'],
  ['1010 = 0xA', 'ambiguous'],
  ['1010 = 0xB', 'ambiguous'],
  ['1010 = 0b1010', 'ambiguous'],
  ['0x1F + 0x1 = 20', 'ambiguous'],
  ['0b110 + 0b1 = 111', 'ambiguous'],
  ['Register 0x10 = 5', 'ambiguous'],
  ['0x66C 0x71 = 1757', 'ambiguous'],
  ['12 345 * 2 = 24 691', 'ambiguous'],
  ['A = 2 (3 + 4) = 15', 'ambiguous'],
  ['(3 + 4) 5 * 2 = 11', 'ambiguous'],
  ['1 + 1 = 0b1010 1010', 'ambiguous'],
  ['2^100000 = 5', 'tooLarge'],
  ['9^9^9^9 = 1', 'tooLarge'],
  ['1 << 100000 = 5', 'tooLarge'],
  ['1 << -1 = 2', 'tooLarge'],
  ['1/2^300 = 5', 'tooLarge'],
  ['10^400 * 10^4000 = 5', 'tooLarge'],
  ['5 + = 8', 'incomplete'],
  [r`\sqrt{2} \times 2 = 3`, 'notExact'],
  ['~0.5 = 1', 'notExact'],
  ['2^0.5 = 2', 'notExact'],
  ['0.5 & 1 = 1', 'notExact'],
  ['3 mod 2.5 = 1', 'notExact'],
];

/** What is no equation that could be computed. */
const nothing: readonly string[] = [
  '',
  'x = 5',
  'x = 35 - 12',
  '5 && 3 = 1',
  '5 ~ 3 = 8',
  '(2 = 3',
  'Total = 40',
  'Day 1 = 5 apples',
  'a == 5 + 3',
  'a += 5 * 3',
  '5 + 3 >= 8',
  '5 + 3 != 9',
  '(x) => 5 + 3',
  '17 ≡ 2 (mod 5)',
  '5 + 3',
  '= = =',
  '12 = 12',
  '0x66C 0x71 = 0x68B',
  '0b1010 1010 = 10',
  '0900 - 0130 = 0730',
  'https://example.com/?a=5',
];

describe('checkEquations', () => {
  it.each(holds)('%s holds', (text) => {
    const checks = checkEquations(text);
    expect(checks.map(({ status }) => status)).toEqual(['holds']);
  });

  it.each(fails)('%s fails at %s', (text, wrong, right) => {
    const [check] = checkEquations(text);
    if (check?.status !== 'fails') throw new Error(`is ${check?.status ?? 'not found'}`);
    expect(text.slice(check.startOffset, check.endOffset)).toBe(wrong);
    expect(check.rightValue).toBe(right);
    expect(check.reason).toBe('wrongValue');
  });

  it.each(unknown)('%s cannot be said: %s', (text, reason) => {
    const checks = checkEquations(text);
    expect(checks).toEqual([expect.objectContaining({ status: 'unknown', reason })]);
  });

  it.each(nothing)('%s is nothing to check', (text) => {
    expect(checkEquations(text)).toEqual([]);
  });

  it.each(['5/0 = 0', r`\frac{3}{2 - 2} = 1`, '7 mod 0 = 1', '0^-1 = 0', '5 // 0 = 1'])(
    '%s fails for its division by zero, without a right value',
    (text) => {
      const [check] = checkEquations(text);
      expect(check).toMatchObject({
        status: 'fails',
        reason: 'divisionByZero',
        rightValue: undefined,
      });
    },
  );

  it('computes with 400 digits', () => {
    const nines = '9'.repeat(400);
    const power = `1${'0'.repeat(400)}`;
    expect(checkEquations(`${nines} + 1 = ${power}`)[0]?.status).toBe('holds');
    const [check] = checkEquations(`${nines} + 1 = 5`);
    expect(check).toMatchObject({ status: 'fails', rightValue: power });
  });

  it('says nothing about numbers of 2,000 digits', () => {
    expect(checkEquations(`${'9'.repeat(2000)} + 1 = 5`)[0]?.status).toBe('unknown');
  });

  it('judges any sum, difference, product and quotient as BigInt does', () => {
    const whole = fc.bigInt(-(10n ** 30n), 10n ** 30n);
    fc.assert(
      fc.property(whole, whole, whole, (a, b, error) => {
        const results = [
          ['+', a + b],
          ['-', a - b],
          ['*', a * b],
        ] as const;
        for (const [sign, result] of results) {
          const status = (stated: bigint): string | undefined =>
            checkEquations(`${a} ${sign} (${b}) = ${stated}`)[0]?.status;
          expect(status(result)).toBe('holds');
          if (error !== 0n) expect(status(result + error)).toBe('fails');
        }
      }),
    );
  });

  it('names places within the text, in order, and never throws', () => {
    fc.assert(
      fc.property(arithmeticSoup, (text) => {
        let end = 0;
        for (const check of checkEquations(text)) {
          const { startOffset, endOffset, sides } = check.equation;
          expect(startOffset).toBeGreaterThanOrEqual(end);
          expect(endOffset).toBeGreaterThan(startOffset);
          expect(endOffset).toBeLessThanOrEqual(text.length);
          expect(sides.length).toBeGreaterThan(1);
          end = sides.at(-1)!.startOffset;
        }
      }),
      { numRuns: 1000 },
    );
  });
});
