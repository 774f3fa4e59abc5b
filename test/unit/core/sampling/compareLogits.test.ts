import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { klDivergence, sameTop1 } from '../../../../src/core/sampling/compareLogits';

const atol = 1e-6;

const logits = fc
  .array(fc.float({ min: -60, max: 60, noNaN: true }), { minLength: 2, maxLength: 50 })
  .map((values) => Float32Array.from(values));

/** Two sets of logits of the same length. */
const pair = fc.tuple(logits, logits).map(([a, b]): [Float32Array, Float32Array] => {
  const length = Math.min(a.length, b.length);
  return [a.subarray(0, length), b.subarray(0, length)];
});

describe('klDivergence', () => {
  it('is what the definition gives on a worked case', () => {
    // p = (1/2, 1/2), q = (1/4, 3/4): KL = log 2 - log(3)/2 = 0.143841036…
    const p = Float32Array.of(0, 0);
    const q = Float32Array.of(0, Math.log(3));
    expect(klDivergence(p, q)).toBeCloseTo(0.143841036, 6);
    // The other way it is 3/4·log 3 - log 2 = 0.130812035…
    expect(klDivergence(q, p)).toBeCloseTo(0.130812035, 6);
  });

  it('is zero for equal distributions, whatever is added to all logits, and never negative', () => {
    fc.assert(
      fc.property(pair, fc.integer({ min: -50, max: 50 }), ([a, b], shift) => {
        expect(klDivergence(a, a)).toBe(0);
        const kl = klDivergence(a, b);
        expect(kl).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(kl)).toBe(true);
        const shifted = b.map((value) => value + shift);
        // Adding rounds float32 logits of up to 110 by up to 4e-6.
        expect(Math.abs(klDivergence(a, shifted) - kl)).toBeLessThan(10 * atol);
      }),
    );
  });

  it('holds for logits beyond the range of exp', () => {
    const a = Float32Array.of(3000, 2999, -1e30);
    expect(klDivergence(a, Float32Array.of(1, 0, -1e30))).toBeCloseTo(0, 6);
    expect(klDivergence(a, Float32Array.of(0, 1, -1e30))).toBeGreaterThan(0.4);
  });

  it('refuses different or empty vocabularies', () => {
    expect(() => klDivergence(new Float32Array(3), new Float32Array(2))).toThrow(RangeError);
    expect(() => sameTop1(new Float32Array(0), new Float32Array(0))).toThrow(RangeError);
  });
});

describe('sameTop1', () => {
  it('compares the first of the largest', () => {
    expect(sameTop1(Float32Array.of(1, 3, 2), Float32Array.of(-5, 0, -1))).toBe(true);
    expect(sameTop1(Float32Array.of(1, 3, 2), Float32Array.of(9, 0, -1))).toBe(false);
    expect(sameTop1(Float32Array.of(7, 7), Float32Array.of(7, 6))).toBe(true);
    expect(sameTop1(Float32Array.of(7, 7), Float32Array.of(6, 7))).toBe(false);
  });
});
