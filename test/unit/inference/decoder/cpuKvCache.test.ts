import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CpuKvCache } from '../../../../src/inference/decoder/cpuKvCache';

const shape = {
  layerCount: 1,
  headCount: 4,
  kvHeadCount: 2,
  headDim: 3,
  vocabularySize: 10,
  contextLength: 4096,
};

/** `[1, kvHeads, tokens, headDim]`: every value says which token, head and place it is. */
function block(first: number, tokens: number): Float32Array {
  const values: number[] = [];
  for (let head = 0; head < shape.kvHeadCount; head++) {
    for (let token = first; token < first + tokens; token++) {
      for (let place = 0; place < shape.headDim; place++)
        values.push(token * 10 + head + place / 10);
    }
  }
  return Float32Array.from(values);
}

/** What row `row` holds, as {@link block} would have written it at once. */
function held(cache: CpuKvCache, row: number): readonly number[] {
  const { data } = cache.slice(0, row, 1);
  const length = cache.length(row) * shape.headDim;
  return [0, 1].flatMap((head) => {
    const start = head * cache.capacity * shape.headDim;
    return [...data.subarray(start, start + length)];
  });
}

function append(cache: CpuKvCache, row: number, tokens: number): void {
  cache.reserveTokens(cache.length(row) + tokens);
  cache.append(0, row, tokens, block(cache.length(row), tokens));
  cache.advance(row, 1, tokens);
}

describe('CpuKvCache', () => {
  it('holds what was appended, in pieces of any size, however it grows', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 8 }), (pieces) => {
        const cache = new CpuKvCache(shape);
        cache.reserveRows(1);
        for (const tokens of pieces) append(cache, 0, tokens);
        const total = pieces.reduce((sum, tokens) => sum + tokens, 0);
        expect(cache.length(0)).toBe(total);
        expect(held(cache, 0)).toEqual([...block(0, total)]);
      }),
    );
  });

  it('keeps rows apart when rows are added, copied, cut and dropped', () => {
    const cache = new CpuKvCache(shape);
    cache.reserveRows(1);
    append(cache, 0, 5);
    cache.reserveRows(3);
    append(cache, 2, 200);
    cache.copyRow(2, 1, 150);
    cache.truncate(2, 7);
    expect(held(cache, 0)).toEqual([...block(0, 5)]);
    expect(held(cache, 1)).toEqual([...block(0, 150)]);
    expect(held(cache, 2)).toEqual([...block(0, 7)]);
    cache.reserveRows(1);
    expect(held(cache, 0)).toEqual([...block(0, 5)]);
    expect(cache.capacity).toBe(128);
  });

  it('gives back what a long row needed, once no row needs the half of it', () => {
    const cache = new CpuKvCache(shape);
    cache.reserveRows(2);
    append(cache, 0, 2000);
    append(cache, 1, 10);
    cache.truncate(0, 1025);
    append(cache, 1, 1);
    expect(cache.capacity).toBe(2048);
    cache.truncate(0, 130);
    append(cache, 1, 1);
    expect(cache.capacity).toBe(256);
    expect(held(cache, 0)).toEqual([...block(0, 130)]);
    expect(held(cache, 1)).toEqual([...block(0, 12)]);
  });

  it('gives further rows no more room than the rows before them need', () => {
    const cache = new CpuKvCache(shape);
    cache.reserveRows(1);
    append(cache, 0, 2000);
    cache.truncate(0, 10);
    cache.reserveRows(5);
    expect(cache.capacity).toBe(128);
    expect(held(cache, 0)).toEqual([...block(0, 10)]);
  });

  it('copies few times while a row grows, is cut and grows again', () => {
    const cache = new CpuKvCache(shape);
    cache.reserveRows(1);
    append(cache, 0, 1000);
    let changes = 0;
    for (let step = 0; step < 1000; step++) {
      const before = cache.capacity;
      append(cache, 0, 2);
      cache.truncate(0, cache.length(0) - 1 - (step % 2));
      changes += Number(cache.capacity !== before);
    }
    expect(cache.length(0)).toBe(1500);
    expect(changes).toBe(4);
  });

  it('gives out what rows hold from a position on, with zeros behind it', () => {
    const cache = new CpuKvCache(shape);
    cache.reserveRows(3);
    append(cache, 1, 5);
    append(cache, 2, 2);
    const { data, dims } = cache.recent(1, [3, 2], 4);
    expect(dims).toEqual([2, 2, 2, 4, 3]);
    const zeros = new Float32Array(6);
    const [first, second] = [block(3, 2).slice(0, 6), block(3, 2).slice(6)];
    const row1 = [...first, ...zeros, ...second, ...zeros];
    expect([...data.subarray(0, 48)]).toEqual([...row1, ...new Float32Array(24)]);
  });
});
