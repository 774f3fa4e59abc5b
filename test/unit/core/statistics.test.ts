import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/core/sampling/rng';
import {
  mean,
  median,
  pairedBootstrap,
  quantile,
  ratioBootstrap,
  wilsonInterval,
} from '../../../src/core/statistics';

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 50 });

describe('quantile', () => {
  it('matches the values of NumPy 2 (default method) within 1e-12', () => {
    const sample = [3, 1, 4, 1, 5, 9, 2, 6];
    // numpy.quantile(sample, [0, 0.1, 0.25, 0.5, 0.9, 1])
    const expected = [1, 1, 1.75, 3.5, 6.9, 9];
    [0, 0.1, 0.25, 0.5, 0.9, 1].forEach((q, i) => {
      expect(quantile(sample, q)).toBeCloseTo(expected[i]!, 12);
    });
  });

  it('rises with q, stays within the values and does not change them', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (sample, q) => {
        const before = [...sample];
        const value = quantile(sample, q);
        expect(sample).toEqual(before);
        expect(value).toBeGreaterThanOrEqual(Math.min(...sample));
        expect(value).toBeLessThanOrEqual(Math.max(...sample));
        expect(quantile(sample, q / 2)).toBeLessThanOrEqual(value);
      }),
    );
  });

  it('has nothing to say about nothing', () => {
    expect(quantile([], 0.5)).toBeNaN();
    expect(median([])).toBeNaN();
    expect(mean([])).toBeNaN();
  });
});

describe('mean and median', () => {
  it('know the middle', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(median([6, 1, 2])).toBe(2);
    expect(median([1, 2, 3, 10])).toBe(2.5);
  });
});

describe('wilsonInterval', () => {
  it('is everything while nothing was observed', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it.each([
    // Roots of (p - k/n)² = z²·p(1 - p)/n, solved in Python with statistics.NormalDist.
    [0, 10, 0, 0.2775328],
    [29, 96, 0.21931159, 0.400085],
    [10, 10, 0.72246721, 1],
  ])('agrees with a reference for %d of %d within 1e-6', (k, n, low, high) => {
    const interval = wilsonInterval(k, n);
    expect(Math.abs(interval.low - low)).toBeLessThan(1e-6);
    expect(Math.abs(interval.high - high)).toBeLessThan(1e-6);
  });

  it('holds the proportion, mirrors, and narrows with more observations', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (k, rest) => {
        const n = k + rest;
        const { low, high } = wilsonInterval(k, n);
        if (n > 0) {
          expect(low).toBeLessThanOrEqual(k / n + 1e-12);
          expect(high).toBeGreaterThanOrEqual(k / n - 1e-12);
        }
        expect(1 - wilsonInterval(rest, n).low).toBeCloseTo(high, 10);
        const more = wilsonInterval(4 * k, 4 * n);
        expect(more.high - more.low).toBeLessThanOrEqual(high - low + 1e-12);
      }),
    );
  });
});

describe('pairedBootstrap', () => {
  it('is seeded, holds the difference, and turns its sign with the sides', () => {
    fc.assert(
      fc.property(values, fc.nat(), (a, seed) => {
        const b = a.map((value, i) => value - (i % 3));
        const options = { seed, resamples: 200 };
        const result = pairedBootstrap(a, b, options);
        expect(pairedBootstrap(a, b, options)).toEqual(result);
        expect(result.interval.low).toBeLessThanOrEqual(result.difference + 1e-9);
        expect(result.interval.high).toBeGreaterThanOrEqual(result.difference - 1e-9);
        const turned = pairedBootstrap(b, a, options);
        expect(turned.difference).toBeCloseTo(-result.difference, 9);
        expect(turned.interval.low).toBeCloseTo(-result.interval.high, 9);
      }),
      { numRuns: 40 },
    );
  });

  it('comes out as the normal interval for many small differences', () => {
    const rng = createRng(11);
    const a = Array.from({ length: 400 }, () => (rng.nextFloat() < 0.6 ? 1 : 0));
    const b = Array.from({ length: 400 }, () => (rng.nextFloat() < 0.5 ? 1 : 0));
    const { difference, interval } = pairedBootstrap(a, b, { seed: 1, resamples: 4000 });
    const spread = a.map((value, i) => value - b[i]! - difference);
    const error = Math.sqrt(mean(spread.map((d) => d * d)) / spread.length);
    // A percentile of 4,000 resamples is good to about 0.1 standard errors.
    expect(Math.abs(interval.high - difference - 1.96 * error)).toBeLessThan(0.25 * error);
    expect(Math.abs(difference - interval.low - 1.96 * error)).toBeLessThan(0.25 * error);
  });

  it('is a point where nothing varies', () => {
    expect(pairedBootstrap([1, 1, 1], [0, 0, 0], { seed: 5, resamples: 50 })).toEqual({
      difference: 1,
      interval: { low: 1, high: 1 },
    });
  });

  it('refuses what does not pair', () => {
    expect(() => pairedBootstrap([1], [1, 2], { seed: 1 })).toThrow(RangeError);
    expect(() => pairedBootstrap([], [], { seed: 1 })).toThrow(RangeError);
  });
});

describe('ratioBootstrap', () => {
  it('weights each pair by its whole', () => {
    // One large pair among small ones: draws without it come to 0, with it they are near 1.
    const wholes = [1, 1, 1, 1000];
    const { low, high } = ratioBootstrap([0, 0, 0, 1000], wholes, { seed: 3, resamples: 2000 });
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(0.998);
  });

  it('is a point where all pairs have one ratio', () => {
    expect(ratioBootstrap([1, 2, 4], [2, 4, 8], { seed: 1, resamples: 50 })).toEqual({
      low: 0.5,
      high: 0.5,
    });
  });

  it('refuses what does not pair', () => {
    expect(() => ratioBootstrap([1], [], { seed: 1 })).toThrow(RangeError);
    expect(() => ratioBootstrap([], [], { seed: 1 })).toThrow(RangeError);
  });
});
