import { createRng } from './sampling/rng';

/** An interval, both ends included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The arithmetic mean; NaN for no values. */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/**
 * The value below which the fraction `q` (0 to 1) of `values` lies, between neighbours by linear
 * interpolation (R's type 7, NumPy's default). NaN for no values; the input is not changed.
 */
export function quantile(values: readonly number[], q: number): number {
  const sorted = Float64Array.from(values).sort();
  const position = q * (sorted.length - 1);
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/** The value in the middle; NaN for no values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The 97.5 % point of the standard normal distribution. */
const z95 = 1.959963984540054;

/**
 * The 95 % interval of a proportion, `successes` of `total`, within 0 and 1; all of it for no
 * observations. Wilson's, since the common one (p ± z·√(p(1-p)/n)) is empty at 0 % and 100 %.
 *
 * Source: Wilson, «Probable inference, the law of succession, and statistical inference», 1927.
 */
export function wilsonInterval(successes: number, total: number): Interval {
  if (total === 0) return { low: 0, high: 1 };
  const p = successes / total;
  const weight = z95 ** 2 / total;
  const centre = p + weight / 2;
  const half = z95 * Math.sqrt((p * (1 - p)) / total + weight / (4 * total));
  return {
    low: Math.max(0, (centre - half) / (1 + weight)),
    high: Math.min(1, (centre + half) / (1 + weight)),
  };
}

/** A mean difference between two methods on the same questions. */
export interface PairedDifference {
  readonly difference: number;
  /** 95 %, percentiles of the resampled means. A difference whose interval holds 0 is not shown. */
  readonly interval: Interval;
}

/** Enough for two digits of a 95 % interval. */
const defaultResamples = 10_000;

/**
 * The mean of `a[i] - b[i]` and its 95 % bootstrap interval: questions are drawn anew, each with
 * both its outcomes, since a hard question is hard for both. The same seed gives the same interval.
 * O(questions × resamples). Throws a RangeError if the lengths differ or are 0.
 *
 * Source: Efron and Tibshirani, «An Introduction to the Bootstrap», 1993, chapter 13.
 */
export function pairedBootstrap(
  a: readonly number[],
  b: readonly number[],
  options: { readonly seed: number; readonly resamples?: number },
): PairedDifference {
  if (a.length !== b.length || a.length === 0) {
    throw new RangeError('Paired values must be as many on both sides, and at least one.');
  }
  const differences = a.map((value, i) => value - b[i]!);
  const ones = differences.map(() => 1);
  return { difference: mean(differences), interval: ratioBootstrap(differences, ones, options) };
}

/**
 * The 95 % bootstrap interval of Σ parts / Σ wholes: pairs are drawn anew, as chains are whose tokens
 * are not independent. Percentiles of the resampled ratios; the same seed gives the same interval.
 * O(pairs × resamples). Throws a RangeError if the lengths differ or are 0.
 *
 * Source: Efron and Tibshirani, «An Introduction to the Bootstrap», 1993, chapter 13.
 */
export function ratioBootstrap(
  parts: readonly number[],
  wholes: readonly number[],
  options: { readonly seed: number; readonly resamples?: number },
): Interval {
  if (parts.length !== wholes.length || parts.length === 0) {
    throw new RangeError('Paired values must be as many on both sides, and at least one.');
  }
  const rng = createRng(options.seed);
  const ratios = Array.from({ length: options.resamples ?? defaultResamples }, () => {
    let part = 0;
    let whole = 0;
    for (let left = parts.length; left > 0; left -= 1) {
      // The product of a 32-bit draw is unbiased to 1e-6 for any number of pairs seen here.
      const drawn = Math.floor((rng.nextUint32() / 0x1_0000_0000) * parts.length);
      part += parts[drawn]!;
      whole += wholes[drawn]!;
    }
    return part / whole;
  });
  return { low: quantile(ratios, 0.025), high: quantile(ratios, 0.975) };
}
