import type { PromptPart } from '../../core/prompt/promptPart';
import { BpeTextEncoder } from '../../core/tokenizer/bpeTextEncoder';
import { toSplitRegExp } from '../../core/tokenizer/splitPattern';
import { TokenBytes } from '../../core/tokenizer/tokenBytes';
import type { TokenizerSpec } from '../../core/tokenizer/tokenizerSpec';
import { AppError } from '../../protocol/appError';
import { sourceOffsets } from './sourceOffsets';
import type { StreamDecoder } from './streamDecoder';
import { createStreamDecoder } from './streamDecoder';

/** Tokens of a text and where they stand in it. */
export interface TokenOffsets {
  readonly ids: readonly number[];
  /**
   * UTF-16 bounds in the text, end exclusive, one per token. Tokens that share a character (its
   * UTF-8 bytes can be split) all have that character's bounds.
   */
  readonly startOffsets: Int32Array;
  readonly endOffsets: Int32Array;
}

/** Text to token ids and back, exactly as the model was trained. */
export class Tokenizer {
  readonly #encoder: BpeTextEncoder;
  readonly #bytes: TokenBytes;
  readonly #vocabulary: ReadonlyMap<string, number>;
  readonly #added: ReadonlyMap<string, number>;

  /**
   * @throws AppError `unsupported-architecture` when a split pattern of the spec is not covered
   * @throws Error when its merges cannot be used
   */
  constructor(spec: TokenizerSpec) {
    const patterns = spec.splitPatterns.map(compilePattern);
    this.#encoder = new BpeTextEncoder({ ...spec, patterns });
    this.#bytes = new TokenBytes(spec);
    this.#vocabulary = spec.vocabulary;
    this.#added = new Map(spec.addedTokens.map(({ content, id }) => [content, id]));
  }

  /**
   * Highest id + 1. A model may have more logits than that (Qwen2 pads its matrix): ids from here
   * on stand for nothing and must not be chosen.
   */
  get vocabularySize(): number {
    return this.#bytes.size;
  }

  /**
   * Ids of a prompt. Neighbouring text parts are one text; nothing is added before or after.
   *
   * @throws AppError `invalid-argument` when a token part names no token
   */
  encode(parts: readonly PromptPart[]): number[] {
    const ids: number[] = [];
    let text = '';
    const flush = (): void => {
      for (const id of this.encodeText(text)) ids.push(id);
      text = '';
    };
    for (const part of parts) {
      if (part.kind === 'text') {
        text += part.text;
      } else {
        flush();
        ids.push(this.#requireToken(part.token));
      }
    }
    flush();
    return ids;
  }

  /** Ids of ordinary text, control tokens' names included: they are split like any other text. */
  encodeText(text: string): number[] {
    return this.#encoder.encode(text);
  }

  /**
   * The text of these tokens. Control tokens and unknown ids have no text; bytes that form no
   * character become U+FFFD.
   */
  decode(ids: Iterable<number>): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.#bytes.join(ids));
  }

  streamDecoder(): StreamDecoder {
    return createStreamDecoder(this.#bytes);
  }

  /** Id of the token with exactly this name; ordinary tokens are named in the byte alphabet. */
  tokenId(token: string): number | undefined {
    return this.#added.get(token) ?? this.#vocabulary.get(token);
  }

  /** Every token by the name that {@link tokenId} takes, with its id. */
  tokenIds(): ReadonlyMap<string, number> {
    return new Map([...this.#vocabulary, ...this.#added]);
  }

  /** Tokens of a text with their places in it. */
  tokenOffsets(text: string): TokenOffsets {
    const encoder = this.#encoder;
    const source = sourceOffsets(text, (part) => encoder.normalise(part), encoder.byteIds);
    const ids: number[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    let at = 0;
    for (const id of this.encodeText(text)) {
      const last = at + this.#bytes.lengthOf(id) - 1;
      ids.push(id);
      starts.push(source.startOffsets[at] ?? text.length);
      ends.push(source.endOffsets[last] ?? text.length);
      at = last + 1;
    }
    return { ids, startOffsets: Int32Array.from(starts), endOffsets: Int32Array.from(ends) };
  }

  #requireToken(token: string): number {
    const id = this.tokenId(token);
    if (id !== undefined) return id;
    throw new AppError(
      'invalid-argument',
      `This model has no token "${token}"; use a prompt template made for it.`,
    );
  }
}

function compilePattern(pattern: string): RegExp {
  try {
    return toSplitRegExp(pattern);
  } catch (cause) {
    throw new AppError(
      'unsupported-architecture',
      'The tokenizer of this model splits text in a way that is not supported; choose a Llama-3, Qwen2 or SmolLM model.',
      undefined,
      { cause },
    );
  }
}
