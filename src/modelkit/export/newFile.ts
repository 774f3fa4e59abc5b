import type { FileHandle } from 'node:fs/promises';
import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../protocol/appError';
import { asFileError } from '../../files/fileErrors';
import { replaceFile } from '../../files/replaceFile';

/**
 * Writes a file where none is yet, and the folder that it lies in; it appears complete or not at all.
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
  const folder = dirname(path);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw asFileError(error, folder);
  });
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
