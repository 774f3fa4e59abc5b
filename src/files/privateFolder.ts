import { mkdir } from 'node:fs/promises';
import { asFileError } from './fileErrors';

/**
 * Makes a folder of the store and what is missing above it, open to their owner alone as far as the
 * platform knows of that. One that is there stays as it is.
 *
 * @throws AppError `disk-full`, `folder-unreadable`
 */
export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw asFileError(error, path);
  });
}
