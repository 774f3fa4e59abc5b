import type { InstalledModel } from '../../modelkit/store/installedModels';

/**
 * What the setting has to say for this model: its id, or its folder where that of another one is meant by the
 * id. The embedded model is meant by its id, and its folder goes with the next update.
 */
export function settingFor(
  { folder, manifest, place }: InstalledModel,
  all: readonly InstalledModel[],
): string {
  const { id } = manifest;
  const isShared = all.filter((other) => other.manifest.id === id).length > 1;
  return place === 'store' && isShared ? folder : id;
}
