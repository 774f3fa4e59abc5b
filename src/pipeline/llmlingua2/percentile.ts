/**
 * The `percent`-th percentile (a whole number, 0 to 100) of values, linear between neighbours, as
 * `numpy.percentile` of NumPy 2 computes it: wholly in float32 where `isSingle`. NaN of nothing.
 *
 * The order of roundings decides whether a threshold falls on a value or a hair below it, and with
 * that whether the value is above it. O(n log n).
 */
export function percentile(values: readonly number[], percent: number, isSingle: boolean): number {
  const round = isSingle ? Math.fround : (value: number): number => value;
  const sorted = values.toSorted((a, b) => a - b);
  const position = round((sorted.length - 1) * round(percent / 100));
  const below = Math.floor(position);
  const low = sorted[below] ?? NaN;
  const high = sorted[below + 1] ?? low;
  const share = round(position - below);
  const gap = round(high - low);
  return share < 0.5
    ? round(low + round(gap * share))
    : round(high - round(gap * round(1 - share)));
}
