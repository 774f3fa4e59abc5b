/** Chains of a second look at an answer. */
export const checkAgainChains = 5;

/**
 * Of a token of five rows at once over a token of a single row: a step takes two cores 2.1 times as long
 * (1.8 times for four rows, 3.2 times for eight), and a single row writes 1.25 tokens in the time of a step
 * (docs/performance.md).
 */
const stepFactor = 2.6;

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
