import { describe, expect, it } from 'vitest';
import type { ModelAdvice } from '../../../../src/modelkit/catalogue/adviseModels';
import { adviseModels, bestFirst } from '../../../../src/modelkit/catalogue/adviseModels';
import { catalogue } from '../../../../src/modelkit/catalogue/catalogue';
import type { Machine } from '../../../../src/modelkit/catalogue/machine';
import { availableMemory, largestGpu } from '../../../../src/modelkit/catalogue/machine';
import { sampleEntry } from './sampleEntry';

const gib = 2 ** 30;

/** As if the product brought no adapters along: which of the others is recommended hangs on them. */
const models = catalogue.models.map((entry) =>
  entry.adapter?.kind === 'shipped' ? { ...entry, trainedRatios: [] } : entry,
);

function machine(totalGib: number, gpuGib?: number): Machine {
  return {
    totalBytes: totalGib * gib,
    ...(gpuGib === undefined ? {} : { gpu: { name: 'Card', memoryBytes: gpuGib * gib } }),
  };
}

/** A machine whose graphics processor may take two thirds of its memory, as Apple's do. */
function unified(totalGib: number): Machine {
  const gpu = { name: 'Own', memoryBytes: (totalGib * gib * 2) / 3, isShared: true };
  return { ...machine(totalGib), gpu };
}

function recommended(advice: readonly ModelAdvice[]): readonly string[] {
  return advice.filter(({ isRecommended }) => isRecommended).map(({ entry }) => entry.id);
}

describe('adviseModels', () => {
  it.each([
    [machine(1), []],
    [machine(3), ['qwen2.5-0.5b']],
    [machine(4), ['coder-1.5b']],
    [machine(8), ['qwen2.5-1.5b']],
    [machine(64), ['qwen2.5-1.5b']],
    [machine(16, 8), ['qwen2.5-7b']],
    [machine(16, 6), ['qwen2.5-1.5b']],
    [machine(16, 12), ['qwen2.5-7b']],
    [machine(32, 12), ['qwen2.5-7b']],
    [machine(32, 16), ['qwen2.5-14b']],
    [machine(8, 2), ['qwen2.5-1.5b']],
    [machine(8, 24), ['qwen2.5-1.5b']],
    [unified(8), ['qwen2.5-1.5b']],
    [unified(16), ['qwen2.5-1.5b']],
    [unified(24), ['qwen2.5-7b']],
  ])('takes what answers soon on %j: %j', (one, ids) => {
    expect(recommended(adviseModels(models, one))).toEqual(ids);
  });

  it('says which memory a model lacks', () => {
    const find = (one: Machine): ModelAdvice | undefined =>
      adviseModels(models, one).find(({ entry }) => entry.id === 'qwen2.5-7b');
    // Two gigabytes are the system's: «needs 11 GB, has 12 GB» would be no reason.
    expect(find(machine(8))).toMatchObject({ fits: false, device: 'cpu', hasBytes: 8 * gib - 2e9 });
    expect(find(machine(1))).toMatchObject({ fits: false, hasBytes: 0 });
    expect(find(machine(16))).toMatchObject({ fits: true, device: 'cpu' });
    expect(find(machine(16, 12))).toMatchObject({ device: 'gpu', hasBytes: 12 * gib - 1e9 });
    // The engine starts it on the processor first, to compare.
    expect(find(machine(8, 12))).toMatchObject({ fits: false, device: 'cpu' });
    expect(find(unified(16))).toMatchObject({ fits: true, device: 'cpu' });
  });

  it('puts the recommended model first and what cannot run last', () => {
    const sorted = bestFirst(adviseModels(catalogue.models, machine(8)), (one) => one);
    expect(sorted[0]).toMatchObject({ isRecommended: true });
    const fits = sorted.map((one) => one.fits);
    expect(fits.indexOf(false)).toBe(fits.lastIndexOf(true) + 1);
    const first = sorted.filter((one) => one.fits && !one.isRecommended).map(({ entry }) => entry);
    expect(first).toEqual(catalogue.models.filter((entry) => first.includes(entry)));
  });

  it('never recommends what is gated or not for commercial use, nor two models', () => {
    const licence = { name: 'Other', url: 'https://hub.example', nonCommercial: true };
    const entries = [
      sampleEntry({ id: 'limited', licence, trainedRatios: [1, 0.5] }),
      sampleEntry({ id: 'gated', gatedAt: 'https://hub.example', trainedRatios: [1, 0.5] }),
      sampleEntry({ id: 'first' }),
      sampleEntry({ id: 'second' }),
      sampleEntry({ id: 'trained', trainedRatios: [1, 0.5] }),
    ];
    expect(recommended(adviseModels(entries, machine(8)))).toEqual(['trained']);
    expect(recommended(adviseModels(entries.slice(0, 4), machine(8)))).toEqual(['first']);
    expect(recommended(adviseModels(entries.slice(0, 2), machine(8)))).toEqual([]);
  });
});

describe('availableMemory', () => {
  it('is what is free, but half of all on macOS, which counts its caches as used', () => {
    expect(availableMemory('linux', 1e9, 16e9)).toBe(1e9);
    expect(availableMemory('win32', 1e9, 16e9)).toBe(1e9);
    expect(availableMemory('darwin', 1e9, 16e9)).toBe(8e9);
    expect(availableMemory('darwin', 10e9, 16e9)).toBe(10e9);
  });
});

describe('largestGpu', () => {
  it('reads the listing of the driver, whatever else stands in it', () => {
    expect(largestGpu('')).toBeUndefined();
    expect(largestGpu('NVIDIA-SMI has failed\n')).toBeUndefined();
    expect(largestGpu('8192, Small Card\r\n81559, Large Card 80GB\n[N/A], Odd\n')).toEqual({
      name: 'Large Card 80GB',
      memoryBytes: 81_559 * 2 ** 20,
    });
  });
});
