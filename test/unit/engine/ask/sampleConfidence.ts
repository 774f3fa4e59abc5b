import type { ConfidenceCalibration } from '../../../../src/core/confidence/calibration';

/** Chances that go by how likely the tokens were, failed equations, and the lead of a vote. */
export function sampleConfidence(mode: ConfidenceCalibration['mode']): ConfidenceCalibration {
  return {
    mode,
    ...(mode === 'vote' ? { vote: { chains: 5, keepRatio: 0.5 } } : {}),
    bias: 1,
    weights: {
      equations: 0,
      noFailure: 4,
      finished: 0,
      answerLikely: 0,
      answerMargin: 0,
      chainLikely: 0.5,
      weakestLikely: 0,
      brevity: 0,
      fitting: 1,
      numbersUsed: 0,
      agreement: mode === 'vote' ? 2 : 0,
    },
    exactArithmetic: true,
    maxTokens: 512,
    n: 600,
    date: '2026-02-01',
    measuredOn: 'gsm8k, devmath',
  };
}
