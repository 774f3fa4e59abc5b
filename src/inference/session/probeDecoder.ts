import type { Decoder } from '../decoder/decoder';
import { relativeDifference } from './relativeDifference';

/**
 * Text that a model would meet: a question, and the beginning of its reasoning. About 70 tokens, so
 * that the kernels for long pieces run too (they begin between 17 and 32 tokens).
 */
export const probeText =
  'Natalia sold clips to 48 of her friends in April, and then she sold half as many clips in May. ' +
  'How many clips did Natalia sell altogether in April and May? Reason step by step. In May she ' +
  'sold 48 / 2 = 24 clips, so altogether she sold 48 + 24 = 72 clips.';

/** Tokens decoded first, to see whether the device is worth more; then a prompt, then more of them. */
const trialTokens = 3;
const promptTokens = 48;
const decodedTokens = 8;

/** What a decoder made of the probe. */
export interface Probe {
  /** Logits after each trial token, after the prompt and after each decoded token. */
  readonly rows: readonly Float32Array[];
  /** Median milliseconds of a decoded token. */
  readonly stepMs: number;
  /** True when the trial tokens took longer than allowed; then there are no rows after theirs. */
  readonly isCut: boolean;
}

/**
 * Runs the probe on row 0, which is left empty; `ids` are used again from the front if too few.
 *
 * @param mostStepMs what a trial token may take, so that a software GPU does not take minutes
 */
export async function probeDecoder(
  decoder: Decoder,
  ids: readonly number[],
  now: () => number,
  mostStepMs = Infinity,
): Promise<Probe> {
  const all = Array.from({ length: trialTokens + promptTokens + decodedTokens }, (_, index) =>
    probeId(ids, index, decoder.vocabularySize),
  );
  const rows: Float32Array[] = [];
  const decode = async (tokens: readonly number[]): Promise<number> => {
    const times: number[] = [];
    for (const id of tokens) {
      const began = now();
      const logits = await decoder.decode([id]);
      times.push(now() - began);
      rows.push(logits.slice());
    }
    return medianOfLater(times);
  };
  decoder.reserve(1);
  try {
    const trialMs = await decode(all.slice(0, trialTokens));
    if (trialMs > mostStepMs) return { rows, stepMs: trialMs, isCut: true };
    rows.push(await prefill(decoder, all.slice(trialTokens, trialTokens + promptTokens)));
    const stepMs = await decode(all.slice(trialTokens + promptTokens));
    return { rows, stepMs, isCut: false };
  } finally {
    decoder.truncate(0, 0);
  }
}

/** The median without the first one, which compiles kernels. */
function medianOfLater(times: readonly number[]): number {
  const sorted = times.slice(1).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Runs the first tokens of the probe; rejects when the device fails or computes no numbers. */
export async function firstRun(decoder: Decoder, ids: readonly number[]): Promise<void> {
  decoder.reserve(1);
  try {
    const logits = await decoder.prefill(0, [probeId(ids, 0, decoder.vocabularySize)]);
    if (!logits.every(Number.isFinite)) throw new Error('its results are no numbers');
  } finally {
    decoder.truncate(0, 0);
  }
}

/** The largest {@link relativeDifference} of a row of `actual`; NaN when some result is no number. */
export function probeDifference(expected: Probe, actual: Probe): number {
  const differences = actual.rows.map((row, index) =>
    relativeDifference(expected.rows[index] ?? new Float32Array(), row),
  );
  return Math.max(...differences);
}

function probeId(ids: readonly number[], index: number, vocabularySize: number): number {
  return (ids[index % ids.length] ?? index) % vocabularySize;
}

async function prefill(decoder: Decoder, ids: readonly number[]): Promise<Float32Array> {
  const size = Math.min(decoder.maxPrefillTokens, ids.length);
  let logits: Float32Array = new Float32Array();
  for (let start = 0; start < ids.length; start += size) {
    logits = await decoder.prefill(0, ids.slice(start, start + size));
  }
  return logits.slice();
}
