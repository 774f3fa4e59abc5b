import type { FileHandle } from 'node:fs/promises';
import { access, open, rename, rm } from 'node:fs/promises';
import { dirname, join, basename } from 'node:path';
import { AppError } from '../../protocol/appError';
import { asFileError } from '../store/fileErrors';

/**
 * Writes a file that appears complete or not at all.
 *
 * @param write writes into the open file, front to back
 * @throws AppError `invalid-argument` when `path` is there already, `disk-full`,
 *   `folder-unreadable`; what `write` throws
 */
export async function writeNewFile(
  path: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<void> {
  await refuseExisting(path);
  const partial = join(dirname(path), `.${basename(path)}.partial-${process.pid}`);
  try {
    const file = await open(partial, 'w');
    try {
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await refuseExisting(path);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw asFileError(error, path);
  }
}

async function refuseExisting(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  throw new AppError(
    'invalid-argument',
    `${path} is there already: remove it or choose another name.`,
  );
}
