import { stat } from 'node:fs/promises';
import type { InstalledModel } from '../../modelkit/store/installedModels';

/** The models by when their folders were made; an equal time leaves them in order. */
export async function newestFirst(
  models: readonly InstalledModel[],
): Promise<readonly InstalledModel[]> {
  const dated = await Promise.all(
    models.map(async (model) => ({ model, changedMs: (await stat(model.folder)).mtimeMs })),
  );
  return dated.sort((a, b) => b.changedMs - a.changedMs).map(({ model }) => model);
}
