import { join } from 'node:path';
import { AppError, isAppError } from '../../protocol/appError';
import type { ModelManifest } from '../../protocol/modelManifest';
import { readJsonFile } from '../source/jsonFile';
import { defaultManifest } from './defaultManifest';
import { parseManifest } from './parseManifest';

export const manifestName = 'tokenskip.json';

/** Largest manifest read, bytes; that of a 7B has about 20,000. */
export const maxManifestBytes = 4_000_000;

/**
 * The manifest in a model folder's `tokenskip.json`. Only the manifest is read; whether the files
 * are there and unchanged is what `verifyModel` tells.
 *
 * @throws AppError `model-not-found` when the folder has none, `model-file-invalid` for a bad one,
 * `folder-unreadable`
 */
export async function readManifestFile(folder: string): Promise<ModelManifest> {
  return parseManifest(await readJsonFile(join(folder, manifestName), maxManifestBytes));
}

/**
 * The manifest of a model folder; without a `tokenskip.json` one is made from its `config.json`
 * (see {@link defaultManifest}): the model runs, without trained ratios and calibrated savings.
 *
 * @throws AppError `model-not-found` for a folder with neither, `unsupported-architecture`,
 * `model-file-invalid`, `folder-unreadable`
 */
export async function readManifest(folder: string): Promise<ModelManifest> {
  try {
    return await readManifestFile(folder);
  } catch (error) {
    if (!isAppError(error, 'model-not-found')) throw error;
  }
  try {
    return await defaultManifest(folder);
  } catch (error) {
    if (!isAppError(error, 'model-not-found')) throw error;
    throw new AppError(
      'model-not-found',
      `${folder} holds no model that TokenSkip can run (no tokenskip.json, no config.json with its graphs); name another folder, see "tokenskip model list", or make one with "tokenskip model convert".`,
      {},
      { cause: error },
    );
  }
}
