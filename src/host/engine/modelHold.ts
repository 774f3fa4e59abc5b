import { stopped } from '../../protocol/appError';

interface Waiting {
  readonly model: string;
  readonly begin: () => void;
}

/**
 * Holds a model for whole pieces of work: those that need the same one run side by side, one that
 * needs another waits until they have ended. Whoever comes for the model that is held joins at once,
 * also past those that wait: a piece of work may use its own model again.
 */
export class ModelHold {
  #model = '';
  #users = 0;
  #waiting: readonly Waiting[] = [];

  /** What `work` returns, run while no other model is held; `cancelled` when aborted until then. */
  async during<T>(model: string, work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#enter(model, signal);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #enter(model: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw stopped();
    if (this.#users === 0 || this.#model === model) {
      this.#model = model;
      this.#users += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        signal.removeEventListener('abort', stop);
        this.#waiting = this.#waiting.filter((one) => one !== waiting);
      };
      const waiting: Waiting = {
        model,
        begin: () => {
          leave();
          this.#users += 1;
          resolve();
        },
      };
      const stop = (): void => {
        leave();
        reject(stopped());
      };
      signal.addEventListener('abort', stop);
      this.#waiting = [...this.#waiting, waiting];
    });
  }

  /** The last one lets all in that wait for the model of the first in line. */
  #leave(): void {
    this.#users -= 1;
    const [next] = this.#waiting;
    if (this.#users > 0 || next === undefined) return;
    this.#model = next.model;
    for (const one of this.#waiting) if (one.model === next.model) one.begin();
  }
}
