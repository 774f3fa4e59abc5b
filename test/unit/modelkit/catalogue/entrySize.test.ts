import { describe, expect, it } from 'vitest';
import { catalogue, findEntry } from '../../../../src/modelkit/catalogue/catalogue';
import type { CatalogueEntry } from '../../../../src/modelkit/catalogue/catalogueEntry';
import {
  convertedBytes,
  downloadBytes,
  memoryBytes,
  parameterCount,
} from '../../../../src/modelkit/catalogue/entrySize';
import { sampleEntry } from './sampleEntry';

function entry(id: string): CatalogueEntry {
  const found = findEntry(id);
  if (found === undefined) throw new Error(`the catalogue has no ${id}`);
  return found;
}

function without(name: 'adapter' | 'trim', given: CatalogueEntry): CatalogueEntry {
  const copy = { ...given };
  if (name === 'trim') delete copy.trim;
  else delete copy.adapter;
  return copy;
}

describe('parameterCount', () => {
  // Billions, as the publishers' pages print them.
  it.each([
    ['qwen2.5-0.5b', 0.49],
    ['qwen2.5-1.5b', 1.54],
    ['qwen2.5-3b', 3.09],
    ['qwen2.5-7b', 7.62],
    ['qwen2.5-14b', 14.77],
    ['llama3.1-8b', 8.03],
  ])('%s has %f billion', (id, billions) => {
    expect(parameterCount(entry(id)) / 1e9).toBeCloseTo(billions, 2);
  });
});

describe('downloadBytes', () => {
  it('is exact for a pinned file', () => {
    expect(downloadBytes(entry('coder-0.5b'))).toBe(491_400_064);
  });

  it('is two bytes a weight, and a little, for a repository with its adapter', () => {
    expect(downloadBytes(entry('qwen2.5-7b')) / 15.231e9).toBeCloseTo(1, 1);
    const bare = without('adapter', entry('qwen2.5-7b'));
    // 40 million weights of rank 8 on all linear layers: 20 million in 4 bytes each.
    expect(downloadBytes(entry('qwen2.5-7b')) - downloadBytes(bare)).toBeCloseTo(80_740_352, 0);
  });
});

describe('convertedBytes', () => {
  it('is what the converter wrote: 387.6 MB whole, 270.2 MB trimmed', () => {
    const trimmed = entry('coder-0.5b');
    const whole = without('trim', trimmed);
    expect(convertedBytes(whole) / 387_609_232).toBeCloseTo(1, 2);
    expect(convertedBytes(trimmed) / 270_233_046).toBeCloseTo(1, 1);
  });

  it('is at most 1.0 GB for the 1.5B that the catalogue offers', () => {
    expect(convertedBytes(entry('coder-1.5b'))).toBeLessThanOrEqual(1e9);
    expect(convertedBytes(without('trim', entry('coder-1.5b')))).toBeGreaterThan(1e9);
  });
});

describe('memoryBytes', () => {
  it('is what the running 0.5B was measured to take: 864 MB at 2,048 positions', () => {
    expect(memoryBytes(sampleEntry()) / 864e6).toBeCloseTo(1, 2);
  });

  it('grows with layers, width, vocabulary and context, and is less on a graphics processor', () => {
    const base = sampleEntry();
    const { shape } = base;
    for (const change of [
      { layers: 48 },
      { width: 1792 },
      { vocabulary: 2 * shape.vocabulary },
      { keyValueHeads: 14 },
      { tiedHead: false },
    ]) {
      expect(memoryBytes(sampleEntry({ shape: { ...shape, ...change } }))).toBeGreaterThan(
        memoryBytes(base),
      );
    }
    const short = sampleEntry({ shape: { ...shape, context: 512 } });
    expect(memoryBytes(short)).toBeLessThan(memoryBytes(base));
    expect(memoryBytes(base, 'gpu')).toBeLessThan(memoryBytes(base));
  });

  it('counts scales as they lie in memory, with 32 bits', () => {
    const model = entry('qwen2.5-14b');
    const ofWeights = convertedBytes(model);
    // 14.8 billion weights in blocks of 32, each with two bytes more than in the file.
    expect(memoryBytes(model, 'gpu') - ofWeights).toBeGreaterThan((parameterCount(model) / 32) * 2);
  });

  it('is finite for every model of the catalogue', () => {
    for (const model of catalogue.models) expect(memoryBytes(model)).toBeGreaterThan(5e8);
  });
});
