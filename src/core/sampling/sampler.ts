import { argmax } from './argmax';
import { RepetitionPenalty } from './repetitionPenalty';
import { createRng } from './rng';
import type { Rng } from './rng';
import type { SamplingOptions } from './samplingOptions';
import { sumOfExponentials } from './sumOfExponentials';
import { tokenLogProb } from './tokenLogProb';
import type { TokenLogProb } from './tokenLogProb';
import { TopCandidates } from './topCandidates';

/** The token, or why there is none: the logits hold NaN or +Infinity, or nothing above -Infinity. */
export type SampleResult =
  | { readonly ok: true; readonly tokenId: number; readonly confidence?: TokenLogProb }
  | { readonly ok: false; readonly reason: 'invalidLogits' };

/** What one choice may look at besides the logits. */
export interface SampleRequest {
  /** Tokens whose repetition is penalised, newest last; the caller decides how far back. */
  readonly recentTokens?: Iterable<number>;
  /** Ask for `confidence`: one more pass over the logits (about 2 ms for 150,000). */
  readonly withConfidence?: boolean;
}

/** First guess at how many candidates decide when top-k is off. Sorting them all costs 50 ms. */
const firstCandidateCount = 256;

const invalid: SampleResult = { ok: false, reason: 'invalidLogits' };

/**
 * Chooses tokens for one sequence. Temperature 0 takes the most likely token, the lowest id among
 * ties. Otherwise: penalty, temperature, top-k, softmax over what is left, top-p (the token that
 * crosses the line stays), min-p, one draw. This is the order of huggingface/transformers; with
 * llama.cpp's (temperature last) top-p would keep other tokens.
 *
 * The same options and the same logits give the same tokens: each sequence owns one sampler, and
 * each draw uses one random number.
 */
export class Sampler {
  readonly #options: SamplingOptions;
  readonly #rng: Rng;
  readonly #penalty: RepetitionPenalty;
  readonly #top = new TopCandidates();

  /** Options must have passed `samplingProblem`. */
  constructor(options: SamplingOptions) {
    this.#options = options;
    this.#rng = createRng(options.seed);
    this.#penalty = new RepetitionPenalty(options.repetitionPenalty);
  }

  /** One choice from `logits` `[vocabulary]`, which hold the same values afterwards. */
  sample(logits: Float32Array, request: SampleRequest = {}): SampleResult {
    this.#penalty.apply(logits, request.recentTokens ?? []);
    const tokenId = this.#options.temperature === 0 ? argmax(logits) : this.#draw(logits);
    this.#penalty.restore(logits);
    if (tokenId < 0) return invalid;
    if (request.withConfidence !== true) return { ok: true, tokenId };
    return { ok: true, tokenId, confidence: tokenLogProb(logits, tokenId) };
  }

  /** The drawn id, or -1. */
  #draw(logits: Float32Array): number {
    const { temperature, topK } = this.#options;
    const top = this.#top;
    let wanted = topK > 0 ? topK : firstCandidateCount;
    if (!top.select(logits, wanted)) return -1;
    const position = this.#rng.nextFloat();
    const best = top.values[0]!;
    let total = 0;
    if (topK > 0) {
      for (let i = 0; i < top.count; i += 1) {
        total += Math.exp((top.values[i]! - best) / temperature);
      }
    } else {
      total = sumOfExponentials(logits, best, temperature);
    }
    const limit = topK > 0 ? Math.min(topK, logits.length) : logits.length;
    for (;;) {
      const id = this.#pick(position, total, top.count === limit);
      if (id >= 0) return id;
      wanted *= 8;
      top.select(logits, wanted);
    }
  }

  /**
   * The candidate at `position` in [0, 1) of the mass that top-p and min-p leave, or -1 if more
   * candidates are needed to tell. `total`: mass of all tokens in play, in units of the best one's.
   */
  #pick(position: number, total: number, isComplete: boolean): number {
    const { temperature, topP, minP } = this.#options;
    const { ids, values, count } = this.#top;
    const best = values[0]!;
    let mass = 0;
    let kept = 0;
    let isClosed = isComplete;
    for (; kept < count; kept += 1) {
      // The best one's weight is 1, so weights are already relative to it.
      const weight = Math.exp((values[kept]! - best) / temperature);
      if (kept > 0 && (weight === 0 || weight < minP || (topP < 1 && mass >= topP * total))) {
        isClosed = true;
        break;
      }
      mass += weight;
    }
    const isUnfiltered = topP === 1 && minP === 0;
    if (!isClosed && !isUnfiltered) return -1;
    const target = position * (isUnfiltered ? total : mass);
    let sum = 0;
    for (let i = 0; i < kept; i += 1) {
      sum += Math.exp((values[i]! - best) / temperature);
      if (sum > target) return ids[i]!;
    }
    // Only rounding leads here when every candidate is in.
    return isClosed ? ids[kept - 1]! : -1;
  }
}
