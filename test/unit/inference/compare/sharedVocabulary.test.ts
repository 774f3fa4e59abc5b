import { describe, expect, it } from 'vitest';
import { sharedVocabulary } from '../../../../src/inference/compare/sharedVocabulary';

const vocabulary = (...tokens: string[]): ReadonlyMap<string, number> =>
  new Map(tokens.map((token, id) => [token, id]));

const full = vocabulary('a', 'b', 'c', 'ab', 'abc', '<end>');

describe('sharedVocabulary', () => {
  it('pairs the ids of a trimmed vocabulary with those of the whole one', () => {
    const trimmed = vocabulary('a', 'c', 'ab', '<end>');
    expect(sharedVocabulary(trimmed, full)).toEqual({
      modelIds: Int32Array.of(0, 1, 2, 3),
      referenceIds: Int32Array.of(0, 2, 3, 5),
    });
    expect(sharedVocabulary(full, trimmed).modelIds).toEqual(Int32Array.of(0, 2, 3, 5));
  });

  it('pairs two that were trimmed differently', () => {
    const { modelIds, referenceIds } = sharedVocabulary(
      vocabulary('a', 'b', 'c', 'ab'),
      vocabulary('a', 'b', 'c', 'abc'),
    );
    expect([modelIds, referenceIds]).toEqual([Int32Array.of(0, 1, 2), Int32Array.of(0, 1, 2)]);
  });

  it.each([
    ['in another order', vocabulary('a', 'b', 'ab', 'c', 'abc', '<end>')],
    ['of other tokens', vocabulary('a', 'x', 'y', 'z')],
  ])('refuses tokens %s', (_name, other) => {
    expect(() => sharedVocabulary(other, full)).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }) as Error,
    );
  });
});
