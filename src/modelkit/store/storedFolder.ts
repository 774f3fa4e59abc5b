import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAppError } from '../../protocol/appError';
import type { CatalogueEntry } from '../catalogue/catalogueEntry';
import { readManifestFile } from '../manifest/readManifest';
import { asFileError } from '../../files/fileErrors';
import { makePrivateFolder } from '../../files/privateFolder';
import type { PrepareOptions } from './prepareProgress';
import type { PullSpaceOptions } from './requirePullSpace';
import { requirePullSpace } from './requirePullSpace';
import { withLock } from './withLock';

/**
 * Path of the store's folder with this name, made by `make` if it is not complete. Two processes at
 * once make it once.
 *
 * Codes: `disk-full` before anything is fetched, and those of `make`.
 */
export async function storedFolder(
  entry: CatalogueEntry,
  name: string,
  options: PullSpaceOptions & PrepareOptions,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const { models } = options.paths;
  const folder = join(models, name);
  if (await isReady(folder)) return folder;
  await makePrivateFolder(models);
  const onWait = (): void =>
    options.onNote?.('Another process is preparing the same model; waiting for it.');
  await withLock(
    `${folder}.lock`,
    async () => {
      if (await isReady(folder)) return;
      // What a power cut or another version left is nothing that a conversion writes over.
      await rm(folder, { recursive: true, force: true }).catch((error: unknown) => {
        throw asFileError(error, folder);
      });
      await requirePullSpace(entry, name, options);
      await make(folder);
    },
    { onWait, ...(options.signal === undefined ? {} : { signal: options.signal }) },
  );
  return folder;
}

async function isReady(folder: string): Promise<boolean> {
  try {
    await readManifestFile(folder);
    return true;
  } catch (error) {
    // A damaged manifest counts as none: the folder is made anew.
    if (isAppError(error, 'model-not-found') || isAppError(error, 'model-file-invalid'))
      return false;
    throw error;
  }
}
