import { join } from 'node:path';
import { BpeTextEncoder } from '../core/tokenizer/bpeTextEncoder';
import { toSplitRegExp } from '../core/tokenizer/splitPattern';
import { TokenBytes } from '../core/tokenizer/tokenBytes';
import type { TokenizerSpec } from '../core/tokenizer/tokenizerSpec';
import { writeUtf8 } from '../core/tokenizer/utf8';
import { readJsonFile } from '../modelkit/source/jsonFile';
import { readTokenizerJson } from '../protocol/readTokenizerJson';
import type { IdentifiedSpan } from './identifiedSpan';

/** Largest tokenizer file read, bytes; that of Llama-3 has 17 million. */
const maxTokenizerBytes = 64_000_000;

/** A text in the form in which the model reads it, with its tokens. */
interface TokenisedText {
  /** Composed (NFC) where the model asks for it, a lone surrogate replaced by U+FFFD. */
  readonly text: string;
  /** Bounds are in {@link text}. */
  readonly spans: readonly IdentifiedSpan[];
}

/** Tokens of ordinary text, outside the engine: no special tokens, nothing added at either end. */
export class TextTokenizer {
  readonly #encoder: BpeTextEncoder;
  readonly #bytes: TokenBytes;

  /** @throws Error when merges or split patterns of the spec cannot be used */
  constructor(spec: TokenizerSpec) {
    const patterns = spec.splitPatterns.map(toSplitRegExp);
    this.#encoder = new BpeTextEncoder({ ...spec, patterns });
    this.#bytes = new TokenBytes(spec);
  }

  /** How many tokens the text has. */
  count(text: string): number {
    return this.#encoder.encode(text).length;
  }

  /** The text as the model reads it and its tokens with their bounds; O(length). */
  tokenise(source: string): TokenisedText {
    const text = this.#encoder.normalise(source.replace(/\p{Surrogate}/gu, '\uFFFD'));
    const bounds = characterBounds(text, this.#encoder.byteIds);
    const spans: IdentifiedSpan[] = [];
    let at = 0;
    for (const id of this.#encoder.encode(text)) {
      const last = at + this.#bytes.lengthOf(id) - 1;
      spans.push({
        id,
        startOffset: bounds.starts[at] ?? text.length,
        endOffset: bounds.ends[last] ?? text.length,
      });
      at = last + 1;
    }
    return { text, spans };
  }
}

/** Bounds of the character that each encoded byte belongs to; bytes without a token are left out. */
function characterBounds(
  text: string,
  byteIds: Int32Array,
): { readonly starts: readonly number[]; readonly ends: readonly number[] } {
  const starts: number[] = [];
  const ends: number[] = [];
  const bytes = new Uint8Array(6);
  let at = 0;
  for (const character of text) {
    const length = writeUtf8(character, bytes);
    for (const byte of bytes.subarray(0, length)) {
      if ((byteIds[byte] ?? -1) < 0) continue;
      starts.push(at);
      ends.push(at + character.length);
    }
    at += character.length;
  }
  return { starts, ends };
}

/**
 * The tokenizer of a model folder (`tokenizer.json`).
 *
 * @throws AppError `model-not-found`, `model-file-invalid`, `unsupported-architecture`,
 *   `folder-unreadable`
 */
export async function openTokenizer(modelDir: string): Promise<TextTokenizer> {
  const file = await readJsonFile(join(modelDir, 'tokenizer.json'), maxTokenizerBytes);
  return new TextTokenizer(readTokenizerJson(file));
}
