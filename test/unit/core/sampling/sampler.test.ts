import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../../src/core/sampling/rng';
import { Sampler } from '../../../../src/core/sampling/sampler';
import { greedySampling, samplingProblem } from '../../../../src/core/sampling/samplingOptions';
import type { SamplingOptions } from '../../../../src/core/sampling/samplingOptions';
import { tokenLogProb } from '../../../../src/core/sampling/tokenLogProb';
import { TopCandidates } from '../../../../src/core/sampling/topCandidates';

/** Few distinct values, so that ties are common, and masked tokens. */
const anyLogit = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.float({ min: -30, max: 30, noNaN: true }),
  fc.constant(-Infinity),
);
const anyLogits = fc
  .array(anyLogit, { minLength: 1, maxLength: 80 })
  .map((values) => Float32Array.from(values));
const anyOptions: fc.Arbitrary<SamplingOptions> = fc.record({
  temperature: fc.constantFrom(0, 0.2, 0.7, 1, 3),
  topK: fc.constantFrom(0, 1, 3, 40),
  topP: fc.constantFrom(1, 0.95, 0.5, 0.01),
  minP: fc.constantFrom(0, 0.05, 0.5, 1),
  repetitionPenalty: fc.constantFrom(1, 1.3, 0.8),
  seed: fc.nat(),
});

/** The same rules, written for reading: sort everything, filter, draw. -1: no valid choice. */
function naiveSample(
  logits: Float32Array,
  options: SamplingOptions,
  position: number,
  recent: readonly number[],
): number {
  const scores = Float32Array.from(logits, (value, id) => {
    if (!recent.includes(id) || options.repetitionPenalty === 1) return value;
    return value < 0 ? value * options.repetitionPenalty : value / options.repetitionPenalty;
  });
  const order = [...scores.keys()].sort((a, b) =>
    scores[a] === scores[b] ? a - b : scores[b]! - scores[a]!,
  );
  const best = scores[order[0]!]!;
  if (best === -Infinity) return -1;
  if (options.temperature === 0) return order[0]!;
  let kept = options.topK > 0 ? order.slice(0, options.topK) : order;
  const weight = (id: number): number => Math.exp((scores[id]! - best) / options.temperature);
  const total = kept.reduce((sum, id) => sum + weight(id), 0);
  if (options.topP < 1) {
    let mass = 0;
    const reached = kept.findIndex((id) => (mass += weight(id)) >= options.topP * total);
    if (reached >= 0) kept = kept.slice(0, reached + 1);
  }
  kept = kept.filter((id) => weight(id) > 0 && weight(id) >= options.minP);
  const mass = kept.reduce((sum, id) => sum + weight(id), 0);
  let sum = 0;
  return kept.find((id) => (sum += weight(id)) > position * mass) ?? kept.at(-1)!;
}

