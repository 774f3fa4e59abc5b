import { describe, expect, it } from 'vitest';
import { summariseComparison } from '../../../src/pipeline/comparisonSummary';

describe('summariseComparison', () => {
  it('gives means over tokens, and intervals over chains', () => {
    const summary = summariseComparison({
      texts: [
        { tokens: 10, kl: 1, sameTop1: 9 },
        { tokens: 30, kl: 1, sameTop1: 30 },
        { tokens: 0, kl: 0, sameTop1: 0 },
      ],
    });
    expect(summary).toMatchObject({
      kl: { value: 0.05 },
      sameTop1: { value: 39 / 40 },
      tokens: 40,
      chains: 2,
      leftOut: 1,
    });
    // Of two chains a quarter of the draws is one of them twice.
    expect(summary?.kl.interval.low).toBeCloseTo(1 / 30, 9);
    expect(summary?.kl.interval.high).toBeCloseTo(1 / 10, 9);
    expect(summary?.sameTop1.interval).toEqual({ low: 0.9, high: 1 });
  });

  it('has nothing to say of no token', () => {
    expect(summariseComparison({ texts: [{ tokens: 0, kl: 0, sameTop1: 0 }] })).toBeUndefined();
  });
});
