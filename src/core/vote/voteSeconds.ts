/** Chains of a second look at an answer. */
export const checkAgainChains = 5;

/**
 * Of one decoding step with five rows over one with a single row: two cores take 1.8 times as long
 * for four rows and 3.2 times for eight (docs/performance.md).
 */
const stepFactor = 2.1;

/**
 * About how long a vote of five takes, seconds, from what the model did just now; undefined where
 * no rate was measured. The longest of five chains is often not needed, so an average one counts.
 */
export function voteSeconds(measured: {
  readonly chainTokens: number;
  readonly tokensPerSecond: number;
  readonly timeToFirstToken: number;
}): number | undefined {
  const { chainTokens, tokensPerSecond, timeToFirstToken } = measured;
  if (!(tokensPerSecond > 0)) return undefined;
  return timeToFirstToken + (chainTokens * stepFactor) / tokensPerSecond;
}
