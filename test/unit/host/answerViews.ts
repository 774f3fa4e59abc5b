import type { AnswerReport } from '../../../src/protocol/answerReport';
import type { AnswerView } from '../../../src/protocol/webview/answerView';

/** An answer for tests; only what matters to one is given. */
export function answerView(change: Partial<AnswerView> = {}): AnswerView {
  return {
    id: 'a',
    question: 'What is 6 * 7?',
    ratio: 'auto',
    state: 'writing',
    keepRatio: 1,
    failedAttempts: 0,
    chain: '',
    prefillDone: 1,
    tokenCount: 0,
    seconds: 0,
    note: null,
    report: null,
    failure: null,
    askedAt: 0,
    ...change,
  };
}

/** A finished answer for tests. */
export function answerReport(change: Partial<AnswerReport> = {}): AnswerReport {
  return {
    answer: '42',
    chain: '6 * 7 = 42',
    tokens: 21,
    chainTokens: 9,
    promptTokens: 40,
    seconds: 1.5,
    tokensPerSecond: 14,
    timeToFirstToken: 0.2,
    finishReason: 'stop',
    device: 'cpu',
    deviceReason: 'asked for',
    model: 'coder-0.5b',
    ratio: 0.5,
    trainedForRatio: true,
    lastNumber: null,
    saved: null,
    checks: [{ holds: true, startOffset: 0, endOffset: 10 }],
    ...change,
  };
}
