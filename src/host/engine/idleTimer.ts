/** Calls `onIdle` once nothing has been in use for some minutes. */
export class IdleTimer {
  readonly #minutes: () => number;
  readonly #onIdle: () => void;
  #users = 0;
  #timer: NodeJS.Timeout | undefined;
  /** When a wait began; undefined while something is in use, and after the wait. */
  #idleSinceMs: number | undefined;

  /** `minutes` is asked whenever a wait begins, or is updated; 0: never. */
  constructor(minutes: () => number, onIdle: () => void) {
    this.#minutes = minutes;
    this.#onIdle = onIdle;
  }

  /** What `work` returns; while it runs nothing is idle. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#users += 1;
    this.stop();
    try {
      return await work();
    } finally {
      this.#users -= 1;
      if (this.#users === 0) {
        this.#idleSinceMs = performance.now();
        this.update();
      }
    }
  }

  /** The minutes have changed: a wait that has begun is as long as they say now. */
  update(): void {
    clearTimeout(this.#timer);
    const minutes = this.#minutes();
    if (this.#idleSinceMs === undefined || minutes === 0) return;
    const leftMs = this.#idleSinceMs + minutes * 60_000 - performance.now();
    this.#timer = setTimeout(
      () => {
        this.stop();
        this.#onIdle();
      },
      Math.max(0, leftMs),
    );
    this.#timer.unref();
  }

  /** Forgets a wait that has begun. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#idleSinceMs = undefined;
  }
}
