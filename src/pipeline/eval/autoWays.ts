import { splitAnswer } from '../../core/answer/splitAnswer';
import type { ConfidenceCalibration } from '../../core/confidence/calibration';
import { probabilityOf } from '../../core/confidence/calibration';
import { defaultNotSureBelow } from '../../core/confidence/confidenceWord';
import { isGoodEnough } from '../../core/confidence/isGoodEnough';
import { formatKeepRatio, isFullRatio } from '../../core/ratio';
import { checkAgainChains } from '../../core/vote/voteSeconds';
import type { EvalRow } from './evalLog';
import { modeOf } from './gradedSignals';
import type { EvalMethod } from './method';

/** The three ways of answering that `auto` has. */
export interface AutoWays {
  readonly short: EvalMethod;
  readonly full: EvalMethod;
  readonly vote: EvalMethod;
}

/** The methods among `methods` that `auto` is made of, for a model whose lowest ratio is `shortRatio`. */
export function autoWays(methods: readonly EvalMethod[], shortRatio: number): AutoWays | undefined {
  if (isFullRatio(shortRatio)) return undefined;
  const isShort = ({ run }: EvalMethod): boolean =>
    formatKeepRatio(run.keepRatio) === formatKeepRatio(shortRatio);
  const greedy = methods.filter((method) => modeOf(method) === 'greedy');
  const short = greedy.find(isShort);
  const full = greedy.find(({ run }) => isFullRatio(run.keepRatio));
  const vote = methods.find(
    (method) => method.chains?.length === checkAgainChains && isShort(method),
  );
  if (short === undefined || full === undefined || vote === undefined) return undefined;
  return { short, full, vote };
}

/** Whether `auto` shows this short answer, as `askAtRatios` decides. */
export function isEnough(row: EvalRow, greedy: ConfidenceCalibration): boolean {
  const { answer, finishReason, text } = row;
  const isSure = chanceOf(row, greedy) >= defaultNotSureBelow;
  return isGoodEnough({ answer, finishReason, isComplete: splitAnswer(text).isComplete, isSure });
}

/** Whether the short chain's answer is shown and not the full one's, which was written after it. */
export function isSurer(short: EvalRow, full: EvalRow, greedy: ConfidenceCalibration): boolean {
  if (short.answer === null || full.answer === null) return short.answer !== null;
  return chanceOf(short, greedy) > chanceOf(full, greedy);
}

function chanceOf({ signals }: EvalRow, greedy: ConfidenceCalibration): number {
  return signals === undefined ? 0 : probabilityOf(greedy, signals);
}
