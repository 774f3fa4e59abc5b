import { createHash } from 'node:crypto';
import { AppError } from '../../protocol/appError';
import type { JsonObject } from '../source/jsonFile';

/** A frozen choice of tokens for {@link trimVocabulary}, as stored in a vocabulary file. */
export interface KeptTokens {
  readonly name: string;
  /** {@link vocabularyDigest} of the tokenizer that the ids belong to. */
  readonly vocabularySha256: string;
  /** Ascending. */
  readonly ids: readonly number[];
}

const fileFormat = 'tokenskip-vocabulary-1';

/** sha256 of all tokens in the order of their ids, joined by line feeds. */
export function vocabularyDigest(vocabulary: ReadonlyMap<string, number>): string {
  const tokens = [...vocabulary].sort(([, a], [, b]) => a - b).map(([token]) => token);
  return createHash('sha256').update(tokens.join('\n')).digest('hex');
}

/** The JSON form of a choice: ids as gap and length of each run of successive ids. */
export function keptTokensJson(kept: KeptTokens): JsonObject {
  const runs: number[] = [];
  let next = 0;
  kept.ids.forEach((id, index) => {
    if (index > 0 && id === next) runs.push((runs.pop() ?? 0) + 1);
    else runs.push(id - next, 1);
    next = id + 1;
  });
  const { name, vocabularySha256 } = kept;
  return { format: fileFormat, name, vocabularySha256, count: kept.ids.length, runs };
}

/**
 * The choice in a parsed vocabulary file.
 *
 * @param vocabulary the tokenizer it is to be used with
 * @throws AppError `invalid-argument` when it is no vocabulary file or made for another tokenizer
 */
export function readKeptTokens(
  file: JsonObject,
  vocabulary: ReadonlyMap<string, number>,
): KeptTokens {
  const { format, name, vocabularySha256, count, runs } = file;
  if (format !== fileFormat || typeof name !== 'string' || typeof vocabularySha256 !== 'string') {
    throw invalid('is not a vocabulary file');
  }
  if (vocabularySha256 !== vocabularyDigest(vocabulary)) {
    throw invalid('was made for another tokenizer');
  }
  if (!Array.isArray(runs) || runs.length % 2 !== 0 || !runs.every(isCount)) {
    throw invalid('has damaged runs');
  }
  const total = runs.reduce((sum, length, index) => (index % 2 === 1 ? sum + length : sum), 0);
  if (total !== count || total > vocabulary.size) throw invalid('has damaged runs');
  const ids: number[] = [];
  for (let i = 0, next = 0; i < runs.length; i += 2) {
    next += runs[i]!;
    for (const end = next + runs[i + 1]!; next < end; next++) ids.push(next);
  }
  return { name, vocabularySha256, ids };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function invalid(what: string): AppError {
  return new AppError(
    'invalid-argument',
    `The vocabulary list ${what}; use the one in models/recipe/vocab that names this model's tokenizer.`,
  );
}
