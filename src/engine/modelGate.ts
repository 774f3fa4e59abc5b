import { abortable, settled } from '../protocol/abortable';

/**
 * Lets work that uses the model run side by side, and a change of the model alone.
 *
 * A change waits for the work that runs; work that comes later waits for the change.
 */
export class ModelGate {
  readonly #running = new Set<Promise<void>>();
  #lastChange: Promise<void> = Promise.resolve();

  /** Runs `task` after the changes that came before; `cancelled` when aborted until then. */
  use<T>(task: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const work = after(this.#lastChange, task, signal);
    const ended = settled(work);
    this.#running.add(ended);
    void ended.then(() => this.#running.delete(ended));
    return work;
  }

  /** Runs `task` alone, after all that came before; `cancelled` when aborted until then. */
  change<T>(task: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const previous = Promise.all([this.#lastChange, ...this.#running]).then(() => undefined);
    const work = after(previous, task, signal);
    // A change that was called off leaves its predecessors in force.
    this.#lastChange = Promise.all([previous, settled(work)]).then(() => undefined);
    return work;
  }
}

async function after<T>(
  previous: Promise<void>,
  task: () => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  await abortable(previous, signal);
  return task();
}
