import type { ConfidenceCalibration } from '../../../src/core/confidence/calibration';

/** One chain is never sure, and a vote is the surer the more it agrees; the numbers are made up. */
export function madeUpConfidence(mode: ConfidenceCalibration['mode']): ConfidenceCalibration {
  return {
    mode,
    ...(mode === 'vote' ? { vote: { chains: 5, keepRatio: 0.5 } } : {}),
    bias: mode === 'greedy' ? -1 : 0.5,
    weights: {
      equations: 0,
      noFailure: 0,
      finished: 0,
      answerLikely: 0,
      answerMargin: 0,
      chainLikely: 0,
      weakestLikely: 0,
      brevity: 0,
      fitting: 0,
      numbersUsed: 0,
      agreement: mode === 'greedy' ? 0 : 1,
    },
    exactArithmetic: true,
    // As in the settings of the tests: an answer that is cut there was measured too.
    maxTokens: 160,
    n: 600,
    date: '2026-01-01',
    measuredOn: 'gsm8k, devmath',
  };
}
