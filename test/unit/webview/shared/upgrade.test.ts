import { describe, expect, it } from 'vitest';
import type { ConfidenceReport } from '../../../../src/protocol/answerReport';
import type { AnswerView } from '../../../../src/protocol/webview/answerView';
import { upgradeText, upgradeUnder } from '../../../../src/webview/shared/answer/upgradeText';
import { answerReport, answerView } from '../../support/sampleAnswer';
import { upgradableModel as model, upgrade } from '../../support/sampleModels';

function answered(isSure: boolean, change: Partial<AnswerView> = {}): AnswerView {
  const confidence: ConfidenceReport = {
    probability: 0.3,
    word: 'may be right',
    isSure,
    mode: 'greedy',
    measuredOn: 'gsm8k',
    n: 400,
    date: '2026-02-01',
  };
  return { ...answerView, report: { ...answerReport, confidence }, ...change };
}

describe('the offer under an answer', () => {
  it('stands under one that is not sure, and under no other', () => {
    expect(upgradeUnder(answered(false), model)).toBe(upgrade);
    expect(upgradeUnder(answered(true), model)).toBeUndefined();
    expect(upgradeUnder(answerView, model)).toBeUndefined();
    expect(upgradeUnder(answered(false, { state: 'checking' }), model)).toBeUndefined();
  });

  it('is made to who uses the model of the answer, if there is anything to offer', () => {
    expect(upgradeUnder(answered(false), { ...model, id: 'coder-1.5b' })).toBeUndefined();
    expect(upgradeUnder(answered(false), { ...model, upgrade: null })).toBeUndefined();
  });

  it('has the measured numbers and the size, or none before they are measured', () => {
    expect(upgradeText(upgrade, '900 MB')).toBe(
      'Coder 1.5B is right on 54 of 100 school problems instead of 29, 900 MB',
    );
    expect(upgradeText({ ...upgrade, gain: null }, '1.1 GB')).toBe(
      'A larger model may do better: Coder 1.5B, 1.1 GB',
    );
    expect(upgradeText(upgrade, null)).toMatch(/instead of 29$/);
  });
});
