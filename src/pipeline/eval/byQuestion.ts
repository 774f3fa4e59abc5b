/** Rows by the number of their question; of several the last one. */
export function byQuestion<T extends { readonly index: number }>(
  rows: readonly T[],
): ReadonlyMap<number, T> {
  return new Map(rows.map((row) => [row.index, row]));
}
