/** How the next token is chosen from the logits. */
export interface SamplingOptions {
  /** 0: always the most likely token; else the divisor of the logits. At most 10. */
  readonly temperature: number;
  /** Only the k most likely tokens; 0: all. */
  readonly topK: number;
  /** Only the smallest set of most likely tokens with this total probability; 1: all. */
  readonly topP: number;
  /** Only tokens at least this many times as likely as the most likely one; 0: all. */
  readonly minP: number;
  /** Divides positive and multiplies negative logits of recent tokens; 1: off. At most 10. */
  readonly repetitionPenalty: number;
  /** Same seed, same text. Any integer below 2^53. */
  readonly seed: number;
}

/** Always the most likely token: what every published figure uses. */
export const greedySampling: SamplingOptions = {
  temperature: 0,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  seed: 0,
};

/** What is wrong with `options` in one sentence, or undefined. */
export function samplingProblem(options: SamplingOptions): string | undefined {
  const { temperature, topK, topP, minP, repetitionPenalty, seed } = options;
  if (!(temperature >= 0 && temperature <= 10)) return 'The temperature must be from 0 to 10.';
  if (!(Number.isInteger(topK) && topK >= 0)) return 'Top-k must be a whole number, 0 for all.';
  if (!(topP > 0 && topP <= 1)) return 'Top-p must be above 0 and at most 1.';
  if (!(minP >= 0 && minP <= 1)) return 'Min-p must be from 0 to 1.';
  if (!(repetitionPenalty > 0 && repetitionPenalty <= 10)) {
    return 'The repetition penalty must be above 0 and at most 10.';
  }
  if (!Number.isSafeInteger(seed)) return 'The seed must be a whole number.';
  return undefined;
}
