import { isFullRatio } from './ratio';
import type { Interval } from './statistics';

/**
 * What a shorter chain saved. The same functions serve the panel, the status bar, the command line
 * and the evaluation. Prefill is never counted as saved: it is paid at every ratio.
 */
export type Saving =
  | {
      readonly kind: 'measured';
      /** Chain tokens saved; below 0 if the short run was longer, and then shown so. */
      readonly tokens: number;
      /** Seconds saved, end to end; may be below 0 as well. */
      readonly seconds: number;
    }
  | {
      readonly kind: 'estimated';
      /** Always shown with ≈. */
      readonly tokens: number;
      readonly seconds: number;
      /** What 8 of 10 questions fall into: the interval that people are shown. */
      readonly tokensInterval: Interval;
      readonly secondsInterval: Interval;
    }
  | {
      readonly kind: 'none';
      /** Asked at 1.0, or the model has no calibration for this ratio, or there is no chain. */
      readonly reason: 'fullRatio' | 'notCalibrated' | 'noChain';
    };

/** One run of one question. */
export interface RunCost {
  readonly chainTokens: number;
  /** End to end, from the request to the last token, prefill included. */
  readonly seconds: number;
}

/** What failed attempts of the `auto` ratio cost before the answer that is shown. */
export interface Waste {
  readonly tokens: number;
  readonly seconds: number;
}

export const noWaste: Waste = { tokens: 0, seconds: 0 };

export function addWaste(a: Waste, b: Waste): Waste {
  return { tokens: a.tokens + b.tokens, seconds: a.seconds + b.seconds };
}

/**
 * The saving of `short` against `full`, the same prompt at a ratio of 1.0 with the same model in
 * the same workspace. `short` is the run that gave the answer; `failed` attempts are subtracted.
 */
export function measuredSaving(full: RunCost, short: RunCost, failed: Waste = noWaste): Saving {
  return {
    kind: 'measured',
    tokens: full.chainTokens - short.chainTokens - failed.tokens,
    seconds: full.seconds - short.seconds - failed.seconds,
  };
}

/** A model's calibrated actual ratio ρ(γ) = chain tokens at γ / chain tokens at 1.0. */
export interface RatioCalibration {
  readonly actualRatio: number;
  /** What 8 of 10 questions fall into. */
  readonly perQuestion: Interval;
}

/** A run whose full chain was never generated. */
export interface EstimatedRun {
  readonly keepRatio: number;
  readonly chainTokens: number;
  /** All tokens that were generated, the answer line included. */
  readonly outputTokens: number;
  /** Time spent on generating them, without prefill. */
  readonly decodeSeconds: number;
}

/**
 * The saving of one answer, estimated from its model's calibration: the full chain would have had
 * n̂₁ = n / ρ(γ) tokens, each at the time per output token of this very answer. Nothing without a
 * calibration: a made-up number would be worse than none. Where `failed` attempts ended in the full chain,
 * all they cost is lost, if the model is one whose savings are counted.
 */
export function estimatedSaving(
  run: EstimatedRun,
  calibration: RatioCalibration | undefined,
  failed: Waste = noWaste,
): Saving {
  if (isFullRatio(run.keepRatio)) {
    // Run in full after all: what came before it is known, and was lost.
    const isLoss = (failed.tokens > 0 || failed.seconds > 0) && calibration !== undefined;
    if (!isLoss) return { kind: 'none', reason: 'fullRatio' };
    return { kind: 'measured', tokens: -failed.tokens, seconds: -failed.seconds };
  }
  if (run.chainTokens <= 0 || run.outputTokens <= 0) return { kind: 'none', reason: 'noChain' };
  if (!calibration || !isUsable(calibration)) return { kind: 'none', reason: 'notCalibrated' };
  const secondsPerToken = run.decodeSeconds / run.outputTokens;
  const saved = (actualRatio: number): number => run.chainTokens / actualRatio - run.chainTokens;
  const tokens = (actualRatio: number): number => saved(actualRatio) - failed.tokens;
  const seconds = (actualRatio: number): number =>
    saved(actualRatio) * secondsPerToken - failed.seconds;
  const { actualRatio, perQuestion } = calibration;
  return {
    kind: 'estimated',
    tokens: tokens(actualRatio),
    seconds: seconds(actualRatio),
    // A high ratio means that little was left out: it gives the low end of the saving.
    tokensInterval: { low: tokens(perQuestion.high), high: tokens(perQuestion.low) },
    secondsInterval: { low: seconds(perQuestion.high), high: seconds(perQuestion.low) },
  };
}

/** False for ratios that no evaluation gives, such as 0 or NaN from a damaged manifest. */
function isUsable({ actualRatio, perQuestion }: RatioCalibration): boolean {
  return (
    perQuestion.low > 0 &&
    actualRatio > 0 &&
    Number.isFinite(actualRatio) &&
    perQuestion.high >= perQuestion.low &&
    Number.isFinite(perQuestion.high)
  );
}
