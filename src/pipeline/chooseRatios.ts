import { formatKeepRatio, trainedRatios } from '../core/ratio';
import type { Rng } from '../core/sampling/rng';
import { createRng } from '../core/sampling/rng';

/** Ratios this far apart, in tenths, are clearly different to a learner. */
const clearGapTenths = 2;

/**
 * The ratios of one question's examples, highest first. The same seed and question give the same
 * ratios, whatever other questions there are.
 *
 * `count` 1 (the paper): one of the six, uniform. More: 1.0 and `count - 1` others, drawn uniformly
 * among the sets whose ratios lie at least 0.2 apart, or as far apart as so many can.
 *
 * Throws a RangeError unless 1 <= count <= 6.
 *
 * Source: TokenSkip, arXiv 2502.12067, section 4.2, for `count` 1.
 */
export function chooseRatios(seed: number, question: number, count: number): readonly number[] {
  if (!Number.isInteger(count) || count < 1 || count > trainedRatios.length) {
    throw new RangeError(`There are 1 to ${trainedRatios.length} ratios for a chain.`);
  }
  // Two words of the generator's seed: questions of neighbouring seeds do not share sequences.
  const rng = createRng(seed * 0x1_0000_0000 + question);
  if (count === 1) return [pick(rng, trainedRatios)];
  const [full = 1, ...others] = trainedRatios;
  const sets = subsets(others, count - 1).map((set) => ({ set, gap: smallestGap(set) }));
  const widest = Math.max(...sets.map(({ gap }) => gap));
  return [
    full,
    ...pick(
      rng,
      sets.filter(({ gap }) => gap === widest),
    ).set,
  ];
}

function pick<T>(rng: Rng, items: readonly T[]): T {
  const item = items[Math.floor(rng.nextFloat() * items.length)];
  if (item === undefined) throw new RangeError('There is nothing to choose from.');
  return item;
}

function subsets(items: readonly number[], size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, at) =>
    subsets(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]),
  );
}

/** In tenths, at most {@link clearGapTenths}: beyond that, further apart is no better. */
function smallestGap(set: readonly number[]): number {
  const tenths = set.map((ratio) => Number(formatKeepRatio(ratio)) * 10);
  const gaps = tenths.slice(1).map((value, i) => Math.round((tenths[i] ?? 0) - value));
  return Math.min(clearGapTenths, ...gaps);
}
