import { describe, expect, it } from 'vitest';
import { availableMemory, expectedMemoryNeed } from '../../../../src/host/models/memoryNeed';
import { sizeText } from '../../../../src/host/models/sizeText';
import { baseModels } from '../../../../src/modelkit/store/baseModels';

describe('availableMemory', () => {
  it('is what is free, but half of all on macOS, which counts its caches as used', () => {
    expect(availableMemory('linux', 1e9, 16e9)).toBe(1e9);
    expect(availableMemory('win32', 1e9, 16e9)).toBe(1e9);
    expect(availableMemory('darwin', 1e9, 16e9)).toBe(8e9);
    expect(availableMemory('darwin', 10e9, 16e9)).toBe(10e9);
  });
});

describe('expectedMemoryNeed', () => {
  it('is what the running 0.5B model was measured to take', () => {
    const [small] = baseModels;
    if (small === undefined) throw new Error('the catalogue is empty');
    // 864 MB (docs/performance.md); a tenth more or less misleads nobody.
    expect(expectedMemoryNeed(small) / 864e6).toBeCloseTo(1, 1);
  });
});

describe('sizeText', () => {
  it.each([
    [1, '1 MB'],
    [412_345_678, '412 MB'],
    [999_400_000, '999 MB'],
    [999_600_000, '1.0 GB'],
    [1_117_320_768, '1.1 GB'],
  ])('%d is %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });
});
