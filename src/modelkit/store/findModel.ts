import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '../../protocol/appError';
import { defaultModelId, findEntry } from '../catalogue/catalogue';
import type { InstalledModel } from './installedModels';
import { installedModels } from './installedModels';
import { newestOf } from './newestFirst';
import type { StorePaths } from './storePaths';

/** What a name stands for: a folder that is there, or a model that may have to be prepared first. */
export type FoundModel =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'catalogue'; readonly id: string };

/**
 * The model that `name` means: the id of an installed model (the embedded one, else the newest of those
 * that share it), or a path of a folder. Without a name the first embedded model, else the default one of the
 * catalogue, which needs no earlier `pull`.
 *
 * Code `model-not-found` with what to run instead.
 */
export async function findModel(
  name: string | undefined,
  modelsDir: string,
  paths: StorePaths,
): Promise<FoundModel> {
  const installed = await installedModels(modelsDir, paths);
  const embedded = installed.filter(({ place }) => place === 'embedded');
  const own = embedded.find(({ manifest }) => name === undefined || manifest.id === name);
  if (own !== undefined) return asFolder(own);
  if (name === undefined || name === defaultModelId) {
    return { kind: 'catalogue', id: defaultModelId };
  }
  const byId = await newestOf(name, installed);
  if (byId !== undefined) return asFolder(byId);
  const isFolder = await stat(name).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return { kind: 'folder', folder: resolve(name) };
  throw new AppError(
    'model-not-found',
    `There is no model "${name}": ${remedyFor(name, installed)}.`,
  );
}

function asFolder(model: InstalledModel): FoundModel {
  return { kind: 'folder', folder: model.folder };
}

function remedyFor(name: string, installed: readonly InstalledModel[]): string {
  if (findEntry(name) !== undefined) return `run \`tokenskip model pull ${name}\` first`;
  const ids = [...new Set([defaultModelId, ...installed.map((model) => model.manifest.id)])];
  return `use a folder or one of ${ids.join(', ')} (see \`tokenskip model list\`)`;
}
