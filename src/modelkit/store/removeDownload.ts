import { realpath, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CatalogueEntry } from '../catalogue/catalogueEntry';
import type { RepositoryFiles } from '../hub/fetchRepository';
import { partPaths } from '../hub/partNote';
import { asFileError } from '../../files/fileErrors';
import type { StorePaths } from './storePaths';

/**
 * Removes what a model was made from, and returns the bytes that this gave back. Of a repository
 * those files go that were fetched for it; a link in the cache goes together with what it names.
 * Code `folder-unreadable`.
 */
export async function removeDownload(
  { source }: CatalogueEntry,
  paths: StorePaths,
  fetched: readonly RepositoryFiles[],
): Promise<number> {
  const files =
    source.kind === 'gguf'
      ? ggufFiles(source.file, paths)
      : fetched.flatMap((repository) => repository.files.map(({ localPath }) => localPath));
  let bytes = 0;
  for (const path of files) bytes += await removeFile(path);
  return bytes;
}

/** The published file in the store, its part, and the part's note. */
export function ggufFiles(file: string, paths: StorePaths): readonly string[] {
  const path = join(paths.base, file);
  const { part, note } = partPaths(path);
  return [path, part, note];
}

async function removeFile(path: string): Promise<number> {
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined) return 0;
  const { size } = await stat(target);
  for (const one of new Set([target, path])) {
    await rm(one, { force: true }).catch((error: unknown) => {
      throw asFileError(error, one);
    });
  }
  return size;
}
