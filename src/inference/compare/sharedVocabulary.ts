import { AppError } from '../../protocol/appError';

/** Tokens that two vocabularies have; entry i of both lists is the same token. */
export interface SharedVocabulary {
  /** Ids in the measured model, ascending. */
  readonly modelIds: Int32Array;
  readonly referenceIds: Int32Array;
}

/** Every token by its name, with its id. */
export type TokenIds = ReadonlyMap<string, number>;

/** A vocabulary that shares less than this with a smaller one is another one. */
const leastShare = 0.5;

/**
 * The tokens that both vocabularies have, by name. One of the two may be trimmed: that keeps the
 * order of the ids, which no other vocabulary has.
 *
 * @throws AppError `invalid-argument` for vocabularies of different families
 */
export function sharedVocabulary(model: TokenIds, reference: TokenIds): SharedVocabulary {
  const pairs: (readonly [number, number])[] = [];
  for (const [token, id] of model) {
    const other = reference.get(token);
    if (other !== undefined) pairs.push([id, other]);
  }
  pairs.sort(([a], [b]) => a - b);
  const inOrder = pairs.every(([, id], index) => index === 0 || id > pairs[index - 1]![1]);
  if (!inOrder || pairs.length < leastShare * Math.min(model.size, reference.size)) {
    throw new AppError(
      'invalid-argument',
      'The two models have different tokenizers, so what they expect next cannot be compared; name two models of one family.',
    );
  }
  return {
    modelIds: Int32Array.from(pairs, ([id]) => id),
    referenceIds: Int32Array.from(pairs, ([, id]) => id),
  };
}
