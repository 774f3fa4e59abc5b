import type { AddedToken, TokenizerSpec } from '../core/tokenizer/tokenizerSpec';
import { AppError } from './appError';

type Fields = Readonly<Record<string, unknown>>;

/** Largest id accepted; the largest vocabulary in use has 262,144 entries. */
const maxTokenId = 4_000_000;

/**
 * What the `ByteLevel` step splits by when its `use_regex` is set.
 *
 * Source: huggingface/tokenizers tokenizers/src/pre_tokenizers/byte_level.rs
 */
const byteLevelPattern =
  "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

/**
 * The tokenizer that a parsed `tokenizer.json` describes.
 *
 * @throws AppError `unsupported-architecture` when it is not byte-level BPE as used here,
 *   `model-file-invalid` when a field has the wrong shape
 *
 * Source: huggingface/tokenizers tokenizers/src/tokenizer/serialization.rs
 */
export function readTokenizerJson(value: unknown): TokenizerSpec {
  const root = asFields(value, 'the file');
  const model = asFields(root.model, 'model');
  if ((model.type ?? 'BPE') !== 'BPE') throw unsupported(`model type ${show(model.type)}`);
  for (const key of ['unk_token', 'continuing_subword_prefix', 'end_of_word_suffix', 'dropout']) {
    if ((model[key] ?? '') !== '') throw unsupported(`model field ${key}`);
  }
  if (model.byte_fallback === true) throw unsupported('byte fallback');
  return {
    vocabulary: readVocabulary(model.vocab),
    merges: readMerges(model.merges),
    ignoreMerges: model.ignore_merges === true,
    normalise: readNormaliser(root.normalizer ?? null),
    splitPatterns: readPreTokenizer(root.pre_tokenizer),
    addedTokens: asArray(root.added_tokens ?? [], 'added_tokens').map(readAddedToken),
  };
}

function readVocabulary(value: unknown): ReadonlyMap<string, number> {
  const fields = asFields(value, 'model.vocab');
  const vocabulary = new Map<string, number>();
  // Not Object.entries: its 150,000 pairs cost as much as all the rest of this function.
  for (const token of Object.keys(fields)) vocabulary.set(token, asId(fields[token]));
  return vocabulary;
}

function readMerges(value: unknown): readonly string[] {
  return asArray(value, 'model.merges').map((merge) => {
    if (typeof merge === 'string') return merge;
    const [left, right] = asArray(merge, 'a merge');
    if (typeof left !== 'string' || typeof right !== 'string') throw invalid('a merge');
    return `${left} ${right}`;
  });
}

function readNormaliser(value: unknown): boolean {
  if (value === null) return false;
  const type = asFields(value, 'normalizer').type;
  if (type !== 'NFC') throw unsupported(`normalizer ${show(type)}`);
  return true;
}

function readPreTokenizer(value: unknown): string[] {
  const step = asFields(value, 'pre_tokenizer');
  if (step.type !== 'Sequence') return readStep(step);
  const steps = asArray(step.pretokenizers, 'pre_tokenizer.pretokenizers');
  const types = steps.map((item) => asFields(item, 'a pre-tokenizer').type);
  if (types.at(-1) !== 'ByteLevel') throw unsupported('a tokenizer that is not byte-level');
  return steps.flatMap((item) => readStep(asFields(item, 'a pre-tokenizer')));
}

function readStep(step: Fields): string[] {
  switch (step.type) {
    case 'ByteLevel':
      if (step.add_prefix_space === true) throw unsupported('add_prefix_space');
      return step.use_regex === false ? [] : [byteLevelPattern];
    case 'Digits':
      // Rust's char::is_numeric is the Unicode property N, not the ten ASCII digits.
      return [step.individual_digits === true ? '\\p{N}' : '\\p{N}+'];
    case 'Split': {
      const pattern = asFields(step.pattern, 'a split pattern').Regex;
      if (typeof pattern !== 'string') throw unsupported('a split pattern that is no Regex');
      if (step.behavior !== 'Isolated' || step.invert === true) {
        throw unsupported(`split behaviour ${show(step.behavior)}`);
      }
      return [pattern];
    }
    default:
      throw unsupported(`pre-tokenizer ${show(step.type)}`);
  }
}

function readAddedToken(value: unknown): AddedToken {
  const token = asFields(value, 'an added token');
  const content = token.content;
  if (typeof content !== 'string' || content === '') throw invalid('an added token');
  return { id: asId(token.id), content, special: token.special === true };
}

function asId(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= maxTokenId) {
    return value;
  }
  throw invalid('a token id');
}

function asFields(value: unknown, what: string): Fields {
  if (!isFields(value)) throw invalid(what);
  return value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asArray(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw invalid(what);
  return value;
}

function show(value: unknown): string {
  return typeof value === 'string' ? `"${value.slice(0, 40).replace(/\p{C}/gu, '?')}"` : 'unknown';
}

function invalid(what: string): AppError {
  return new AppError(
    'model-file-invalid',
    `tokenizer.json cannot be used: ${what} has the wrong form; convert or download the model again.`,
  );
}

function unsupported(what: string): AppError {
  return new AppError(
    'unsupported-architecture',
    `tokenizer.json uses ${what}, which is not supported; choose a Llama-3, Qwen2 or SmolLM model.`,
  );
}
