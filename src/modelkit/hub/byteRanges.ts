/** Bytes of a file, end exclusive. */
export type ByteRange = readonly [start: number, end: number];

/** Sorted, apart from each other, none empty. */
export type ByteRanges = readonly ByteRange[];

/** `ranges` with the bytes of `added`, which may overlap them. Linear in their number. */
export function withRange(ranges: ByteRanges, [start, end]: ByteRange): ByteRanges {
  if (start >= end) return ranges;
  const before = ranges.filter((range) => range[1] < start);
  const after = ranges.filter((range) => range[0] > end);
  const touched = ranges.filter((range) => range[1] >= start && range[0] <= end);
  const from = Math.min(start, touched[0]?.[0] ?? start);
  const to = Math.max(end, touched.at(-1)?.[1] ?? end);
  return [...before, [from, to], ...after];
}

/** The first bytes of `within` that no range holds; undefined when there are none. */
export function firstGap(ranges: ByteRanges, [start, end]: ByteRange): ByteRange | undefined {
  let at = start;
  for (const [from, to] of ranges) {
    if (to <= at) continue;
    if (from > at) return at < end ? [at, Math.min(from, end)] : undefined;
    at = to;
  }
  return at < end ? [at, end] : undefined;
}

export function countBytes(ranges: ByteRanges): number {
  return ranges.reduce((sum, [start, end]) => sum + end - start, 0);
}
