/** Calls `onStall` when it was not restarted for some time. */
export class StallTimer {
  readonly #ms: number;
  readonly #onStall: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(ms: number, onStall: () => void) {
    this.#ms = ms;
    this.#onStall = onStall;
    this.restart();
  }

  /** At most `ms` to the next restart, where that is less than usual. */
  restart(ms = this.#ms): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onStall, Math.min(ms, this.#ms));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
