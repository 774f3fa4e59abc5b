import { describe, expect, it } from 'vitest';
import { checkEquations } from '../../../../src/core/arithmetic/checkEquations';

/** Written out, so that a table row reads like the text itself. */
const r = String.raw;

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
  ['Cost of item 2 × 3 = 45', 'ambiguous'],
  ['Price on day 1 + 5 = 20', 'ambiguous'],
  ['Earnings in 2014 - 8000 = 22000', 'ambiguous'],
  ['sqrt(9 + 16) = 5', 'ambiguous'],
  [r`\text{floor}(7 / 2) = 3`, 'ambiguous'],
  ['arr[2 + 1] = 7', 'ambiguous'],
  ['the remainder of 17 / 5 = 2', 'ambiguous'],
  ['The average of 10 + 20 = 15', 'ambiguous'],
  ['absolute value of 3 - 8 = 5', 'ambiguous'],
  ['60 ^ 23 = 43', 'ambiguous'],
  ['1010 AND 1100 = 1000', 'ambiguous'],
  ['1010 + 110 = 10000', 'ambiguous'],
  ['7 + 8 mod 5 = 0', 'ambiguous'],
  ['5 + 8 = 1 mod 12', 'ambiguous'],
  ['12/31 - 12/15 = 16 days', 'ambiguous'],
  ['2024-11-30 - 2024-11-12 = 18 days', 'variable'],
  ['11/30/2024 - 11/12/2024 = 18 days', 'variable'],
  ['10 + 4 = 2 (mod 12)', 'variable'],
  [r`3 \times 5 = 1 \pmod{7}`, 'variable'],
  ['10 AM + 5 hours = 3 PM', 'units'],
  ['23 + 2 = 1 o’clock', 'units'],
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

describe('what no equation says for certain', () => {
  it.each(unknown)('%s cannot be said: %s', (text, reason) => {
    const checks = checkEquations(text);
    expect(checks).toEqual([expect.objectContaining({ status: 'unknown', reason })]);
  });

  it.each(nothing)('%s is nothing to check', (text) => {
    expect(checkEquations(text)).toEqual([]);
  });

  it('says nothing about numbers of 2,000 digits', () => {
    expect(checkEquations(`${'9'.repeat(2000)} + 1 = 5`)[0]?.status).toBe('unknown');
  });
});
