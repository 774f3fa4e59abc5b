import { byteOfUnit } from './byteAlphabet';
import type { TokenizerSpec } from './tokenizerSpec';
import { tokenizerSize } from './tokenizerSpec';
import { writeUtf8 } from './utf8';

/**
 * The bytes of every token, back to back. A special token and an unused id have none: they are no
 * part of a text.
 */
export class TokenBytes {
  readonly #pool: Uint8Array;
  /** Token id's bytes are `pool[start[id] … start[id] + length[id])`. */
  readonly #start: Int32Array;
  readonly #length: Int32Array;

  constructor(spec: TokenizerSpec) {
    const size = tokenizerSize(spec);
    this.#start = new Int32Array(size);
    this.#length = new Int32Array(size);
    let capacity = 0;
    for (const token of spec.vocabulary.keys()) capacity += token.length * 3;
    for (const { content } of spec.addedTokens) capacity += content.length * 3;
    const pool = new Uint8Array(capacity);
    let end = 0;
    const put = (id: number, count: number): void => {
      this.#start[id] = end;
      this.#length[id] = count;
      end += count;
    };
    for (const [token, id] of spec.vocabulary) put(id, writeToken(token, pool.subarray(end)));
    for (const { content, id, special } of spec.addedTokens) {
      put(id, special ? 0 : writeUtf8(content, pool.subarray(end)));
    }
    this.#pool = pool.slice(0, end);
  }

  /** Highest id + 1. */
  get size(): number {
    return this.#start.length;
  }

  /** Bytes of this token; 0 for a special token and for an id outside the vocabulary. */
  lengthOf(id: number): number {
    return this.#length[id] ?? 0;
  }

  /** A view of this token's bytes, not to be changed. */
  bytesOf(id: number): Uint8Array {
    const start = this.#start[id] ?? 0;
    return this.#pool.subarray(start, start + this.lengthOf(id));
  }

  /** The bytes of all these tokens, joined. */
  join(ids: Iterable<number>): Uint8Array {
    const parts = Array.from(ids, (id) => this.bytesOf(id));
    const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let end = 0;
    for (const part of parts) {
      joined.set(part, end);
      end += part.length;
    }
    return joined;
  }
}

/** Writes what a vocabulary entry stands for; one outside the byte alphabet stands for itself. */
function writeToken(token: string, target: Uint8Array): number {
  for (let i = 0; i < token.length; i++) {
    const byte = byteOfUnit(token.charCodeAt(i));
    if (byte < 0) return writeUtf8(token, target);
    target[i] = byte;
  }
  return token.length;
}
