import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpFailure } from './httpFailure';

/** When to give up and how long to wait before another try. */
export interface TryLimits {
  /** Failures in a row, without {@link progressBytes} between them, after which it gives up. */
  readonly tries: number;
  /** First wait before another try; it doubles up to {@link maxDelayMs}. */
  readonly delayMs: number;
  readonly maxDelayMs: number;
  /** New bytes that make a try count as a success, so that a server that sends a trickle and cuts ends. */
  readonly progressBytes: number;
}

/** The failures in a row of one connection. */
export class Tries {
  readonly #limits: TryLimits;
  readonly #signal: AbortSignal | undefined;
  #failures = 0;
  #markBytes: number;

  /** `doneBytes`: what is there already; only more than that is progress. */
  constructor(limits: TryLimits, doneBytes = 0, signal?: AbortSignal) {
    this.#limits = limits;
    this.#markBytes = doneBytes;
    this.#signal = signal;
  }

  /**
   * Resolves when it is time for another try; rejects with `failure` when there is none, and with
   * the signal's reason. `mostBytes`: the most that was ever there.
   */
  async again(failure: HttpFailure, mostBytes: number, isKnown: boolean): Promise<void> {
    const { tries, delayMs, maxDelayMs, progressBytes } = this.#limits;
    const hasProgress = mostBytes - this.#markBytes >= progressBytes;
    if (hasProgress) this.#markBytes = mostBytes;
    this.#failures = hasProgress ? 1 : this.#failures + 1;
    const isFinal = failure.kind === 'refused' || !isKnown || this.#failures >= tries;
    if (isFinal) throw failure;
    const backOffMs = Math.min(delayMs * 2 ** (this.#failures - 1), maxDelayMs);
    const waitMs = failure.retryAfterMs ?? backOffMs;
    await sleep(waitMs, undefined, this.#signal && { signal: this.#signal });
  }
}
