import { describe, expect, it } from 'vitest';
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
