import { describe, expect, it } from 'vitest';
import { checkEquations } from '../../../../src/core/arithmetic/checkEquations';

/** Written out, so that a table row reads like the text itself. */
const r = String.raw;

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
  ['(200/400) × 100 = 45%', '45%', '50%'],
  [r`(400/400) \times 100 = 10\%`, r`10\%`, '100%'],
  ['1/2 = 45%', '45%', '50%'],
  ['100% - 20% = 70', '70', '80'],
  ['√25 × 2 = 11', '11', '10'],
  ['37 mod 7 = 3', '3', '2'],
  ['(7 + 8) mod 5 = 1', '1', '0'],
  ['Each day 3 × 2 = 7 eggs', '7', '6'],
  ['100-20-30 = 60', '60', '50'],
  ['100 × 10 = 10000', '10000', '1000'],
  ['5 × 12 = 60 dollars = 60 × 2 = 130 dollars', '130', '120'],
  ['25% (20 + 4) = 7', '7', '24'],
  ['5 cm^2 + 3 cm^2 = 9 cm^2', '9', '8'],
  ['€ 5 + € 3 = € 9', '€ 9', '€8'],
  ['(1) ^ (3) = 2', '2', '1'],
  ['3^2 = 1', '1', '9'],
  ['11 * 1000 = 11001', '11001', '11000'],
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
  // Measures of one kind that cancel, or stand in the result.
  ['5 hours × 60 minutes/hour = 310 minutes', '310', '300'],
  ['5 hr × 60 min/hour = 310 minutes', '310', '300'],
  ['3 seconds * 1000 ms/second = 3500 ms', '3500', '3000'],
  ['2 hours * 60 minutes per hour * 60 seconds per minute = 7000', '7000', '7200'],
  ['8 hours a day × 5 days = 45 hours', '45', '40'],
  ['8 hours/day × 5 days/week = 45 hours', '45', '40'],
  ['8 hours per day × 5 = 45', '45', '40'],
  ['2 weeks × 7 days = 15 days', '15', '14'],
  ['4 ounces/cup × 3 cups = 13 ounces', '13', '12'],
  ['3 pounds × 16 ounces = 50 ounces', '50', '48'],
  ['2 dimes × 10 cents = 30 cents', '30', '20'],
  ['$5 × 100 cents/dollar = 510 cents', '510', '500'],
  ['3 minutes 5 minutes * 2 = 11 minutes', '11', '10'],
  ['5 feet squared + 3 feet squared = 9 feet squared', '9', '8'],
  ['90 test score + 10 = 95', '95', '100'],
  // A sum has no rest, and what is off by more than it is none.
  ['177.6 + 700 = 877 coins left', '877', '877.6'],
  ['17 / 5 = 4.5 rounded', '4.5', '3.4'],
  ['7/2 = 5, remainder 1', '5', '3.5'],
  ['7/2 = 3. The remainder is 1', '3', '3.5'],
  // A product or a sum in place of a power, and numbers beyond a machine word.
  ['5 ^ 3 = 15', '15', '125'],
  ['4 ^ 3 = 7', '7', '64'],
  ['48 + 24 = 328', '328', '72'],
  ['300 + 1 = 46', '46', '301'],
  ['0.1 + 0.2 = 0.3004', '0.3004', '0.3'],
  [r`\text{Total} = 240,000 + 250,000 = 590,000`, '590,000', '490,000'],
];

describe('equations that fail', () => {
  it.each(fails)('%s fails at %s', (text, wrong, right) => {
    const [check] = checkEquations(text);
    if (check?.status !== 'fails') throw new Error(`is ${check?.status ?? 'not found'}`);
    expect(text.slice(check.startOffset, check.endOffset)).toBe(wrong);
    expect(check.rightValue).toBe(right);
    expect(check.reason).toBe('wrongValue');
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
});
