import type { CatalogueEntry } from './catalogueEntry';
import { convertedBytes, memoryBytes, parameterCount } from './entrySize';
import type { Machine } from './machine';
import type { MeasuredGain } from './measuredGain';
import { measuredGain } from './measuredGain';

/** What a machine means for a model; sizes in bytes. */
export interface ModelAdvice {
  readonly entry: CatalogueEntry;
  /** What it takes, in the memory named by `device`. */
  readonly needBytes: number;
  /** What it can have of that memory: on the processor without what the system keeps for itself. */
  readonly hasBytes: number;
  /** Where it would run: in the graphics processor's memory if it fits there. */
  readonly device: 'cpu' | 'gpu';
  /** False: it cannot run here, whatever is closed. */
  readonly fits: boolean;
  /** True for at most one model. */
  readonly isRecommended: boolean;
  /** Over the model in use; absent where there is none, or where it was not measured. */
  readonly gain?: MeasuredGain;
}

/** What the system and the editor keep for themselves. */
const reservedBytes = 2e9;

/**
 * Largest files that are recommended for a processor: each token reads all of them. Measured on two
 * cores: 23 ms for 404 MB, so 2 GB are about eight tokens a second and one chain takes half a minute.
 */
const processorFileBytes = 2e9;

/**
 * Each model with whether it fits the machine, in the given order, and the one to take: of those
 * that fit, are quick enough here and free for any use, the trained ones before the others, then the
 * largest, then the first. `current` is the model in use.
 */
export function adviseModels(
  entries: readonly CatalogueEntry[],
  machine: Machine,
  current?: CatalogueEntry,
): readonly ModelAdvice[] {
  const advice = entries.map((entry) => adviceFor(entry, machine));
  const [best] = advice.filter(isRecommendable).sort(
    (a, b) =>
      // Stable: equals stay in the catalogue's order.
      Number(isTrained(b.entry)) - Number(isTrained(a.entry)) ||
      parameterCount(b.entry) - parameterCount(a.entry),
  );
  return advice.map((one) => ({
    ...one,
    isRecommended: one === best,
    ...gainOver(current, one.entry),
  }));
}

function gainOver(
  current: CatalogueEntry | undefined,
  entry: CatalogueEntry,
): Pick<ModelAdvice, 'gain'> {
  const gain = current === undefined ? undefined : measuredGain(current, entry);
  return gain !== undefined && gain.right > gain.insteadOf ? { gain } : {};
}

function adviceFor(entry: CatalogueEntry, machine: Machine): ModelAdvice {
  const { gpu, totalBytes } = machine;
  const onGpu = memoryBytes(entry, 'gpu');
  if (gpu !== undefined && onGpu <= gpu.memoryBytes) {
    const hasBytes = gpu.memoryBytes;
    return { entry, needBytes: onGpu, hasBytes, device: 'gpu', fits: true, isRecommended: false };
  }
  const needBytes = memoryBytes(entry);
  const hasBytes = Math.max(0, totalBytes - reservedBytes);
  const fits = needBytes <= hasBytes;
  return { entry, needBytes, hasBytes, device: 'cpu', fits, isRecommended: false };
}

/** The recommended model first, those that cannot run here last; else in the given order. */
export function bestFirst<T>(
  items: readonly T[],
  adviceOf: (item: T) => ModelAdvice,
): readonly T[] {
  const rank = (item: T): number => {
    const { fits, isRecommended } = adviceOf(item);
    return isRecommended ? 0 : fits ? 1 : 2;
  };
  return [...items].sort((a, b) => rank(a) - rank(b));
}

function isRecommendable({ entry, fits, device }: ModelAdvice): boolean {
  const isFree = entry.gatedAt === undefined && !entry.licence.nonCommercial;
  const isFast = device === 'gpu' || convertedBytes(entry) <= processorFileBytes;
  return fits && isFree && isFast;
}

function isTrained(entry: CatalogueEntry): boolean {
  return entry.trainedRatios.length > 0;
}
