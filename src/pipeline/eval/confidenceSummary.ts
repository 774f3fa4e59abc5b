import { areaUnderRoc } from '../../core/confidence/discrimination';
import type { Prediction } from '../../core/confidence/reliability';
import {
  calibrationError,
  perfectErrorBand,
  recalibration,
} from '../../core/confidence/reliability';

/** Of the simulated perfect calibration: the same rows give the same band. */
const bandSeed = 14;

/** How good the chances of one method's answers are. */
export interface ConfidenceSummary {
  /** Answers; questions without one have no chance. */
  readonly answers: number;
  /** Over ten bins. */
  readonly calibrationError: number;
  /** What 95 % of perfectly calibrated samples with these chances would show. */
  readonly perfectBand: readonly [number, number];
  /** Of a logistic recalibration, 1 is perfect; null where there is none. */
  readonly slope: number | null;
  /** Null without right and wrong answers. */
  readonly auroc: number | null;
}

export function confidenceSummary(predictions: readonly Prediction[]): ConfidenceSummary {
  const { low, high } = perfectErrorBand(predictions, { seed: bandSeed });
  return {
    answers: predictions.length,
    // JSON has no NaN.
    calibrationError: predictions.length === 0 ? 0 : calibrationError(predictions),
    perfectBand: predictions.length === 0 ? [0, 0] : [low, high],
    slope: recalibration(predictions)?.slope ?? null,
    auroc: areaUnderRoc(predictions) ?? null,
  };
}

/** Head of {@link confidenceCells}. */
export const confidenceHead = [
  'chances of',
  'answers',
  'calibration error',
  'perfect would show',
  'slope',
  'AUROC',
] as const;

/** One line of a table for people. */
export function confidenceCells(name: string, summary: ConfidenceSummary): readonly string[] {
  const [low, high] = summary.perfectBand;
  return [
    name,
    String(summary.answers),
    summary.calibrationError.toFixed(3),
    `${low.toFixed(3)} to ${high.toFixed(3)}`,
    summary.slope?.toFixed(2) ?? '',
    summary.auroc?.toFixed(2) ?? '',
  ];
}
