import { tokenToBytes } from '../../core/tokenizer/byteAlphabet';
import { ByteLevelBpe, mergeIds } from '../../core/tokenizer/byteLevelBpe';
import type { TokenizerSpec } from '../../core/tokenizer/tokenizerSpec';
import { tokenizerSize } from '../../core/tokenizer/tokenizerSpec';
import { AppError } from '../../protocol/appError';
import { readTokenizerJson } from '../../protocol/readTokenizerJson';
import type { JsonObject } from '../source/jsonFile';
import { isJsonObject } from '../source/jsonFile';

export interface TrimmedVocabulary {
  /** The new `tokenizer.json`. */
  readonly tokenizerJson: JsonObject;
  /** Old id of each new id, ascending: the embedding and head rows to keep. */
  readonly keptIds: Int32Array;
}

/**
 * A tokenizer with fewer tokens, numbered anew in the old order.
 *
 * Kept besides `ids`: every byte token, every added token, and whatever the merges pass through on
 * the way to a kept token. So any text can still be encoded, and decodes to itself.
 *
 * A text whose full tokenisation has kept tokens only is tokenised the same (ids mapped). Why: the
 * merges that remain are those whose two parts and result are all kept, in the old order. Both
 * tokenizers start a piece from the same bytes. Suppose they agree so far, and the full one now
 * applies its best rule. The token made is either a final token or on the way to one. No merge
 * crosses the bounds of a final token T, and those inside pick, among T's own pairs, the lowest rank
 * and leftmost, so they are the ones made when T's bytes are encoded alone: the closure above holds
 * the token and its parts, and the rule remains. It was the best of all rules, so it is the best of
 * those that remain: the trimmed one applies it too. When the full one has no rule left, neither
 * has the trimmed one. (With `ignore_merges`, a piece that is a token goes straight to it in both.)
 *
 * @param tokenizerJson a parsed `tokenizer.json`
 * @param ids old ids to keep, in any order
 * @throws AppError `invalid-argument` for an id that is no token; those of {@link readTokenizerJson}
 */
export function trimVocabulary(
  tokenizerJson: JsonObject,
  ids: Iterable<number>,
): TrimmedVocabulary {
  const spec = readTokenizerJson(tokenizerJson);
  const keptIds = closeUnderMerges(spec, ids);
  const newIds = new Map(Array.from(keptIds, (old, id): [number, number] => [old, id]));
  const vocab = [...spec.vocabulary].flatMap(([token, old]): [string, number][] => {
    const id = newIds.get(old);
    return id === undefined ? [] : [[token, id]];
  });
  const merges = spec.merges.filter((merge) =>
    mergeIds(spec.vocabulary, merge).every((id) => newIds.has(id)),
  );
  const { model, added_tokens: added, post_processor: processor } = tokenizerJson;
  return {
    tokenizerJson: {
      ...tokenizerJson,
      added_tokens: renumberAll(added, newIds),
      post_processor: renumberTemplate(processor, newIds),
      model: { ...(isJsonObject(model) ? model : {}), vocab: Object.fromEntries(vocab), merges },
    },
    keptIds,
  };
}

/**
 * The ids that must be kept so that `ids` can be, ascending.
 *
 * @throws AppError `invalid-argument` for an id that is no token
 */
export function closeUnderMerges(spec: TokenizerSpec, ids: Iterable<number>): Int32Array {
  const tokens = new Array<string | undefined>(tokenizerSize(spec));
  for (const [token, id] of spec.vocabulary) tokens[id] = token;
  const bpe = new ByteLevelBpe(spec.vocabulary, spec.merges);
  const kept = new Set(spec.addedTokens.map(({ id }) => id));
  for (const id of bpe.byteIds) if (id >= 0) kept.add(id);
  for (const id of ids) {
    if (kept.has(id)) continue;
    const token = tokens[id];
    if (token === undefined) throw unknownToken(id);
    kept.add(id);
    for (const step of stepsTo(bpe, token, id)) kept.add(step);
  }
  return Int32Array.from(kept).sort();
}

/** Tokens made while this one's bytes are merged; none when merging does not lead to it. */
function stepsTo(bpe: ByteLevelBpe, token: string, id: number): readonly number[] {
  const bytes = tokenToBytes(token);
  if (bytes === undefined) return [];
  const steps: number[] = [];
  const out: number[] = [];
  bpe.encode(bytes, bytes.length, out, (merged) => steps.push(merged));
  return out.length === 1 && out[0] === id ? steps : [];
}

function renumberAll(tokens: unknown, newIds: ReadonlyMap<number, number>): readonly unknown[] {
  if (!Array.isArray(tokens)) return [];
  return tokens.map((token: unknown) =>
    isJsonObject(token) ? { ...token, id: renumber(token.id, newIds) } : token,
  );
}

/** Renumbers the ids that a post-processor adds; its parts name tokens by their text. */
function renumberTemplate(value: unknown, newIds: ReadonlyMap<number, number>): unknown {
  if (!isJsonObject(value)) return value ?? null;
  if (Array.isArray(value.processors)) {
    const processors = value.processors.map((item: unknown) => renumberTemplate(item, newIds));
    return { ...value, processors };
  }
  if (!isJsonObject(value.special_tokens)) return value;
  const tokens = Object.entries(value.special_tokens).map(([name, token]): [string, unknown] => {
    if (!isJsonObject(token) || !Array.isArray(token.ids)) return [name, token];
    return [name, { ...token, ids: token.ids.map((id: unknown) => renumber(id, newIds)) }];
  });
  return { ...value, special_tokens: Object.fromEntries(tokens) };
}

function renumber(id: unknown, newIds: ReadonlyMap<number, number>): number {
  const renumbered = typeof id === 'number' ? newIds.get(id) : undefined;
  if (renumbered === undefined) throw unknownToken(id);
  return renumbered;
}

function unknownToken(id: unknown): AppError {
  return new AppError(
    'invalid-argument',
    `Token ${String(id)} of the vocabulary list is not in the tokenizer; use the list made for this model.`,
  );
}
