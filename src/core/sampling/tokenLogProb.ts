import { sumOfExponentials } from './sumOfExponentials';

/** How sure the model was of one token. */
export interface TokenLogProb {
  /** Natural logarithm of the token's probability under the whole vocabulary. */
  readonly logProb: number;
  /** Log-probability minus that of the best other token: negative if a likelier one was passed over. */
  readonly margin: number;
}

/**
 * Log-softmax of `logits` `[n]` at `tokenId`, in float64 and without allocation. The logits must
 * be those that the sampler accepted: no NaN, no +Infinity. They are taken as the model gave them,
 * before temperature and penalties: a confidence must not depend on how the token was drawn.
 * With a single token the margin is Infinity.
 */
export function tokenLogProb(logits: Float32Array, tokenId: number): TokenLogProb {
  let best = -Infinity;
  let bestId = -1;
  let second = -Infinity;
  for (let i = 0; i < logits.length; i += 1) {
    const value = logits[i]!;
    if (value > second) {
      if (value > best) {
        second = best;
        best = value;
        bestId = i;
      } else {
        second = value;
      }
    }
  }
  const sum = sumOfExponentials(logits, best, 1);
  const chosen = logits[tokenId] ?? -Infinity;
  const rival = tokenId === bestId ? second : best;
  return { logProb: chosen - best - Math.log(sum), margin: chosen - rival };
}
