import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BaseModel } from './baseModels';
import { requireDiskSpace } from './diskSpace';
import { asFileError } from './fileErrors';
import type { StorePaths } from './storePaths';

/** Never larger than the published file by much: 8-bit formats take a third more. */
const convertedShare = 1.35;

/**
 * Rejects with `disk-full` if there is no room for what is missing of the download and for the
 * converted model together: nobody wants to hear of a full disk after a long download.
 */
export async function requirePullSpace(base: BaseModel, paths: StorePaths): Promise<void> {
  await mkdir(paths.base, { recursive: true }).catch((error: unknown) => {
    throw asFileError(error, paths.base);
  });
  const path = join(paths.base, base.file);
  const sizes = await Promise.all([path, `${path}.part`].map(sizeOf));
  const missing = Math.max(0, base.bytes - Math.max(...sizes));
  await requireDiskSpace(paths.base, missing + Math.ceil(base.bytes * convertedShare));
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
