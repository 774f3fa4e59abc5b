/** Chains of a second look at an answer. */
export const checkAgainChains = 5;

/**
 * Of one decoding step with five rows over one with a single row: two cores take 1.8 times as long
 * for four rows and 3.2 times for eight (docs/performance.md).
 */
const stepFactor = 2.1;

/** How long chains at a ratio are, as a share of full ones. */
export interface MeasuredLength {
  readonly keepRatio: number;
  readonly actualRatio: number;
}

/**
 * About how long a vote of five takes, seconds, from what the model did just now; undefined where
 * no rate was measured. The longest of five chains is often not needed, so an average one counts. The
 * chains are as short as the model can: `lengths` says by how much, where that was measured.
 */
export function voteSeconds(
  measured: {
    readonly ratio: number;
    readonly chainTokens: number;
    readonly tokensPerSecond: number;
    readonly timeToFirstToken: number;
  },
  lengths: readonly MeasuredLength[] = [],
): number | undefined {
  const { ratio, chainTokens, tokensPerSecond, timeToFirstToken } = measured;
  if (!(tokensPerSecond > 0)) return undefined;
  const shortest = Math.min(ratio, ...lengths.map(({ keepRatio }) => keepRatio));
  const shorter = actualRatio(shortest, lengths) / actualRatio(ratio, lengths);
  return timeToFirstToken + (chainTokens * shorter * stepFactor) / tokensPerSecond;
}

function actualRatio(ratio: number, lengths: readonly MeasuredLength[]): number {
  return lengths.find(({ keepRatio }) => keepRatio === ratio)?.actualRatio ?? 1;
}
