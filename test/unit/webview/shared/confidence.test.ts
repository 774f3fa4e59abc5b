import { describe, expect, it } from 'vitest';
import { voteSeconds } from '../../../../src/core/vote/voteSeconds';
import type { ConfidenceReport } from '../../../../src/protocol/answerReport';
import { confidenceText } from '../../../../src/webview/shared/answer/confidenceText';

const confidence: ConfidenceReport = {
  probability: 0.81,
  word: 'likely right',
  isSure: true,
  mode: 'greedy',
  measuredOn: 'gsm8k',
  n: 400,
  date: '2026-02-01',
};

describe('confidenceText', () => {
  it('says a word and a number, and that it is not sure where it is not', () => {
    expect(confidenceText(confidence)).toBe('Likely right, about 8 in 10');
    expect(confidenceText({ ...confidence, isSure: false })).toBe(
      'Not sure: likely right, about 8 in 10',
    );
  });

  it('is certain of nothing', () => {
    expect(confidenceText({ ...confidence, probability: 0.99 })).toContain('more than 9 in 10');
    expect(confidenceText({ ...confidence, probability: 0.01 })).toContain('less than 1 in 10');
  });
});

describe('voteSeconds', () => {
  const measured = { ratio: 1, chainTokens: 100, tokensPerSecond: 20, timeToFirstToken: 0.5 };

  it('is the time of one chain at the rate of a batch', () => {
    expect(voteSeconds(measured)).toBeCloseTo(11, 12);
  });

  it('counts with chains as short as the model can write them', () => {
    const lengths = [
      { keepRatio: 1, actualRatio: 1 },
      { keepRatio: 0.8, actualRatio: 0.9 },
      { keepRatio: 0.5, actualRatio: 0.6 },
    ];
    expect(voteSeconds(measured, lengths)).toBeCloseTo(0.5 + 10.5 * 0.6, 12);
    expect(voteSeconds({ ...measured, ratio: 0.8 }, lengths)).toBeCloseTo(0.5 + 7, 12);
    expect(voteSeconds({ ...measured, ratio: 0.5 }, lengths)).toBeCloseTo(11, 12);
  });

  it('is not known without a measured rate', () => {
    expect(voteSeconds({ ...measured, tokensPerSecond: 0 })).toBeUndefined();
  });
});
