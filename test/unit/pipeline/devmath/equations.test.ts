import { describe, expect, it } from 'vitest';
import { statedEquations } from './equations';

describe('the reader of equations in chains', () => {
  it.each([
    '24 * 4 = 96 bytes',
    '0x2F = 2 * 16 + 15 = 0b101111 = 47',
    '\\[ \\frac{96}{4} = 24 \\text{ KiB} \\]',
    '\\[ 3 \\times 7 - 1 = 20 \\]',
    '\\[\n2^{10} = 1024\n\\]',
    '1/6 * 1/3 = 1/18',
    '37 mod 5 = 2',
    '1200 * 0.35 = 420',
    '2 - 5 + 1 = -2',
    '(7 + 3)! / (7! * 3!) = 120',
    'pass 3: 37 // 2 = 18',
    '(2/5)^3 = 8/125',
    '13 & 6 = 0b100 = 4',
    '\\( 13 \\oplus 6 = 11 \\)',
    '37 >> 3 = 4',
  ])('accepts %j', (text) => {
    expect(statedEquations(text).map(({ isTrue }) => isTrue)).toEqual([true]);
  });

  it.each([
    '24 * 4 = 97 bytes',
    '0x2F = 48',
    '3 << 2 = 11',
    '1/6 * 1/3 = 1/17',
    'x = 5',
    '3 + = 3',
    '= 4',
  ])('refuses %j', (text) => {
    expect(statedEquations(text).map(({ isTrue }) => isTrue)).toEqual([false]);
  });

  it('finds each of several in one sentence', () => {
    const found = statedEquations('First, we add: 1 + 1 = 2; 2 + 2 = 5. So it is 4.');
    expect(found.map(({ isTrue }) => isTrue)).toEqual([true, false]);
  });
});
