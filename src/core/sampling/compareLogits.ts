import { argmax } from './argmax';
import { sumOfExponentials } from './sumOfExponentials';

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
  return argmax(reference) === argmax(other);
}

function checkLengths(reference: Float32Array, other: Float32Array): void {
  if (reference.length > 0 && reference.length === other.length) return;
  throw new RangeError(`Logits of ${reference.length} and ${other.length} tokens.`);
}

function logSumExp(values: Float32Array): number {
  const largest = values[argmax(values)]!;
  return largest + Math.log(sumOfExponentials(values, largest, 1));
}
