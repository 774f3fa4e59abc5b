import type { ConfidenceCalibration, WritingMode } from '../../core/confidence/calibration';
import { isSameVote, probabilityOf } from '../../core/confidence/calibration';
import type { Prediction } from '../../core/confidence/reliability';
import type { EvalRow } from './evalLog';
import { gradedSignals, modeOf, voteShapeOf } from './gradedSignals';
import type { EvalMethod } from './method';

/** A method with the chances that the product would have told of its answers. */
export interface MethodPredictions {
  readonly method: string;
  readonly predictions: readonly Prediction[];
}

/** The methods that the model is calibrated for, where its answers were `written` as those measured. */
export function methodPredictions(
  methods: readonly EvalMethod[],
  rows: readonly EvalRow[],
  calibrations: readonly ConfidenceCalibration[],
  written: WritingMode,
): readonly MethodPredictions[] {
  return methods.flatMap((method) => {
    const calibration = calibrationFor(method, calibrations, written);
    if (calibration === undefined) return [];
    const predictions = gradedSignals(method, rows).map(({ signals, correct }) => ({
      probability: probabilityOf(calibration, signals),
      correct,
    }));
    return predictions.length === 0 ? [] : [{ method: method.name, predictions }];
  });
}

/** Of answers of the method, `written` so. */
export function calibrationFor(
  method: EvalMethod,
  calibrations: readonly ConfidenceCalibration[],
  written: WritingMode,
): ConfidenceCalibration | undefined {
  return calibrations.find(
    ({ mode, vote, exactArithmetic, maxTokens }) =>
      mode === modeOf(method) &&
      isSameVote(vote, voteShapeOf(method)) &&
      exactArithmetic === written.exactArithmetic &&
      maxTokens === written.maxTokens,
  );
}
