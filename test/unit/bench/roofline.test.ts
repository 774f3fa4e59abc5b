import { describe, expect, it } from 'vitest';
import { formatRoofline, type Roofline } from '../../../bench/roofline.mjs';
import { sectionSettings } from './sectionSettings';

const withoutCache: Roofline = {
  threads: 2,
  sizes: { memory: 2e9, weights: 300e6, near: 524_288 },
  weightBytes: 300e6,
  kvBytes: 25_000,
  bandwidths: { memory: [19e9, 20e9, 21e9], weights: [40e9, 40e9, 40e9], near: [9e10, 9e10, 9e10] },
  contexts: [{ context: 4000, stepMs: [40, 38, 50] }],
};

describe('section of the limit by memory', () => {
  const lines = formatRoofline({ ...withoutCache, cacheBytes: 500e6 }, sectionSettings).split('\n');

  it('gives the bandwidths with their spread', () => {
    expect(lines[2]).toBe('| memory: 2000 MB; the largest cache has 500 MB | 20.0 (19.0–21.0) |');
    expect(lines[3]).toContain('300 MB | 40.0 (40.0–40.0) |');
  });

  it('gives bytes, limit, rate and shares for each context', () => {
    // 400 MB at 20 GB/s are 50 tokens a second; 40 ms for a token are 25.
    expect(lines).toContain('| 4000 | 400 | 50.0 | 25.0 | **50 %** | 25 % |');
  });

  it.each([
    [21.5, '70 % of the limit; measured 70 %: reached.'],
    [23, '70 % of the limit; measured 66 %: not reached.'],
  ])('says of %d ms for a token at a context of 64 whether the goal is reached', (ms, verdict) => {
    // 302 MB at 20 GB/s are 66 tokens a second at most.
    const near = { ...withoutCache, contexts: [{ context: 64, stepMs: [ms, ms, ms] }] };
    const lines = formatRoofline(near, sectionSettings).split('\n');
    expect(lines).toContain(`- decode at 64: at least ${verdict}`);
  });

  it('has no verdict where that context was not measured', () => {
    expect(lines.join('\n')).not.toContain('reached');
  });

  it('names no cache where the system does not say', () => {
    expect(formatRoofline(withoutCache, sectionSettings)).toContain('| memory: 2000 MB | 20.0');
  });
});
