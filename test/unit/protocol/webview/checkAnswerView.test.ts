import { describe, expect, it } from 'vitest';
import { accept } from '../../../../src/protocol/guards';
import { answerView as check } from '../../../../src/protocol/webview/checkAnswerView';
import { answerView } from '../../support/sampleAnswer';

describe('the check of an answer view', () => {
  it('takes a finished, a failed and a running one', () => {
    const failure = { code: 'engine-exited', message: 'Ended.', isRetryable: true };
    for (const view of [
      answerView,
      { ...answerView, state: 'failed', report: null, failure },
      { ...answerView, state: 'reading', report: null, prefillDone: 0.4 },
    ]) {
      expect(accept(check, view, 'view').ok).toBe(true);
    }
  });

  it.each([
    ['an unknown state', { state: 'lost' }],
    ['a ratio that is not offered', { ratio: '0.3' }],
    ['an unknown code', { failure: { code: 'oops', message: '', isRetryable: false } }],
    ['a chain that is no text', { chain: 5 }],
    ['a report with a member missing', { report: { answer: '5' } }],
    ['a time that is no number', { seconds: Number.NaN }],
  ])('refuses %s', (_, change) => {
    expect(accept(check, { ...answerView, ...change }, 'view').ok).toBe(false);
  });
});
