/**
 * Writes rows one after another while an engine makes more of them. What cannot be written ends the
 * engine's work, and is the reason that is given: rows that nobody keeps are not worth the time.
 */
export class RowWriter {
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  #writing: Promise<void> = Promise.resolve();
  #failure: { readonly error: unknown } | undefined;

  /** `signal`: ends the engine's work too. */
  constructor(signal: AbortSignal) {
    this.#signal = AbortSignal.any([signal, this.#stop.signal]);
  }

  /** Adds a row behind those before it. */
  add(write: () => Promise<void>): void {
    this.#writing = this.#writing.then(async () => {
      if (this.#failure !== undefined) return;
      try {
        await write();
      } catch (error) {
        this.#failure = { error };
        this.#stop.abort();
      }
    });
  }

  /** Runs `work` to its end, and waits until all its rows are written. */
  async during(work: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    try {
      await work(this.#signal);
    } catch (error) {
      this.#failure ??= { error };
    }
    await this.#writing;
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
