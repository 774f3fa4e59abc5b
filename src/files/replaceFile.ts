import type { FileHandle } from 'node:fs/promises';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { asFileError } from './fileErrors';
import { removeOldPartials } from './removeOldPartials';

/**
 * Writes a file that appears complete or not at all, also after a power cut: what stood at `path`
 * stays until then. The process is in the name of what is being written, so that two of them do not
 * write into one file; what a killed one left is removed a day later.
 *
 * @param content the text, or what writes it into the open file, front to back
 * @param mode who may read it, as far as the platform knows of that
 * @throws AppError `disk-full`, `folder-unreadable`; what `content` throws
 */
export async function replaceFile(
  path: string,
  content: string | ((file: FileHandle) => Promise<void>),
  mode = 0o666,
): Promise<void> {
  const partial = join(dirname(path), `.${basename(path)}.partial-${process.pid}`);
  try {
    const file = await open(partial, 'w', mode);
    try {
      if (typeof content === 'string') await file.writeFile(content);
      else await content(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
    await removeOldPartials(dirname(path));
  } catch (error) {
    // What went wrong first is what counts.
    await rm(partial, { force: true }).catch(() => undefined);
    throw asFileError(error, path);
  }
}
