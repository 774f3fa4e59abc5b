import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { truncationCap } from '../../../../src/pipeline/eval/truncate';

const left = (counts: readonly number[], cap: number): number =>
  counts.reduce((sum, count) => sum + Math.min(count, cap), 0);

describe('truncationCap', () => {
  it('cuts the long ones and leaves the short ones whole', () => {
    expect(truncationCap([100, 300], 0.5)).toBe(100);
    expect(truncationCap([10, 100, 100], 110 / 210)).toBe(50);
    expect(truncationCap([10, 20], 1)).toBe(20);
    expect(truncationCap([525, 62, 133], 0.7)).toBe(309);
    expect(truncationCap([], 0.5)).toBe(0);
    expect(truncationCap([0, 0], 0.5)).toBe(0);
  });

  it('is the largest cap that keeps within the share', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 40 });
    const share = fc.integer({ min: 1, max: 10 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(counts, share, (all, keepRatio) => {
        const cap = truncationCap(all, keepRatio);
        const budget = keepRatio * left(all, Infinity) + 1e-6;
        expect(left(all, cap)).toBeLessThanOrEqual(budget);
        if (cap < Math.max(...all)) expect(left(all, cap + 1)).toBeGreaterThan(budget);
      }),
    );
  });
});
