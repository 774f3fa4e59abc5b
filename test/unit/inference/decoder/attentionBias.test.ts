import { describe, expect, it } from 'vitest';
import { attentionBias } from '../../../../src/inference/decoder/attentionBias';

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
  it('shows each row its own past and its one new token', () => {
    expect(visible([3, 0, 5], 1, 5, 7)).toEqual(['111001', '000001', '111111']);
    expect(attentionBias([3, 0, 5], 1, 5, 7).dims).toEqual([3, 1, 1, 6]);
  });

  it('shows each new token those before it, once for every head of the group', () => {
    const once = ['11001000', '11001100', '11001110', '11001111'];
    expect(visible([2], 4, 4, 2)).toEqual([...once, ...once]);
    expect(attentionBias([2], 4, 4, 2).dims).toEqual([1, 1, 8, 8]);
  });
});
