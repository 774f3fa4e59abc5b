import { describe, expect, it } from 'vitest';
import { formatRoofline, type Roofline } from '../../../bench/roofline.mjs';

const settings = {
  date: '2026-01-02T03:04:05.678Z',
  command: 'npm run bench -- --roofline',
  machine: { cpu: 'a processor', physicalCores: 2, system: 'a system', node: '20.9.0' },
  model: 'a-model',
  rounds: 3,
};

const withoutCache: Roofline = {
  threads: 2,
  sizes: { memory: 2e9, weights: 300e6, near: 524_288 },
  weightBytes: 300e6,
  kvBytes: 25_000,
  bandwidths: { memory: [19e9, 20e9, 21e9], weights: [40e9, 40e9, 40e9], near: [9e10, 9e10, 9e10] },
  contexts: [{ context: 4000, stepMs: [40, 38, 50] }],
};

describe('section of the limit by memory', () => {
  const lines = formatRoofline({ ...withoutCache, cacheBytes: 500e6 }, settings).split('\n');

  it('gives the bandwidths with their spread', () => {
    expect(lines[2]).toBe('| memory: 2000 MB; the largest cache has 500 MB | 20.0 (19.0–21.0) |');
    expect(lines[3]).toContain('300 MB | 40.0 (40.0–40.0) |');
  });

  it('gives bytes, limit, rate and shares for each context', () => {
    // 400 MB at 20 GB/s are 50 tokens a second; 40 ms for a token are 25.
    expect(lines).toContain('| 4000 | 400 | 50.0 | 25.0 | **50 %** | 25 % |');
  });

  it('names no cache where the system does not say', () => {
    expect(formatRoofline(withoutCache, settings)).toContain('| memory: 2000 MB | 20.0');
  });
});
