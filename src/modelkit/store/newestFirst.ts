import { stat } from 'node:fs/promises';
import type { InstalledModel } from './installedModels';

/** The models by when their folders were made; an equal time leaves them in order. */
export async function newestFirst(
  models: readonly InstalledModel[],
): Promise<readonly InstalledModel[]> {
  const dated = await Promise.all(
    models.map(async (model) => ({ model, changedMs: (await stat(model.folder)).mtimeMs })),
  );
  return dated.sort((a, b) => b.changedMs - a.changedMs).map(({ model }) => model);
}

/**
 * The one of this id that was made last: an older version of the product may have left one that this
 * version cannot run, or one with another adapter.
 */
export async function newestOf(
  id: string,
  models: readonly InstalledModel[],
): Promise<InstalledModel | undefined> {
  const [newest] = await newestFirst(models.filter(({ manifest }) => manifest.id === id));
  return newest;
}
