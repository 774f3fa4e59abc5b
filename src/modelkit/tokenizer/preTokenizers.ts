import type { JsonObject } from '../source/jsonFile';

/** How text is prepared and cut before merging, in the form of `tokenizer.json`. */
export interface TextPreparation {
  readonly normalizer: JsonObject | null;
  readonly preTokenizers: readonly JsonObject[];
  /** A piece that is a token as a whole becomes it, even where merges would not lead there. */
  readonly ignoreMerges: boolean;
  /** What holds when the file does not say whether a text begins with the begin token. */
  readonly addsBeginToken: boolean;
}

/** Contractions, words with one leading sign, digits, signs, line ends, spaces: the cl100k family. */
function splitWithDigits(digits: string): JsonObject {
  const pattern =
    `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|${digits}` +
    '| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+';
  return { type: 'Split', pattern: { Regex: pattern }, behavior: 'Isolated', invert: false };
}

function byteLevel(trimOffsets: boolean, useRegex: boolean): JsonObject {
  return {
    type: 'ByteLevel',
    add_prefix_space: false,
    trim_offsets: trimOffsets,
    use_regex: useRegex,
  };
}

const qwen2: TextPreparation = {
  normalizer: { type: 'NFC' },
  preTokenizers: [splitWithDigits('\\p{N}'), byteLevel(false, false)],
  ignoreMerges: false,
  addsBeginToken: false,
};

const llama3: TextPreparation = {
  normalizer: null,
  preTokenizers: [splitWithDigits('\\p{N}{1,3}'), byteLevel(true, false)],
  ignoreMerges: true,
  addsBeginToken: true,
};

const smollm: TextPreparation = {
  normalizer: null,
  preTokenizers: [{ type: 'Digits', individual_digits: true }, byteLevel(true, true)],
  ignoreMerges: false,
  addsBeginToken: false,
};

/**
 * Text preparation by the name in `tokenizer.ggml.pre`.
 *
 * Source: the published tokenizer.json of Qwen2.5, Llama-3.1 and SmolLM2; names:
 * ggml-org/llama.cpp src/llama-vocab.cpp#llama_vocab::impl::load
 */
export const textPreparations: ReadonlyMap<string, TextPreparation> = new Map([
  ['qwen2', qwen2],
  ['deepseek-r1-qwen', qwen2],
  ['llama-bpe', llama3],
  ['llama3', llama3],
  ['llama-v3', llama3],
  ['smollm', smollm],
]);
