import { describe, expect, it } from 'vitest';
import { findLosses } from '../../../../src/core/recover/findLosses';
import { lostEquations } from '../../../../src/core/recover/lostEquations';

function lost(chain: string, rewritten: string): readonly string[] {
  return lostEquations(chain, rewritten).map(({ startOffset, endOffset }) =>
    chain.slice(startOffset, endOffset),
  );
}

describe('lostEquations', () => {
  it.each([
    ['12 * 8 = 96', 'Each of the 12 boxes has 8 pens, so 12 \\times 8 = 96 pens.'],
    ['12 \\times 8 = 96', 'That is 12 × 8 = 96.'],
    ['2 + 3 = 5', 'We get 1 + 1 = 2, then 2 + 3 = 5 = 5.'],
    ['1000 / 4 = 250', 'Divide: 1,000 ÷ 4 = 250.'],
    ['96 pens * $3 = $288', 'At three dollars each: 96 * 3 = 288.'],
    ['0xFF & 0x3C = 60', 'So 0xff & 0x3c = 60.'],
    ['5km * 2 = 10km', '5 km * 2 = 10 km'],
    ['3\\frac{1}{2} * 2 = 7', 'That is 3 1/2 * 2 = 7.'],
    ['no equation', 'none either'],
  ])('%s is in %s', (chain, rewritten) => {
    expect(lost(chain, rewritten)).toEqual([]);
  });

  it.each([
    ['12 * 8 = 96', 'Twelve boxes of eight pens are 96 pens.'],
    ['12 * 8 = 96', '12 * 8 = 98'],
    ['2 * 3 = 6', '12 * 3 = 6'],
    ['2 * 3 = 6', '2 * 3 = 66'],
    ['2 + 3 = 5', '2 * 3 = 5'],
    ['3 - 2 = 1', '2 - 3 = 1'],
    ['2x + 1 = 7', '2y + 1 = 7'],
    ['3\\frac{1}{2} * 2 = 31', '31/2 * 2 = 31'],
    ['3 and 1/2 * 2 = 31', '31/2 * 2 = 31'],
    ['0xFF & 0x3C = 60', '0xFF & 0x3D = 60'],
  ])('%s is not in %s', (chain, rewritten) => {
    expect(lost(chain, rewritten)).toHaveLength(1);
  });

  it('names the ones that are gone', () => {
    expect(lost('9 * 2 = 18, 18 + 4 = 22.', 'First 9 * 2 = 18.')).toEqual(['18 + 4 = 22']);
  });
});

describe('findLosses', () => {
  it('compares the answer by value', () => {
    expect(
      findLosses('', '0.5', 'It is so.\n\nThe final answer is: $\\boxed{\\frac{1}{2}}$').answer,
    ).toBe(false);
    expect(findLosses('', '22', 'The final answer is: $\\boxed{23}$').answer).toBe(true);
  });

  it('finds the answer in a text without an answer line, as a word', () => {
    expect(findLosses('', '22', 'In the end there are 22 pens.').answer).toBe(false);
    expect(findLosses('', '22', 'In the end there are 220 pens.').answer).toBe(true);
    expect(findLosses('', '3\\frac{1}{2}', 'It takes 3 1/2 hours.').answer).toBe(false);
    expect(findLosses('', '3\\frac{1}{2}', 'It takes 31/2 hours.').answer).toBe(true);
  });

  it('cannot lose an answer that was not there', () => {
    expect(findLosses('', null, 'Anything.').answer).toBe(false);
  });
});
