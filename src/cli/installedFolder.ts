import { findModel } from '../modelkit/store/findModel';
import { installedModels } from '../modelkit/store/installedModels';
import { newestOf } from '../modelkit/store/newestFirst';
import { storePaths } from '../modelkit/store/storePaths';
import { AppError } from '../protocol/appError';
import type { CliContext } from './cliContext';
import { embeddedModelsDir } from './prepareModel';

/**
 * Folder of a model that is here already, as `findModel` finds it; nothing is fetched.
 * Code `model-not-found`, also for a base that was not pulled yet.
 */
export async function installedFolder(
  name: string | undefined,
  context: CliContext,
): Promise<string> {
  const modelsDir = embeddedModelsDir(context);
  const paths = storePaths(context.env);
  const found = await findModel(name, modelsDir, paths);
  if (found.kind === 'folder') return found.folder;
  const model = await newestOf(found.id, await installedModels(modelsDir, paths));
  if (model !== undefined) return model.folder;
  throw new AppError(
    'model-not-found',
    `${found.id} is not here yet: run \`tokenskip model pull ${found.id}\` first.`,
  );
}
