/** Text that may be shown, and the stop sequence that ended it, if one did. */
export interface StopOutput {
  readonly text: string;
  readonly stop: string | undefined;
}

/**
 * Ends a stream of text at the first of several stop sequences. Text that could still become the
 * start of one is held back, so the outcome does not depend on how the text was cut into chunks.
 *
 * The match that ends first counts; among those that end together, the longest. The stop sequence
 * and what follows it are not given out.
 */
export class StopSequences {
  readonly #stops: readonly string[];
  #held = '';
  #stop: string | undefined;

  /** Empty sequences are ignored: they would stop before the first character. */
  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== '');
  }

  /** The text that `chunk` sets free. After a stop it is always empty. */
  push(chunk: string): StopOutput {
    if (this.#stop !== undefined) return { text: '', stop: this.#stop };
    const buffer = this.#held + chunk;
    let end = Infinity;
    let start = 0;
    for (const stop of this.#stops) {
      const at = buffer.indexOf(stop);
      if (at < 0) continue;
      const stopEnd = at + stop.length;
      if (stopEnd < end || (stopEnd === end && at < start)) {
        end = stopEnd;
        start = at;
        this.#stop = stop;
      }
    }
    if (this.#stop !== undefined) {
      this.#held = '';
      return { text: buffer.slice(0, start), stop: this.#stop };
    }
    const free = buffer.length - this.#heldLength(buffer);
    this.#held = buffer.slice(free);
    return { text: buffer.slice(0, free), stop: undefined };
  }

  /** The text that was held back, at the end of the stream. */
  flush(): string {
    const text = this.#held;
    this.#held = '';
    return text;
  }

  /** Length of the longest end of `buffer` that begins a stop sequence. */
  #heldLength(buffer: string): number {
    let longest = 0;
    for (const stop of this.#stops) {
      for (let n = Math.min(stop.length - 1, buffer.length); n > longest; n -= 1) {
        if (buffer.endsWith(stop.slice(0, n))) longest = n;
      }
    }
    return longest;
  }
}
