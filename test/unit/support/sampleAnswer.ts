import type { AnswerReport } from '../../../src/protocol/answerReport';
import type { AnswerView } from '../../../src/protocol/webview/answerView';

const chain = '2 GiB = 2048 MiB. 9 * 2 = 19.';

/** A finished answer as the engine reports it. */
export const answerReport: AnswerReport = {
  answer: '19',
  chain,
  tokens: 30,
  chainTokens: 24,
  promptTokens: 50,
  seconds: 2,
  tokensPerSecond: 21,
  timeToFirstToken: 0.4,
  finishReason: 'stop',
  device: 'cpu',
  deviceReason: 'WebGPU: no adapter found',
  model: 'coder-0.5b',
  ratio: 0.5,
  trainedForRatio: true,
  lastNumber: null,
  saved: null,
  checks: [
    {
      holds: false,
      startOffset: 18,
      endOffset: 28,
      wrong: { startOffset: 26, endOffset: 28, rightValue: '18' },
    },
  ],
};

/** The same as a page receives it. */
export const answerView: AnswerView = {
  id: 'a1',
  question: 'What is 9 * 2?',
  ratio: '0.5',
  state: 'done',
  keepRatio: 0.5,
  failedAttempts: 0,
  chain,
  prefillDone: 1,
  tokenCount: 30,
  seconds: 2,
  note: null,
  report: answerReport,
  failure: null,
  askedAt: 1_700_000_000_000,
};
