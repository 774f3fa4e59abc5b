import { describe, expect, it } from 'vitest';
import { attentionBias, windowPlacement } from '../../../../src/inference/decoder/attentionBias';

/** 1 where a query may look, 0 where it must not. */
function visible(...args: Parameters<typeof attentionBias>): string[] {
  const { data, dims } = attentionBias(...args);
  const width = dims[3]!;
  const lines: string[] = [];
  for (let start = 0; start < data.length; start += width) {
    const line = data.subarray(start, start + width);
    lines.push(Array.from(line, (value) => (value === 0 ? '1' : '0')).join(''));
  }
  return lines;
}

describe('attentionBias', () => {
  it('shows each row its past, its window and its one new token', () => {
    const places = { starts: [3, 0, 4], lengths: [3, 1, 6], tokens: 1, window: 3 };
    expect(visible(places, 5, 7)).toEqual(['11100100', '00000110', '11110111']);
    expect(attentionBias(places, 5, 7).dims).toEqual([3, 1, 1, 8]);
  });

  it('shows each new token those before it, once for every head of the group', () => {
    const once = ['11001000', '11001100', '11001110', '11001111'];
    const places = { starts: [2], lengths: [2], tokens: 4, window: 4 };
    expect(visible(places, 4, 2)).toEqual([...once, ...once]);
    expect(attentionBias(places, 4, 2).dims).toEqual([1, 1, 8, 8]);
  });
});

describe('windowPlacement', () => {
  it('puts each new token behind what its window holds', () => {
    const places = { starts: [4, 8], lengths: [5, 8], tokens: 2, window: 4 };
    const { data, dims } = windowPlacement(places);
    expect(dims).toEqual([2, 1, 4, 2]);
    expect([...data]).toEqual([0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0]);
  });
});
