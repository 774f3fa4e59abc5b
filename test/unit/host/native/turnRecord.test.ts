import type { ChatResult } from 'vscode';
import { describe, expect, it, vi } from 'vitest';
import { recordOf, trustOf } from '../../../../src/host/native/participant/turnRecord';
import { answerReport } from '../answerViews';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

const turn = { question: 'What is 6 * 7?', answer: '42', keepRatio: 0.5, isRefused: false };
const report = answerReport({
  confidence: {
    probability: 0.81,
    word: 'likely right',
    isSure: true,
    mode: 'vote',
    measuredOn: 'gsm8k',
    n: 400,
    date: '2026-02-01',
  },
  votes: {
    asked: 5,
    ended: 3,
    groups: [{ answer: '42', count: 3 }],
    withoutAnswer: 0,
    isTie: false,
    isComplete: true,
  },
});

/** As VS Code keeps a result. */
function kept(metadata: object): ChatResult {
  return JSON.parse(JSON.stringify({ metadata })) as ChatResult;
}

describe('what a turn of the editor’s own chat remembers', () => {
  it('is chance, checks and votes as the answer reports them', () => {
    const { confidence, checks, votes } = report;
    expect(trustOf(report)).toEqual({ confidence, checks, votes });
    expect(recordOf(kept({ ...turn, ...trustOf(report) }))).toEqual({
      ...turn,
      ...{ confidence, checks, votes },
    });
  });

  it('holds no chance and no votes where there were none', () => {
    expect(Object.keys(trustOf(answerReport()))).toEqual(['checks']);
  });

  it('may be of a version that did not know them', () => {
    expect(recordOf(kept(turn))).toEqual(turn);
  });

  it.each([
    ['confidence', { probability: 2 }],
    ['checks', [{ holds: 'yes' }]],
    ['votes', { asked: 5 }],
  ])('is not taken with %s of another shape', (name, value) => {
    expect(recordOf(kept({ ...turn, ...trustOf(report), [name]: value }))).toBeUndefined();
  });
});
