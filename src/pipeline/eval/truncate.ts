/**
 * The cap on tokens that leaves `keepRatio` of all tokens: the largest L with
 * Σ min(nᵢ, L) ≤ keepRatio · Σ nᵢ. Answers that end within it stay whole; the others lose their end.
 *
 * Source: TokenSkip, arXiv 2502.12067, section 5.1 («the maximum number of output tokens is
 * restricted»). Cutting each chain to its own share instead would leave no answer at all.
 */
export function truncationCap(tokenCounts: readonly number[], keepRatio: number): number {
  // 0.7 · 720 is a little under 504 in binary: a millionth of a token is no reason to cut one more.
  const budget = keepRatio * tokenCounts.reduce((sum, count) => sum + count, 0) + 1e-6;
  const sorted = tokenCounts.toSorted((a, b) => a - b);
  let below = 0;
  for (const [index, count] of sorted.entries()) {
    const left = sorted.length - index;
    if (below + count * left > budget) return Math.floor((budget - below) / left);
    below += count;
  }
  return sorted.at(-1) ?? 0;
}
