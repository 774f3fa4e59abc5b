import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/modelkit/source/jsonFile';
import {
  keptTokensJson,
  readKeptTokens,
  vocabularyDigest,
} from '../../../../src/modelkit/tokenizer/keptTokens';

const vocabulary = new Map(Array.from({ length: 300 }, (_, id) => [`t${id}`, id] as const));
const vocabularySha256 = vocabularyDigest(vocabulary);
const written = (ids: readonly number[]): JsonObject =>
  keptTokensJson({ name: 'test', vocabularySha256, ids });

describe('kept tokens', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(299)), (unsorted) => {
        const ids = unsorted.sort((a, b) => a - b);
        const file: unknown = JSON.parse(JSON.stringify(written(ids)));
        expect(readKeptTokens(file as JsonObject, vocabulary)).toEqual({
          name: 'test',
          vocabularySha256,
          ids,
        });
      }),
    );
  });

  it('are stored as runs', () => {
    expect(written([0, 1, 2, 7, 9, 10]).runs).toEqual([0, 3, 4, 1, 1, 2]);
  });

  it('do not depend on the order in which the vocabulary is listed', () => {
    expect(vocabularyDigest(new Map([...vocabulary].reverse()))).toBe(vocabularySha256);
  });

  it.each<[string, JsonObject]>([
    ['another format', { ...written([1]), format: 'x' }],
    ['another vocabulary', { ...written([1]), vocabularySha256: 'x' }],
    ['a wrong count', { ...written([1]), count: 2 }],
    ['an odd list', { ...written([1]), runs: [1] }],
    ['negative gaps', { ...written([1]), runs: [-1, 1] }],
    ['a huge run', { ...written([1]), runs: [0, 2 ** 40], count: 2 ** 40 }],
  ])('refuse %s', (_, file) => {
    expect(() => readKeptTokens(file, vocabulary)).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });
});
