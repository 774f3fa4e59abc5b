import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteLevelBpe, mergeIds } from '../../../../src/core/tokenizer/byteLevelBpe';
import {
  bytesToToken,
  byteSymbols,
  tokenToBytes,
} from '../../../../src/core/tokenizer/byteAlphabet';

/** Random merges over the letters a to d, each made of tokens that already exist. */
const randomModel = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 14 }).map((pairs) => {
  const vocabulary = new Map(['a', 'b', 'c', 'd'].map((token, id) => [token, id]));
  const merges: string[] = [];
  for (const [x, y] of pairs) {
    const tokens = [...vocabulary.keys()];
    const left = tokens[x % tokens.length]!;
    const right = tokens[y % tokens.length]!;
    if (merges.includes(`${left} ${right}`)) continue;
    merges.push(`${left} ${right}`);
    if (!vocabulary.has(left + right)) vocabulary.set(left + right, vocabulary.size);
  }
  return { vocabulary, merges };
});

/** The definition, written down plainly: join the best pair, leftmost first, until none is left. */
function encodeByDefinition(
  model: { vocabulary: ReadonlyMap<string, number>; merges: readonly string[] },
  word: string,
): number[] {
  const parts = Array.from(word);
  for (;;) {
    let best = Infinity;
    let at = -1;
    for (let i = 0; i + 1 < parts.length; i++) {
      const rank = model.merges.indexOf(`${parts[i]!} ${parts[i + 1]!}`);
      if (rank >= 0 && rank < best) [best, at] = [rank, i];
    }
    if (at < 0) return parts.map((part) => model.vocabulary.get(part)!);
    parts.splice(at, 2, parts[at]! + parts[at + 1]!);
  }
}

describe('ByteLevelBpe', () => {
  it('follows the definition on random models', () => {
    fc.assert(
      fc.property(
        randomModel,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd') }),
        (model, word) => {
          const out: number[] = [];
          const bytes = tokenToBytes(word)!;
          new ByteLevelBpe(model.vocabulary, model.merges).encode(bytes, bytes.length, out);
          expect(out).toEqual(encodeByDefinition(model, word));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reports the tokens made on the way', () => {
    const vocabulary = new Map(['a', 'b', 'c', 'ab', 'abc'].map((token, id) => [token, id]));
    const made: number[] = [];
    const out: number[] = [];
    const bpe = new ByteLevelBpe(vocabulary, ['a b', 'ab c']);
    bpe.encode(tokenToBytes('abcab')!, 5, out, (id) => made.push(id));
    expect(out).toEqual([4, 3]);
    expect(made).toEqual([3, 3, 4]);
  });

  it('drops bytes without a token, as the reference does', () => {
    const vocabulary = new Map(['a', 'b', 'ab'].map((token, id) => [token, id]));
    const out: number[] = [];
    new ByteLevelBpe(vocabulary, ['a b']).encode(tokenToBytes('axb')!, 3, out);
    expect(out).toEqual([2]);
  });

  it('reads only the given length and stays linear-ish on a long run', () => {
    const vocabulary = new Map(['a', 'aa'].map((token, id) => [token, id]));
    const bpe = new ByteLevelBpe(vocabulary, ['a a']);
    const bytes = new Uint8Array(200_001).fill(97);
    const out: number[] = [];
    bpe.encode(bytes, 200_000, out);
    expect(out).toEqual(Array.from({ length: 100_000 }, () => 1));
  });

  it('refuses merges of tokens it does not have', () => {
    const vocabulary = new Map([['a', 0]]);
    for (const merge of ['a a', 'a b', 'aa', ' a', '']) {
      expect(() => mergeIds(vocabulary, merge)).toThrow('not in the vocabulary');
    }
  });
});

describe('byte alphabet', () => {
  it('gives every byte its own symbol and reads it back', () => {
    expect(new Set(byteSymbols).size).toBe(256);
    expect(byteSymbols[0x20]).toBe('Ġ');
    expect(byteSymbols[0x0a]).toBe('Ċ');
    expect(byteSymbols[0x41]).toBe('A');
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(tokenToBytes(bytesToToken(all, 256))).toEqual(all);
    expect(tokenToBytes('a b')).toBeUndefined();
    expect(tokenToBytes('日')).toBeUndefined();
  });
});
