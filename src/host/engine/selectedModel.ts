import { join } from 'node:path';
import { readManifest } from '../../modelkit/manifest/readManifest';
import { findModel } from '../../modelkit/store/findModel';
import { installedModels } from '../../modelkit/store/installedModels';
import { newestOf } from '../../modelkit/store/newestFirst';
import { storePaths } from '../../modelkit/store/storePaths';
import type { StorePaths } from '../../modelkit/store/storePaths';
import { AppError, isAppError } from '../../protocol/appError';
import type { ModelDescription } from '../../protocol/modelDescription';
import type { ModelManifest } from '../../protocol/modelManifest';

/** A model folder that is there. */
export interface SelectedModel {
  readonly folder: string;
  readonly manifest: ModelManifest;
  readonly host?: undefined;
  /** What the settings name, where that is not on this machine any more. */
  readonly insteadOf?: string;
}

/** A model on a server. */
export interface RemoteSelected {
  readonly folder?: undefined;
  readonly manifest: ModelDescription;
  /** The server that questions go to. */
  readonly host: string;
}

/** The model that answers. */
export type AnsweringModel = SelectedModel | RemoteSelected;

/**
 * The model that the setting `tokenskip.model` names: a folder or an id; empty for the embedded
 * one, else the default base if it was prepared. These two also answer in the place of a named one
 * that is not on this machine any more. Nothing is fetched.
 *
 * Code `model-not-found` when none of them is on this machine.
 */
export async function findSelectedModel(
  name: string,
  extensionRoot: string,
): Promise<SelectedModel> {
  const places = { modelsDir: join(extensionRoot, 'models'), paths: storePaths() };
  const named = await foundModel(name, places);
  if (typeof named !== 'string') return named;
  const fallback = name === '' ? named : await foundModel('', places);
  if (typeof fallback !== 'string') return { ...fallback, insteadOf: name };
  throw new AppError(
    'model-not-found',
    'No model is on this machine yet: get one in the Models view (TokenSkip: Download Model).',
    { model: named },
  );
}

/** What is there of this name, else what is missing. */
async function foundModel(
  name: string,
  { modelsDir, paths }: { readonly modelsDir: string; readonly paths: StorePaths },
): Promise<SelectedModel | string> {
  try {
    const found = await findModel(name === '' ? undefined : name, modelsDir, paths);
    if (found.kind === 'folder') {
      return { folder: found.folder, manifest: await readManifest(found.folder) };
    }
    return (await newestOf(found.id, await installedModels(modelsDir, paths))) ?? found.id;
  } catch (error) {
    if (isAppError(error, 'model-not-found')) return name;
    throw error;
  }
}
