import { join } from 'node:path';
import { readManifest } from '../../modelkit/manifest/readManifest';
import { findModel } from '../../modelkit/store/findModel';
import { installedModels } from '../../modelkit/store/installedModels';
import { newestOf } from '../../modelkit/store/newestFirst';
import { storePaths } from '../../modelkit/store/storePaths';
import { AppError } from '../../protocol/appError';
import type { ModelDescription } from '../../protocol/modelDescription';
import type { ModelManifest } from '../../protocol/modelManifest';

/** A model folder that is there. */
export interface SelectedModel {
  readonly folder: string;
  readonly manifest: ModelManifest;
  readonly host?: undefined;
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
 * one, else the default base if it was prepared. Nothing is fetched.
 *
 * Code `model-not-found` when it is not on this machine.
 */
export async function findSelectedModel(
  name: string,
  extensionRoot: string,
): Promise<SelectedModel> {
  const modelsDir = join(extensionRoot, 'models');
  const paths = storePaths();
  const found = await findModel(name === '' ? undefined : name, modelsDir, paths);
  if (found.kind === 'folder') {
    return { folder: found.folder, manifest: await readManifest(found.folder) };
  }
  const model = await newestOf(found.id, await installedModels(modelsDir, paths));
  if (model !== undefined) return model;
  throw new AppError(
    'model-not-found',
    'No model is on this machine yet: get one in the Models view (TokenSkip: Download Model).',
    { model: found.id },
  );
}
