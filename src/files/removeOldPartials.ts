import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Nothing is written for as long: its process was killed, here or on another machine. */
const oldMs = 24 * 3_600_000;

const swept = new Set<string>();

/**
 * Removes from the folder what processes that were killed left half-written by `replaceFile`, once for
 * each folder in the life of this process. Never rejects: the next process tries again.
 */
export async function removeOldPartials(folder: string): Promise<void> {
  if (swept.has(folder)) return;
  swept.add(folder);
  const names = await readdir(folder).catch(() => []);
  const partials = names.filter((name) => /^\..+\.partial-\d+$/.test(name));
  await Promise.allSettled(
    partials.map(async (name) => {
      const path = join(folder, name);
      const { mtimeMs } = await stat(path);
      if (Date.now() - mtimeMs > oldMs) await rm(path, { force: true });
    }),
  );
}
