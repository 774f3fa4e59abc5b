import type { ByteSource } from '../byteSource';
import { invalidFile } from '../sourceErrors';

/** Bytes fetched at a time: a header with 150,000 tokens is about 6 MB. */
const windowBytes = 1 << 18;

/** Largest string accepted. Chat templates, the largest real ones, are below 64 KB. */
const maxStringBytes = 1 << 22;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Little-endian reading from front to back through a window.
 *
 * `need(n)` makes the next n bytes available; the take… methods then read without waiting, so the
 * hundreds of thousands of strings in a header do not cost a promise each.
 */
export class HeaderCursor {
  readonly #source: ByteSource;
  #window: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #windowOffset = 0;
  #at = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** Position of the next byte in the file. */
  get offset(): number {
    return this.#windowOffset + this.#at;
  }

  /** Bytes between the next byte and the end of the file. */
  get remaining(): number {
    return this.#source.size - this.offset;
  }

  /** True when `length` bytes can be taken without waiting. */
  has(length: number): boolean {
    return this.#at + length <= this.#window.length;
  }

  /** @throws AppError `model-file-invalid` naming `what` when the file is too short. */
  async need(length: number, what: string): Promise<void> {
    if (this.has(length)) return;
    if (length > this.remaining) throw this.error(`the file ends inside ${what}`);
    const offset = this.offset;
    const wanted = Math.max(length, Math.min(windowBytes, this.remaining));
    const bytes = await this.#source.read(offset, wanted);
    this.#window = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#windowOffset = offset;
    this.#at = 0;
  }

  takeUint8(): number {
    return this.#view.getUint8(this.#advance(1));
  }
  takeInt8(): number {
    return this.#view.getInt8(this.#advance(1));
  }
  takeUint16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }
  takeInt16(): number {
    return this.#view.getInt16(this.#advance(2), true);
  }
  takeUint32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }
  takeInt32(): number {
    return this.#view.getInt32(this.#advance(4), true);
  }
  takeFloat32(): number {
    return this.#view.getFloat32(this.#advance(4), true);
  }
  takeFloat64(): number {
    return this.#view.getFloat64(this.#advance(8), true);
  }
  takeUint64(): number | bigint {
    return plain(this.#view.getBigUint64(this.#advance(8), true));
  }
  takeInt64(): number | bigint {
    return plain(this.#view.getBigInt64(this.#advance(8), true));
  }

  /** A 64-bit count that must be 0 … `max`. */
  async count(what: string, max: number): Promise<number> {
    if (!this.has(8)) await this.need(8, what);
    const offset = this.offset;
    const value = this.takeUint64();
    if (typeof value === 'bigint' || value > max) {
      throw this.error(`${what} is ${value.toString()}, and at most ${max} is possible`, offset);
    }
    return value;
  }

  /** A length-prefixed UTF-8 string. */
  async string(what: string, maxBytes = maxStringBytes): Promise<string> {
    const length = await this.count(`the length of ${what}`, maxBytes);
    if (!this.has(length)) await this.need(length, what);
    return this.#text(length, what);
  }

  /**
   * The next string if it lies in the window, else undefined and nothing is taken: for arrays of
   * hundreds of thousands of tokens, where a promise for each would cost seconds.
   */
  stringAtHand(what: string): string | undefined {
    if (!this.has(8) || this.#view.getUint32(this.#at + 4, true) !== 0) return undefined;
    const length = this.#view.getUint32(this.#at, true);
    if (length > maxStringBytes || !this.has(8 + length)) return undefined;
    this.#at += 8;
    return this.#text(length, what);
  }

  error(what: string, offset = this.offset): Error {
    return invalidFile(this.#source.label, what, offset);
  }

  #text(length: number, what: string): string {
    const start = this.#advance(length);
    const bytes = this.#window.subarray(start, start + length);
    try {
      return strictUtf8.decode(bytes);
    } catch {
      throw this.error(`${what} is not UTF-8 text`, this.#windowOffset + start);
    }
  }

  #advance(length: number): number {
    const start = this.#at;
    this.#at += length;
    return start;
  }
}

function plain(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
