import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, xoshiro128 } from '../../../../src/core/sampling/rng';

const take = (n: number, next: () => number): number[] => Array.from({ length: n }, next);

describe('xoshiro128', () => {
  it('gives the sequence of a second implementation (Python, arbitrary-size integers)', () => {
    const rng = xoshiro128(1, 2, 3, 4);
    expect(take(8, rng.nextUint32)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849,
    ]);
  });
});

describe('createRng', () => {
  it('repeats itself for one seed and differs between neighbouring seeds', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (seed) => {
        const first = take(8, createRng(seed).nextUint32);
        expect(take(8, createRng(seed).nextUint32)).toEqual(first);
        expect(take(8, createRng(seed + 1).nextUint32)).not.toEqual(first);
      }),
    );
  });

  it('keeps seeds apart that differ only above 32 bits', () => {
    expect(createRng(1).nextUint32()).not.toBe(createRng(1 + 2 ** 32).nextUint32());
    expect(createRng(1).nextUint32()).not.toBe(createRng(-1).nextUint32());
  });

  it('works for any number as seed', () => {
    for (const seed of [Number.NaN, Infinity, 0, -0, 1.5, 1e300]) {
      expect(createRng(seed).nextFloat()).toBeLessThan(1);
    }
  });

  it('is uniform: mean and 16 buckets within 5 standard errors', () => {
    const rng = createRng(7);
    const n = 64_000;
    const buckets = new Uint32Array(16);
    let sum = 0;
    for (let i = 0; i < n; i += 1) {
      const value = rng.nextFloat();
      sum += value;
      buckets[Math.floor(value * 16)]! += 1;
    }
    expect(buckets.reduce((a, b) => a + b, 0)).toBe(n);
    expect(Math.abs(sum / n - 0.5)).toBeLessThan((5 * Math.sqrt(1 / 12)) / Math.sqrt(n));
    for (const count of buckets) {
      expect(Math.abs(count - n / 16)).toBeLessThan(5 * Math.sqrt((n * 15) / 256));
    }
  });
});
