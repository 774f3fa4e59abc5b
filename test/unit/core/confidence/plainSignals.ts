import type { AnswerSignals } from '../../../../src/core/confidence/signals';

/** Of a finished chain without anything that speaks against it. */
export const plain: AnswerSignals = {
  answerLogProb: -0.1,
  answerMargin: 3,
  chainLogProb: -0.2,
  weakestLogProb: -1.5,
  holding: 2,
  failing: 0,
  isFinished: true,
  tokenCount: 100,
  fitsQuestion: null,
  numbersUsed: 1,
  lead: 0,
};
