import { describe, expect, it } from 'vitest';
import { chainSeed, missingChains, shuffledIndices } from '../../../src/pipeline/generateChains';

describe('missingChains', () => {
  const counts = new Map([
    [0, 1],
    [1, 1],
    [2, 3],
  ]);
  const log = { count: (i: number) => counts.get(i) ?? 0, isSolved: (i: number) => i === 0 };

  it('asks first what was never asked, and again only what nobody got right', () => {
    expect(missingChains([3, 0, 1, 2], log, 3)).toEqual([
      { i: 3, sample: 0 },
      { i: 1, sample: 1 },
    ]);
    expect(missingChains([3, 0, 1, 2], log, 1)).toEqual([{ i: 3, sample: 0 }]);
  });
});

describe('shuffledIndices', () => {
  it('is a permutation that the seed alone decides', () => {
    const order = shuffledIndices(500, 7);
    expect(order).toEqual(shuffledIndices(500, 7));
    expect(order).not.toEqual(shuffledIndices(500, 8));
    expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i));
  });

  it('knows nothing and one', () => {
    expect(shuffledIndices(0, 1)).toEqual([]);
    expect(shuffledIndices(1, 1)).toEqual([0]);
  });
});

describe('chainSeed', () => {
  it('differs by seed, question and sample, and fits 32 bits', () => {
    const seeds = [0, 1, 4_294_967_295].flatMap((seed) =>
      [0, 1, 7472].flatMap((i) => [0, 1, 63].map((sample) => chainSeed(seed, { i, sample }))),
    );
    expect(new Set(seeds).size).toBe(27);
    for (const seed of seeds) {
      expect(Number.isInteger(seed) && seed >= 0 && seed <= 0xffff_ffff).toBe(true);
    }
  });
});
