import type { AnswerSignals } from './signals';

/** What the calibration weighs. Each grows with the chance of being right: no weight is negative. */
export const featureNames = [
  'equations',
  'noFailure',
  'finished',
  'answerLikely',
  'answerMargin',
  'chainLikely',
  'weakestLikely',
  'brevity',
  'fitting',
  'numbersUsed',
  'agreement',
] as const;
export type FeatureName = (typeof featureNames)[number];
export type Features = Readonly<Record<FeatureName, number>>;

/** A number for each feature. */
export function perFeature(of: (name: FeatureName) => number): Features {
  return {
    equations: of('equations'),
    noFailure: of('noFailure'),
    finished: of('finished'),
    answerLikely: of('answerLikely'),
    answerMargin: of('answerMargin'),
    chainLikely: of('chainLikely'),
    weakestLikely: of('weakestLikely'),
    brevity: of('brevity'),
    fitting: of('fitting'),
    numbersUsed: of('numbersUsed'),
    agreement: of('agreement'),
  };
}

/**
 * The signals on scales of about one unit, so that one penalty suits all. Outliers are cut off: a
 * chain that is likelier by ten times than any that was seen is not ten times as sure.
 */
export function featuresOf(signals: AnswerSignals): Features {
  const { holding, failing, fitsQuestion } = signals;
  return {
    // One held and one failed equation more than there are: no equation is no evidence.
    equations: (holding + 1) / (holding + failing + 2),
    noFailure: -Math.log1p(Math.min(failing, 10)),
    finished: signals.isFinished ? 1 : 0,
    answerLikely: Math.max(signals.answerLogProb, -3),
    answerMargin: clamp(signals.answerMargin, 0, 8) / 4,
    chainLikely: Math.max(signals.chainLogProb, -1) * 5,
    weakestLikely: Math.max(signals.weakestLogProb, -4),
    brevity: -Math.log2(clamp(signals.tokenCount, 16, 2048) / 128),
    fitting: fitsQuestion === false ? 0 : 1,
    // One that is left out says as much as several.
    numbersUsed: signals.numbersUsed < 1 ? 0 : 1,
    agreement: signals.lead * 2,
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
