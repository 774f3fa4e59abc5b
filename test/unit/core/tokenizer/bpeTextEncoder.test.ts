import { describe, expect, it } from 'vitest';
import type { BpeModel } from '../../../../src/core/tokenizer/bpeTextEncoder';
import { BpeTextEncoder } from '../../../../src/core/tokenizer/bpeTextEncoder';

/** The whole word `aba` is a token that the merges do not lead to: they make `ab` first. */
const model: BpeModel = {
  vocabulary: new Map(
    ['a', 'b', 'ab', 'aba', 'Ġ', 'Ã', '¤', 'Ã¤', 'Ì', 'Ī', 'ï', '¿', '½'].map((token, id) => [
      token,
      id,
    ]),
  ),
  merges: ['a b', 'Ã ¤'],
  ignoreMerges: false,
  normalise: false,
  patterns: [/ ?[a-z]+/gu],
};

describe('BpeTextEncoder', () => {
  it('merges inside each piece', () => {
    expect(new BpeTextEncoder(model).encode('aba ab')).toEqual([2, 0, 4, 2]);
    expect(new BpeTextEncoder({ ...model, patterns: [] }).encode('')).toEqual([]);
  });

  it('takes a piece that is a token as a whole where the model says so', () => {
    const encoder = new BpeTextEncoder({ ...model, ignoreMerges: true });
    expect(encoder.encode('aba ab')).toEqual([3, 4, 2]);
  });

  it('composes characters only where the model says so', () => {
    const apart = 'a\u0308';
    expect(new BpeTextEncoder({ ...model, normalise: true }).encode(apart)).toEqual([7]);
    const encoder = new BpeTextEncoder(model);
    expect(encoder.normalise(apart)).toBe(apart);
    expect(encoder.split(apart).join('')).toBe(apart);
  });

  it('reads a piece longer than its buffer, and the same one again', () => {
    const encoder = new BpeTextEncoder(model);
    const long = 'ab'.repeat(2_000);
    expect(encoder.encode(long)).toEqual(new Array(2_000).fill(2));
    expect(encoder.encode('ab')).toEqual([2]);
    expect(encoder.encodePiece('ab')).toBe(encoder.encodePiece('ab'));
    // Rarely seen twice, and so not kept.
    expect(encoder.encodePiece(long)).not.toBe(encoder.encodePiece(long));
  });

  it('forgets the pieces it knows at 20,000, and still reads them alike', () => {
    const encoder = new BpeTextEncoder(model);
    const first = encoder.encodePiece('ab');
    const letters = (i: number): string =>
      Array.from({ length: 15 }, (_, bit) => ((i >> bit) & 1 ? 'a' : 'b')).join('');
    for (let i = 0; i < 19_999; i += 1) encoder.encodePiece(letters(i));
    expect(encoder.encodePiece('ab')).toBe(first);
    encoder.encodePiece(letters(19_999));
    expect(encoder.encodePiece('ab')).not.toBe(first);
    expect(encoder.encodePiece('ab')).toEqual(first);
  });
});
