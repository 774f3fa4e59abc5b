import type { ConfidenceMode, GradedSignals, VoteShape } from '../../core/confidence/calibration';
import type { EvalRow } from './evalLog';
import type { EvalMethod } from './method';
import { replayVotes } from './replayVotes';

/**
 * What was seen of each answer of a method, with its grade. Answers only: that there is none says
 * itself that nothing is right. None for methods that the product does not have.
 */
export function gradedSignals(
  method: EvalMethod,
  rows: readonly EvalRow[],
): readonly GradedSignals[] {
  if (modeOf(method) === undefined) return [];
  const batch = rows.filter(({ mode }) => mode === 'batch');
  if (method.chains === undefined) {
    return batch.flatMap(({ run, index, signals, correct }) =>
      run === method.run.key && signals !== undefined
        ? [{ question: String(index), signals, correct }]
        : [],
    );
  }
  return replayVotes(method.chains, batch).flatMap(({ index, winner, lead }) =>
    winner?.signals === undefined
      ? []
      : [
          {
            question: String(index),
            signals: { ...winner.signals, lead },
            correct: winner.correct,
          },
        ],
  );
}

/** The vote that a method is, if it is one. */
export function voteShapeOf({ chains, run }: EvalMethod): VoteShape | undefined {
  return chains === undefined ? undefined : { chains: chains.length, keepRatio: run.keepRatio };
}

/** The mode of the product that a method stands for. */
export function modeOf(method: EvalMethod): ConfidenceMode | undefined {
  if (method.truncateTo !== undefined || method.run.instruction !== undefined) return undefined;
  return method.chains === undefined ? 'greedy' : 'vote';
}
