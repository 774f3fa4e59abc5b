import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../protocol/appError';
import { withLock } from './withLock';

/**
 * What `work` returns, run while nobody works under these lock files; nobody is waited for. Where a
 * lock would have no folder nobody holds it. Code `model-in-use`.
 *
 * @param name of the model, for people
 */
export async function whileUnused<T>(
  lockFiles: readonly string[],
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const [first, ...rest] = lockFiles;
  if (first === undefined) return work();
  const next = (): Promise<T> => whileUnused(rest, name, work);
  if ((await stat(dirname(first)).catch(() => undefined)) === undefined) return next();
  return withLock(first, next, {
    onWait: () => {
      throw new AppError(
        'model-in-use',
        `Another window or program is fetching or converting ${name}: stop it there, or wait until it has ended.`,
      );
    },
  });
}
