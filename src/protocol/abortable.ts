import { stopped } from './appError';
import type { AbortSignalLike } from './rpc/transport';

/**
 * What `promise` settles with, or a rejection with `cancelled` as soon as `signal` aborts. The work
 * behind the promise goes on; its later rejection is not reported as unhandled.
 */
export function abortable<T>(promise: Promise<T>, signal: AbortSignalLike | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise<T>((resolve, reject) => {
    const stop = (): void => {
      leave();
      reject(stopped());
    };
    const leave = (): void => signal.removeEventListener('abort', stop);
    signal.addEventListener('abort', stop);
    promise.then(resolve, reject).finally(leave);
    if (signal.aborted) stop();
  });
}

/** Resolves when `work` has ended either way; never rejects. */
export function settled(work: Promise<unknown>): Promise<void> {
  const ignore = (): void => undefined;
  return work.then(ignore, ignore);
}