describe('Sampler', () => {
  it('chooses as the naive reference does', () => {
    fc.assert(
      fc.property(anyLogits, anyOptions, fc.array(fc.nat(90)), (logits, options, recent) => {
        const before = logits.slice();
        const result = new Sampler(options).sample(logits, { recentTokens: recent });
        expect(logits).toEqual(before);
        const position = createRng(options.seed).nextFloat();
        const expected = naiveSample(logits, options, position, recent);
        expect(result).toEqual(
          expected < 0 ? { ok: false, reason: 'invalidLogits' } : { ok: true, tokenId: expected },
        );
      }),
      { numRuns: 400 },
    );
  });

  it('finds candidates beyond its first guess', () => {
    const logits = Float32Array.from({ length: 3000 }, (_, id) => Math.sin(id) * 0.01);
    for (const topP of [1, 0.9, 0.5]) {
      for (let seed = 0; seed < 6; seed += 1) {
        const options = { ...greedySampling, temperature: 1, topP, seed };
        const expected = naiveSample(logits, options, createRng(seed).nextFloat(), []);
        expect(new Sampler(options).sample(logits)).toEqual({ ok: true, tokenId: expected });
      }
    }
  });

  it('draws with the right frequencies', () => {
    const logits = Float32Array.from([1, 0, 2, -1]);
    const sampler = new Sampler({ ...greedySampling, temperature: 1, seed: 3 });
    const counts = [0, 0, 0, 0];
    const n = 20_000;
    for (let i = 0; i < n; i += 1) {
      const result = sampler.sample(logits);
      if (result.ok) counts[result.tokenId]! += 1;
    }
    counts.forEach((count, id) => {
      const p = Math.exp(tokenLogProb(logits, id).logProb);
      expect(Math.abs(count - n * p)).toBeLessThan(5 * Math.sqrt(n * p * (1 - p)));
    });
  });

  it('gives the same tokens for the same seed, others for another', () => {
    const logits = Float32Array.from({ length: 200 }, (_, id) => Math.cos(id));
    const text = (seed: number): number[] => {
      const sampler = new Sampler({ ...greedySampling, temperature: 1, seed });
      return Array.from({ length: 30 }, () => {
        const result = sampler.sample(logits);
        return result.ok ? result.tokenId : -1;
      });
    };
    expect(text(5)).toEqual(text(5));
    expect(text(5)).not.toEqual(text(6));
  });

  it('takes the lowest id among ties', () => {
    expect(new Sampler(greedySampling).sample(Float32Array.from([1, 3, 3, 3]))).toEqual({
      ok: true,
      tokenId: 1,
    });
  });

  it('refuses logits that are not numbers, wherever they stand', () => {
    fc.assert(
      fc.property(
        anyLogits,
        anyOptions,
        fc.nat(),
        fc.constantFrom(Number.NaN, Infinity),
        (logits, options, at, bad) => {
          // A penalty of the bad token itself keeps it bad.
          logits[at % logits.length] = bad;
          const result = new Sampler(options).sample(logits, { recentTokens: [at] });
          expect(result).toEqual({ ok: false, reason: 'invalidLogits' });
        },
      ),
    );
    expect(new Sampler(greedySampling).sample(new Float32Array(0)).ok).toBe(false);
  });

  it('reports the confidence of the raw logits', () => {
    fc.assert(
      fc.property(anyLogits, anyOptions, (logits, options) => {
        const recentTokens = [0, 1, 2];
        const result = new Sampler(options).sample(logits, { recentTokens, withConfidence: true });
        if (!result.ok) return;
        expect(result.confidence).toEqual(tokenLogProb(logits, result.tokenId));
      }),
    );
  });
});

describe('tokenLogProb', () => {
  it('agrees with a log-softmax over all tokens within 1e-9', () => {
    fc.assert(
      fc.property(anyLogits, fc.nat(), (logits, at) => {
        const id = at % logits.length;
        const max = Math.max(...logits);
        if (max === -Infinity) return;
        const sum = logits.reduce((total, value) => total + Math.exp(value - max), 0);
        const { logProb, margin } = tokenLogProb(logits, id);
        const expected = logits[id]! - max - Math.log(sum);
        if (expected === -Infinity) expect(logProb).toBe(-Infinity);
        else expect(Math.abs(logProb - expected)).toBeLessThan(1e-9);
        const others = logits.filter((_, i) => i !== id);
        const rival = others.length === 0 ? -Infinity : Math.max(...others);
        if (logits[id] !== -Infinity) expect(margin).toBe(logits[id]! - rival);
      }),
    );
  });
});

describe('TopCandidates', () => {
  it('selects and orders like a full sort, at every k', () => {
    const top = new TopCandidates();
    fc.assert(
      fc.property(anyLogits, fc.integer({ min: 1, max: 100 }), (logits, k) => {
        const order = [...logits.keys()].sort((a, b) =>
          logits[a] === logits[b] ? a - b : logits[b]! - logits[a]!,
        );
        const isValid = top.select(logits, k);
        expect(isValid).toBe(logits.some((value) => value > -Infinity));
        if (isValid) expect([...top.ids.subarray(0, top.count)]).toEqual(order.slice(0, k));
      }),
      { numRuns: 500 },
    );
  });

  it('selects nothing for k = 0', () => {
    expect(new TopCandidates().select(Float32Array.from([1]), 0)).toBe(false);
  });
});

describe('samplingProblem', () => {
  it('accepts what the tests use and refuses what is out of range', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        expect(samplingProblem(options)).toBeUndefined();
      }),
    );
    for (const wrong of [
      { temperature: -1 },
      { temperature: Number.NaN },
      { topK: 1.5 },
      { topK: -1 },
      { topP: 0 },
      { topP: 1.1 },
      { minP: 2 },
      { repetitionPenalty: 0 },
      { seed: 0.5 },
    ]) {
      expect(samplingProblem({ ...greedySampling, ...wrong })).toMatch(/^[A-Z].*\.$/);
    }
  });
});
