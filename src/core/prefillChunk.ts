/** What one chunk should take, in milliseconds: long enough to be efficient. */
const targetMs = 100;
/** What one chunk is never predicted to exceed: a stop must be seen within 300 ms. */
const limitMs = 250;
/** Kernels work on rows of 16; a last chunk may be shorter. */
const step = 16;
const minTokens = 16;
const maxTokens = 512;
/** One chunk's length may at most double: one lucky timing must not cause a long blocking call. */
const maxGrowth = 2;

/**
 * Tokens per second times parameters, for the first chunk only. Two slow cores reach about 5e11
 * with 4-bit weights; a tenth of it also covers the first run, which allocates.
 */
const cautiousRate = 5e10;

/** Sizes the pieces that a prompt is fed in, so that a stop is noticed between two of them. */
export class PrefillPacer {
  /** Tokens per second. */
  #rate: number;
  #limit: number;

  /** `parameterCount`: weights of the model, above 0. */
  constructor(parameterCount: number) {
    this.#rate = cautiousRate / Math.max(1, parameterCount);
    this.#limit = this.#size();
  }

  /**
   * Tokens of the next chunk, at most `remainingTokens`: about 100 ms at the rate seen so far, a
   * multiple of 16 from 16 to 512. Where even 16 tokens would take over 250 ms, fewer.
   */
  next(remainingTokens: number): number {
    const tokens = Math.min(this.#size(), this.#limit);
    return Math.min(remainingTokens, tokens < step ? tokens : tokens - (tokens % step));
  }

  /** Tells how long a chunk took. Timings that cannot be (no tokens, no time, NaN) are ignored. */
  record(tokenCount: number, elapsedMs: number): void {
    const rate = (tokenCount * 1000) / elapsedMs;
    if (!(rate > 0 && Number.isFinite(rate))) return;
    // A short last chunk pays the fixed cost of a call and says little about the rate.
    const isTelling = tokenCount >= Math.min(minTokens, this.#size());
    // Down at once, up by halves: attention makes later chunks slower, other load comes and goes.
    if (isTelling || rate > this.#rate) this.#rate = Math.min(rate, (this.#rate + rate) / 2);
    this.#limit = Math.min(maxTokens, Math.max(this.#limit, tokenCount * maxGrowth));
  }

  #size(): number {
    const wanted = Math.floor((this.#rate * targetMs) / 1000 / step) * step;
    const chunk = Math.min(maxTokens, Math.max(minTokens, wanted));
    const allowed = (this.#rate * limitMs) / 1000;
    return chunk <= allowed ? chunk : Math.max(1, Math.floor(allowed));
  }
}
