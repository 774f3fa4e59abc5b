import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isAppError } from '../../protocol/appError';
import type { ModelManifest } from '../../protocol/modelManifest';
import { readManifestFile } from '../manifest/readManifest';
import { asFileError, systemCode } from '../../files/fileErrors';
import type { StorePaths } from './storePaths';

/** A model folder that is ready to run. */
export interface InstalledModel {
  /** Absolute path. */
  readonly folder: string;
  /** `embedded` models are part of the product and are not removed. */
  readonly place: 'embedded' | 'store';
  readonly manifest: ModelManifest;
}

/**
 * The models of `modelsDir` (the product's own) and of the store, each group by folder name.
 * Folders without a readable manifest are left out: half-made ones, and what is not ours.
 * Code `folder-unreadable`.
 */
export async function installedModels(
  modelsDir: string,
  paths: StorePaths,
): Promise<readonly InstalledModel[]> {
  const embedded = await modelsIn(modelsDir, 'embedded');
  return [...embedded, ...(await modelsIn(paths.models, 'store'))];
}

async function modelsIn(
  directory: string,
  place: InstalledModel['place'],
): Promise<readonly InstalledModel[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return [];
    throw asFileError(error, directory);
  });
  // A dot marks a folder that is still being written.
  const names = entries
    .filter((entry) => !entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
  const models = await Promise.all(
    names.map(async (name) => {
      const folder = join(directory, name);
      const manifest = await manifestIn(folder);
      return manifest === undefined ? undefined : { folder, place, manifest };
    }),
  );
  return models.filter((model) => model !== undefined);
}

async function manifestIn(folder: string): Promise<ModelManifest | undefined> {
  try {
    return await readManifestFile(folder);
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}
