import type { TextRange, TokenSpan } from './tokenSpan';

/** Runs of spans that share characters, as indices; all spans, in order. */
export function spanGroups(spans: readonly TokenSpan[]): readonly (readonly number[])[] {
  const groups: number[][] = [];
  let end = -1;
  spans.forEach((span, i) => {
    const group = groups.at(-1);
    if (group !== undefined && span.startOffset < end) group.push(i);
    else groups.push([i]);
    end = Math.max(end, span.endOffset);
  });
  return groups;
}

/**
 * Tokens by what they must be kept with: those that share a character, and those that have a part
 * of the same entry of `together` (its ranges need not touch). Indices ascending, units by their
 * first. O(tokens · log tokens + parts).
 */
export function tokenUnits(
  spans: readonly TokenSpan[],
  together: Iterable<readonly TextRange[]>,
): readonly (readonly number[])[] {
  const parent = Int32Array.from(spans.keys());
  const rootOf = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    parent[i] = root;
    return root;
  };
  const join = (a: number, b: number): void => {
    const [x, y] = [rootOf(a), rootOf(b)];
    parent[Math.max(x, y)] = Math.min(x, y);
  };
  for (const group of spanGroups(spans)) for (const i of group) join(group[0]!, i);
  for (const ranges of together) {
    let first: number | undefined;
    for (const range of ranges) {
      for (let i = firstEndingAfter(spans, range.startOffset); i < spans.length; i += 1) {
        if (spans[i]!.startOffset >= range.endOffset) break;
        first ??= i;
        join(first, i);
      }
    }
  }
  const units = new Map<number, number[]>();
  for (const i of spans.keys()) {
    const unit = units.get(rootOf(i));
    if (unit === undefined) units.set(rootOf(i), [i]);
    else unit.push(i);
  }
  return [...units.values()];
}

/** Index of the first span that ends behind `offset`; spans are in order. */
function firstEndingAfter(spans: readonly TokenSpan[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.endOffset > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
