import type { CatalogueEntry } from './catalogueEntry';
import { convertedBytes, memoryBytes, parameterCount } from './entrySize';
import type { Gpu, Machine } from './machine';
import type { MeasuredGain } from './measuredGain';
import { measuredGain } from './measuredGain';

/** What a machine means for a model; sizes in bytes. */
export interface ModelAdvice {
  readonly entry: CatalogueEntry;
  /** What it takes, in the memory named by `device`. */
  readonly needBytes: number;
  /** What it can have of that memory: without what the system keeps for itself. */
  readonly hasBytes: number;
  /** Where it would run: in the graphics processor's memory if it fits there as well. */
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
/** The same of a card's memory: screens, browser, editor. */
const gpuReservedBytes = 1e9;

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

/** Whether the model fits the machine in this weight format, default the usual one; not recommended. */
export function adviceFor(
  entry: CatalogueEntry,
  { gpu, totalBytes }: Machine,
  format?: string,
): ModelAdvice {
  const needBytes = memoryBytes(entry, 'cpu', format);
  const hasBytes = Math.max(0, totalBytes - reservedBytes);
  const fits = needBytes <= hasBytes;
  // The first start compares the two with both of them in memory: the processor has to have room.
  const onGpu =
    fits && gpu !== undefined
      ? onGpuFor(memoryBytes(entry, 'gpu', format), gpu, hasBytes - needBytes)
      : undefined;
  return {
    entry,
    fits,
    isRecommended: false,
    ...(onGpu ?? { needBytes, hasBytes, device: 'cpu' }),
  };
}

/** Undefined where it does not fit; `spareBytes` of the machine's memory are left for it. */
function onGpuFor(
  needBytes: number,
  gpu: Gpu,
  spareBytes: number,
): Pick<ModelAdvice, 'needBytes' | 'hasBytes' | 'device'> | undefined {
  const hasBytes = gpu.memoryBytes - gpuReservedBytes;
  if (needBytes > hasBytes || (gpu.isShared === true && needBytes > spareBytes)) return undefined;
  return { needBytes, hasBytes, device: 'gpu' };
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
