import { describe, expect, it } from 'vitest';
import { growthEnd, kvBytesPerToken, limitAt } from '../../../bench/limits.mjs';
import { createReader } from '../../../bench/memoryReader.mjs';

describe('limit by memory', () => {
  it('counts keys and values of all layers in float32', () => {
    // Qwen2.5-0.5B: 24 layers, 2 heads of keys and of values with 64 numbers each.
    expect(kvBytesPerToken({ layerCount: 24, kvHeadCount: 2, headDim: 64 })).toBe(24_576);
  });

  it('is the bandwidth by the weights and the keys and values before the token', () => {
    const measured = { weightBytes: 300e6, kvBytes: 25_000, bytesPerSecond: 20e9, stepMs: 40 };
    const limit = limitAt({ ...measured, context: 4000 });
    expect(limit.bytes).toBe(400e6);
    expect(limit.limit).toBe(50);
    expect(limit.tokensPerSecond).toBe(25);
    expect(limit.share).toBe(0.5);
    expect(limitAt({ ...measured, context: 0 }).limit).toBeCloseTo(200 / 3, 12);
  });
});

describe('growth with the rows decoded at once', () => {
  const rows = (...rates: number[]) =>
    rates.map((tokensPerSecond, index) => ({ size: 2 ** index, tokensPerSecond }));

  it('ends at the first size after which twice as many give less than a tenth more', () => {
    expect(growthEnd(rows(46, 80, 100, 114, 119, 122))).toBe(8);
    expect(growthEnd(rows(100, 109))).toBe(1);
  });

  it('has no end where each size gives a tenth more', () => {
    expect(growthEnd(rows(100, 111, 124))).toBeUndefined();
    expect(growthEnd(rows(100))).toBeUndefined();
  });
});

describe('reader of memory', () => {
  it('reads every 16 bytes of what was asked for', () => {
    const reader = createReader(100_000);
    // Whole pages of 64 KiB.
    expect(reader.bytes).toBe(131_072);
    expect(reader.words).toHaveLength(reader.bytes / 4);
    const before = reader.read();
    for (const index of [0, 4, reader.words.length / 2, reader.words.length - 4]) {
      reader.words[index]! ^= 0x1234;
      expect(reader.read()).toBe(before ^ 0x1234);
      reader.words[index]! ^= 0x1234;
    }
  });

  it('begins with memory that was written to', () => {
    expect(createReader(1).words.every((word) => word !== 0)).toBe(true);
  });
});
