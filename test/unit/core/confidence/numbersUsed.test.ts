import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersUsed } from '../../../../src/core/confidence/numbersUsed';

describe('numbersUsed', () => {
  it.each<[string, string, number]>([
    ['6 boxes of 7 pens: how many?', '6 * 7 = 42', 1],
    ['6 boxes of 7 pens and 8 more: how many?', '6 * 7 = 42', 2 / 3],
    ['How many cats are left?', 'None.', 1],
    ['1,200 files of 2.50 MB', '1200 * 2.5 = 3000', 1],
    ['What is 0x3F in decimal?', '0x3f = 3 * 16 + 15 = 63', 1],
    ['What is 0x3F in decimal?', 'It is 3 and 63.', 0],
    ['20% of 50', '0.2 * 50 = 10', 1],
    ['20 % off 50', '50 * 80 / 100 = 40', 1],
    ['20 percent off 50', '0.8 * 50 = 40', 1],
    ['20\\% off 50', '50 - 10 = 40', 0.5],
    ['12.5% of 8', '0.125 * 8 = 1', 1],
    // The same number twice is one.
    ['3 rows of 3', '3 * 3 = 9', 1],
    ['Is 12 in 123?', '123', 0.5],
  ])('of «%s» in «%s» is %f', (question, chain, share) => {
    expect(numbersUsed(question, chain)).toBeCloseTo(share);
  });

  it('is a share, whatever the texts are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (question, chain) => {
        const share = numbersUsed(question, chain);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect(numbersUsed(question, question)).toBe(1);
      }),
    );
  });

  it('takes long texts in time', () => {
    const long = '1,234,567 % '.repeat(20_000);
    expect(numbersUsed(long, long)).toBe(1);
  });
});
