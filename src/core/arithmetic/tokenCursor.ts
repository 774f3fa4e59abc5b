import type { Token } from './token';

/** A place among tokens that moves forward, and never beyond `end`. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  readonly #partners: Int32Array;
  readonly start: number;
  at: number;
  /** Exclusive; the inside of a bracket while it is read. */
  end: number;
  /** Index after the last token that is no unit. */
  valueEnd: number;
  /** Whether a blank may stand within a number and a product: 12 345, 2 (3 + 4). */
  readonly isWide: boolean;

  /** `partners`: for each bracket the index of its partner, or -1. */
  constructor(
    tokens: readonly Token[],
    partners: Int32Array,
    [start, end]: readonly [number, number],
    isWide = false,
  ) {
    this.#tokens = tokens;
    this.#partners = partners;
    this.start = start;
    this.at = start;
    this.end = end;
    this.valueEnd = start;
    this.isWide = isWide;
  }

  peek(ahead = 0): Token | undefined {
    return this.at + ahead < this.end ? this.#tokens[this.at + ahead] : undefined;
  }

  /** Like `peek`, also where another side or statement begins. */
  peekBeyond(ahead: number): Token | undefined {
    return this.#tokens[this.at + ahead];
  }

  previous(back = 1): Token | undefined {
    return this.#tokens[this.at - back];
  }

  /** Index of the bracket that closes the one here, or -1. */
  partner(): number {
    return this.#partners[this.at] ?? -1;
  }

  advance(count = 1): void {
    this.at += count;
    this.valueEnd = this.at;
  }

  /** Steps over tokens that belong to a unit. */
  skip(count: number): void {
    this.at += count;
  }

  /** Where in the text what was read starts and ends, without the units after it. */
  offsets(): { readonly startOffset: number; readonly endOffset: number } {
    const last = Math.max(this.valueEnd - 1, this.start);
    return {
      startOffset: this.#tokens[this.start]!.startOffset,
      endOffset: this.#tokens[last]!.endOffset,
    };
  }
}
