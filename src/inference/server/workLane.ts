import { abortable, settled } from '../../protocol/abortable';

/** Runs tasks one after another, in the order they came. */
export class WorkLane {
  #last: Promise<void> = Promise.resolve();

  /**
   * What `task` settles with. A task whose signal aborts while it waits is never run and rejects
   * with `cancelled` at once; one that runs has to look at its signal itself.
   */
  run<T>(task: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const previous = this.#last;
    const work = (async () => {
      await abortable(previous, signal);
      return task();
    })();
    // One that was called off does not let its successor overtake what still runs.
    this.#last = Promise.all([previous, settled(work)]).then(() => undefined);
    return work;
  }
}
