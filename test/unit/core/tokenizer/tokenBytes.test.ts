import { describe, expect, it } from 'vitest';
import { TokenBytes } from '../../../../src/core/tokenizer/tokenBytes';

const tokens = new TokenBytes({
  // «Ġ» is a blank; «あ» is no symbol of the byte alphabet.
  vocabulary: new Map([
    ['Ġhi', 2],
    ['Ã¤', 0],
    ['あ', 4],
  ]),
  merges: [],
  ignoreMerges: false,
  normalise: false,
  splitPatterns: [],
  addedTokens: [
    { id: 5, content: '<|end|>', special: true },
    { id: 7, content: '<ä>', special: false },
  ],
});
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('TokenBytes', () => {
  it.each([
    [0, 'ä'],
    [1, ''],
    [2, ' hi'],
    [4, 'あ'],
    [5, ''],
    [7, '<ä>'],
    [8, ''],
    [-1, ''],
  ])('token %i stands for %j', (id, text) => {
    expect(textOf(tokens.bytesOf(id))).toBe(text);
    expect(tokens.lengthOf(id)).toBe(new TextEncoder().encode(text).length);
  });

  it('joins tokens, and knows how many ids there are', () => {
    expect(tokens.size).toBe(8);
    expect(textOf(tokens.join([2, 5, 7, 4, 99, 0]))).toBe(' hi<ä>あä');
    expect(tokens.join([])).toHaveLength(0);
  });
});
