import type { Catalogue, CatalogueEntry } from './catalogueEntry';
import { parameterCount } from './entrySize';
import type { MeasuredGain } from './measuredGain';
import { measuredGain } from './measuredGain';

/** A model that is offered in place of the one that answers. */
export interface Upgrade {
  readonly entry: CatalogueEntry;
  /** Absent while one of the two was not measured. */
  readonly gain?: MeasuredGain;
}

/**
 * The catalogue's upgrade for who uses the model `currentId`. Undefined unless it is trained for
 * ratios and larger, and, where both were measured, right more often; also for a model
 * that the catalogue does not know: nothing can be promised of it.
 */
export function findUpgrade(
  { upgradeModel, models }: Pick<Catalogue, 'upgradeModel' | 'models'>,
  currentId: string,
): Upgrade | undefined {
  const entry = models.find(({ id }) => id === upgradeModel);
  const current = models.find(({ id }) => id === currentId);
  if (entry === undefined || current === undefined) return undefined;
  if (entry.trainedRatios.length === 0) return undefined;
  if (parameterCount(entry) <= parameterCount(current)) return undefined;
  const gain = measuredGain(current, entry);
  if (gain === undefined) return { entry };
  return gain.right > gain.insteadOf ? { entry, gain } : undefined;
}
