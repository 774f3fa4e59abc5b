import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textBar } from '../../../../src/host/savings/textBar';

/** Length of a bar in eighths of a block. */
function eighths(bar: string): number {
  const parts = '▏▎▍▌▋▊▉█';
  return Array.from(bar).reduce((sum, part) => sum + parts.indexOf(part) + 1, 0);
}

describe('textBar', () => {
  it('is empty for nothing and for what is below it', () => {
    expect([0, -1, Number.NaN].map(textBar)).toEqual(['', '', '']);
  });

  it('is seen for anything above 0 and full at 1 and beyond', () => {
    expect(textBar(1e-9)).toBe('▏');
    expect(textBar(1)).toBe('██████');
    expect(textBar(7)).toBe('██████');
    expect(textBar(0.5)).toBe('███');
  });

  it('is as long as its share, to an eighth of a block', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 1, noNaN: true }), (share) => {
        expect(Math.abs(eighths(textBar(share)) - share * 48)).toBeLessThanOrEqual(0.5);
      }),
    );
  });
});
