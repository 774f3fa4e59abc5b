import { statfs } from 'node:fs/promises';
import { AppError } from '../../protocol/appError';

const megabyte = 1e6;

/** Free bytes of the disk that holds `directory`, which must exist. */
export async function freeDiskBytes(directory: string): Promise<number> {
  const disk = await statfs(directory);
  // `bavail` and not `bfree`: the rest is reserved for root.
  return disk.bavail * disk.bsize;
}

/**
 * Rejects with `disk-full` if the disk of `directory` has less than `neededBytes` free.
 * A disk whose free space cannot be read (some network drives) passes: writing will tell.
 */
export async function requireDiskSpace(
  directory: string,
  neededBytes: number,
  freeBytes: (directory: string) => Promise<number> = freeDiskBytes,
): Promise<void> {
  const free = await freeBytes(directory).catch(() => undefined);
  if (free === undefined || free >= neededBytes) return;
  throw new AppError(
    'disk-full',
    `${Math.ceil(neededBytes / megabyte)} MB are needed in ${directory} and ${Math.floor(free / megabyte)} MB are free: free some space, or take a folder on another disk (--out where the command has it, else TOKENSKIP_CACHE).`,
    { neededBytes, freeBytes: free },
  );
}
