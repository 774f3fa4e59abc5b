/** Calls `onIdle` once nothing has been in use for some minutes. */
export class IdleTimer {
  readonly #minutes: () => number;
  readonly #onIdle: () => void;
  #users = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `minutes` is asked whenever a wait begins; 0: never. */
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
      if (this.#users === 0) this.#start();
    }
  }

  /** Forgets a wait that has begun. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #start(): void {
    const minutes = this.#minutes();
    if (minutes === 0) return;
    this.#timer = setTimeout(this.#onIdle, minutes * 60_000);
    this.#timer.unref();
  }
}
