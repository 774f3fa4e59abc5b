import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '../../protocol/appError';
import { defaultModelId, findEntry } from '../catalogue/catalogue';
import type { InstalledModel } from './installedModels';
import { installedModels } from './installedModels';
import { newestOf } from './newestFirst';
import type { StorePaths } from './storePaths';

/** What a name stands for: a folder that is there, or a base that must be prepared first. */
export type FoundModel =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'catalogue'; readonly id: string };

/**
 * The model that `name` means: a path of a folder, or the id of an installed model (the newest, if
 * several share it). Without a name the first embedded model, else the default base. The
 * default base needs no earlier `pull`.
 *
 * Code `model-not-found` with what to run instead.
 */
export async function findModel(
  name: string | undefined,
  modelsDir: string,
  paths: StorePaths,
): Promise<FoundModel> {
  const installed = await installedModels(modelsDir, paths);
  if (name === undefined) {
    const embedded = installed.find((model) => model.place === 'embedded');
    return embedded === undefined ? { kind: 'catalogue', id: defaultModelId } : asFolder(embedded);
  }
  if (name === defaultModelId) return { kind: 'catalogue', id: name };
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
