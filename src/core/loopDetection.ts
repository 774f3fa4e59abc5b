/** Longest repeated block, in tokens. */
const maxPeriod = 64;
/** How often the block must stand at the end, itself included. */
const minRepeats = 4;
/** How long the repeated tail must be. */
const minTailTokens = 48;

/** A tail of the sequence that repeats one block of `period` tokens. */
export interface TokenLoop {
  readonly period: number;
  /** Length of the repeating tail so far, in tokens. */
  readonly tailTokens: number;
}

/**
 * Notices that a model goes round in circles: the sequence ends in one block of at most 64 tokens
 * that stands there at least 4 times, over at least 48 tokens.
 *
 * 64 comparisons a token, whatever the length of the text. Counting up («1, 2, 3, …») is no loop
 * here: no block repeats.
 */
export class LoopDetector {
  /** Ring of the last 64 tokens. */
  readonly #recent = new Float64Array(maxPeriod).fill(-1);
  /** For each period p: how many of the latest tokens equal the one p before them. */
  readonly #matches = new Uint32Array(maxPeriod + 1);
  #count = 0;

  /** Takes the next token id (0 or above); the loop that the sequence now ends in, or undefined. */
  push(tokenId: number): TokenLoop | undefined {
    let found: TokenLoop | undefined;
    for (let period = 1; period <= maxPeriod; period += 1) {
      const slot = (this.#count - period) % maxPeriod;
      const isSame = this.#count >= period && this.#recent[slot] === tokenId;
      const run = isSame ? this.#matches[period]! + 1 : 0;
      this.#matches[period] = run;
      const tailTokens = run + period;
      if (!found && tailTokens >= period * minRepeats && tailTokens >= minTailTokens && isSame) {
        found = { period, tailTokens };
      }
    }
    this.#recent[this.#count % maxPeriod] = tokenId;
    this.#count += 1;
    return found;
  }
}
