import { realpath, rm, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { CatalogueEntry } from '../catalogue/catalogueEntry';
import type { RepositoryFiles } from '../hub/fetchRepository';
import { partPaths } from '../hub/partNote';
import { asFileError } from '../../files/fileErrors';
import type { StorePaths } from './storePaths';
import { whileUnused } from './whileUnused';

/**
 * Removes what a model was made from, and returns the bytes that this gave back. Of a repository
 * those files go that were fetched for it: what lay in the cache before is another tool's. Of a link
 * that leads out of our own folder the link alone goes. Codes `folder-unreadable`, and `model-in-use`
 * while another process fetches the one file of a model: then nothing is removed.
 */
export async function removeDownload(
  { name, source }: CatalogueEntry,
  paths: StorePaths,
  fetched: readonly RepositoryFiles[],
): Promise<number> {
  const isOne = source.kind === 'gguf';
  const files = isOne
    ? ggufFiles(source.file, paths).map((path) => ({ path, own: paths.base }))
    : fetched.flatMap(({ folder, files: all }) => {
        // Of the repository in the cache: `snapshots/<commit>` lies in it.
        const own = dirname(dirname(folder));
        return all
          .filter(({ isFetched }) => isFetched)
          .map(({ localPath }) => ({ path: localPath, own }));
      });
  return whileUnused(isOne ? [ggufLock(source.file, paths)] : [], name, async () => {
    let bytes = 0;
    for (const { path, own } of files) bytes += await removeFile(path, own);
    return bytes;
  });
}

/** The published file in the store, its part, and the part's note. */
export function ggufFiles(file: string, paths: StorePaths): readonly string[] {
  const path = join(paths.base, file);
  const { part, note } = partPaths(path);
  return [path, part, note];
}

/** Under which that file is fetched. */
export function ggufLock(file: string, { base }: StorePaths): string {
  return join(base, `${file}.lock`);
}

async function removeFile(path: string, own: string): Promise<number> {
  const target = await realpath(path).catch(() => undefined);
  const isOwn = target?.startsWith(`${await realpath(own)}${sep}`) === true;
  const { size } = isOwn ? await stat(target) : { size: 0 };
  for (const one of new Set(isOwn ? [target, path] : [path])) {
    await rm(one, { force: true }).catch((error: unknown) => {
      throw asFileError(error, one);
    });
  }
  return size;
}
