import type { FileHandle } from 'node:fs/promises';
import { access } from 'node:fs/promises';
import { AppError } from '../../protocol/appError';
import { replaceFile } from '../../files/replaceFile';

/**
 * Writes a file where none is yet; it appears complete or not at all.
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
  await replaceFile(path, async (file) => {
    await write(file);
    // Writing takes minutes.
    await refuseExisting(path);
  });
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
