import { isFullRatio } from '../../core/ratio';
import type { CatalogueEntry } from './catalogueEntry';

/** How many of 100 school problems a model gets right, and how many another one. */
export interface MeasuredGain {
  readonly right: number;
  readonly insteadOf: number;
}

/**
 * What `other` gets right instead of `current`, both measured by us with their full reasoning;
 * undefined where one of them was not. It may be no gain at all.
 */
export function measuredGain(
  current: CatalogueEntry,
  other: CatalogueEntry,
): MeasuredGain | undefined {
  const right = rightOf100(other);
  const insteadOf = rightOf100(current);
  return right === undefined || insteadOf === undefined ? undefined : { right, insteadOf };
}

function rightOf100({ measured }: CatalogueEntry): number | undefined {
  const full = measured?.gsm8k.find(({ keepRatio }) => isFullRatio(keepRatio));
  return full === undefined ? undefined : Math.round(full.accuracy);
}
