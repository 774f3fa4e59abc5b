/** How far one model's next-token distributions are from another's, over many positions. */
export interface LogitsComparison {
  readonly positions: number;
  /** Mean Kullback-Leibler divergence of the other from the reference, nats. */
  readonly meanKl: number;
  /** Share of positions with the same most likely token, 0 to 1. */
  readonly sameTop1: number;
}

/**
 * Kullback-Leibler divergence Σ p·(log p - log q) of the softmax of `other` (q) from that of
 * `reference` (p), nats, at least 0. Summed in float64.
 *
 * @param reference float32 logits `[vocabulary]`, finite
 * @param other the same length; another one throws RangeError
 */
export function klDivergence(reference: Float32Array, other: Float32Array): number {
  checkLengths(reference, other);
  const logP = logSumExp(reference);
  const logQ = logSumExp(other);
  let sum = 0;
  for (let i = 0; i < reference.length; i += 1) {
    const difference = reference[i]! - other[i]!;
    // exp(-750) is 0, and 0 · a large difference has to stay 0.
    sum += Math.exp(reference[i]! - logP) * (difference - logP + logQ);
  }
  // Equal distributions can come out a rounding error below zero.
  return Math.max(0, sum);
}

/** True when both have their largest logit at the same index; of equal ones the first counts. */
export function sameTop1(reference: Float32Array, other: Float32Array): boolean {
  checkLengths(reference, other);
  return indexOfLargest(reference) === indexOfLargest(other);
}

/** Collects comparisons position by position. */
export class LogitsComparer {
  private positions = 0;
  private klSum = 0;
  private same = 0;

  /** Adds one position. Errors as {@link klDivergence}. */
  add(reference: Float32Array, other: Float32Array): void {
    this.klSum += klDivergence(reference, other);
    if (sameTop1(reference, other)) this.same += 1;
    this.positions += 1;
  }

  /** The means so far; of no position 0 and 1, as of equal models. */
  result(): LogitsComparison {
    const { positions } = this;
    if (positions === 0) return { positions, meanKl: 0, sameTop1: 1 };
    return { positions, meanKl: this.klSum / positions, sameTop1: this.same / positions };
  }
}

function checkLengths(reference: Float32Array, other: Float32Array): void {
  if (reference.length > 0 && reference.length === other.length) return;
  throw new RangeError(`Logits of ${reference.length} and ${other.length} tokens.`);
}

function indexOfLargest(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if (values[i]! > values[best]!) best = i;
  return best;
}

function logSumExp(values: Float32Array): number {
  const largest = values[indexOfLargest(values)]!;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - largest);
  return largest + Math.log(sum);
}
