import type { ChatContext, ChatResult } from 'vscode';
import { ChatResponseTurn } from 'vscode';
import { describe, expect, it, vi } from 'vitest';
import { recordOf, trustOf, turnsBefore } from '../../../../src/host/native/participant/turnRecord';
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

describe('what a question of the editor’s own chat follows upon', () => {
  const context = (...answered: readonly (readonly [string, string | undefined, string])[]) =>
    ({
      history: answered.map(([question, command, answer]) =>
        Object.assign(Object.create(ChatResponseTurn.prototype) as ChatResponseTurn, {
          participant: 'ours',
          command,
          result: kept({ ...turn, question, answer }),
        }),
      ),
    }) as ChatContext;
  const before = (question: string, command: string | undefined, history: ChatContext) =>
    turnsBefore({ question, command }, history, 'ours').map(({ answer }) => answer);

  it('is every earlier turn', () => {
    const history = context(['6 * 7?', undefined, '42'], ['and doubled?', undefined, '84']);
    expect(before('and doubled?', undefined, history)).toEqual(['42', '84']);
  });

  it('is not its own answer, where that is checked or asked for at another ratio', () => {
    const history = context(['1 + 1?', undefined, '2'], ['6 * 7?', undefined, '40']);
    for (const command of ['check', 'full', 'compare']) {
      expect(before('6 * 7?', command, history)).toEqual(['2']);
    }
  });

  it('is the last answer to a question that was asked again', () => {
    const history = context(['6 * 7?', undefined, '40'], ['6 * 7?', 'check', '42']);
    expect(before('and doubled?', undefined, history)).toEqual(['42']);
    expect(before('6 * 7?', 'full', history)).toEqual([]);
  });

  it('is nothing that another participant answered', () => {
    const history = context(['6 * 7?', undefined, '42']);
    expect(turnsBefore({ question: 'And?', command: undefined }, history, 'theirs')).toEqual([]);
  });
});
