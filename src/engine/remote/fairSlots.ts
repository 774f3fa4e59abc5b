import { stopped } from '../../protocol/appError';

/** One caller's waiting line. */
export interface Lane {
  /**
   * Runs `task` when a slot is free for this lane; `cancelled` when `signal` aborts before that.
   */
  use<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

interface Waiting {
  readonly begin: () => void;
}

/**
 * Lets at most `count` tasks run at once and grants free slots to the lanes in turn: a question that
 * comes while a thousand others wait in another lane gets the next slot.
 */
export class FairSlots {
  #free: number;
  /** Lanes in which somebody waits; the first one is next. */
  readonly #turns: Waiting[][] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** A new line; it costs nothing and needs no end. */
  lane(): Lane {
    const line: Waiting[] = [];
    return {
      use: async (task, signal) => {
        await this.#enter(line, signal);
        try {
          return await task();
        } finally {
          this.#leave();
        }
      },
    };
  }

  #enter(line: Waiting[], signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(stopped());
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        begin: () => {
          signal.removeEventListener('abort', stop);
          resolve();
        },
      };
      const stop = (): void => {
        remove(line, waiting);
        if (line.length === 0) remove(this.#turns, line);
        reject(stopped());
      };
      signal.addEventListener('abort', stop, { once: true });
      if (line.length === 0) this.#turns.push(line);
      line.push(waiting);
    });
  }

  #leave(): void {
    const line = this.#turns.shift();
    if (line === undefined) {
      this.#free += 1;
      return;
    }
    const waiting = line.shift();
    if (line.length > 0) this.#turns.push(line);
    waiting?.begin();
  }
}

function remove<T>(list: T[], item: T): void {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
}
