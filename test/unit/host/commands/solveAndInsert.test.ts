import { describe, expect, it, vi } from 'vitest';
import type { AnswerRequest } from '../../../../src/host/ask/answerService';
import { solveAndInsert } from '../../../../src/host/commands/solveAndInsert';
import type { AnswerView } from '../../../../src/protocol/webview/answerView';
import { answerView } from '../../support/sampleAnswer';

const subscription = { dispose: (): void => undefined };

vi.mock('vscode', async () => ({
  ...(await import('../../../support/vscodeStub')),
  ProgressLocation: { Notification: 15 },
  WorkspaceEdit: class {
    readonly size = 0;
  },
  window: {
    visibleTextEditors: [],
    // A person who presses the first button there is.
    showInformationMessage: (_: string, button?: string) => Promise.resolve(button),
    showWarningMessage: (_: string, button?: string) => Promise.resolve(button),
    withProgress: (_: unknown, work: (...args: unknown[]) => unknown) =>
      work({ report: () => undefined }, { onCancellationRequested: () => subscription }),
  },
  workspace: { onDidChangeTextDocument: () => subscription },
}));

function failed(code: 'not-maths-or-logic' | 'engine-exited'): Partial<AnswerView> {
  const isRetryable = code === 'engine-exited';
  return { state: 'failed', report: null, failure: { code, message: 'No.', isRetryable } };
}

describe('Solve and Insert', () => {
  it('asks anyway again when that has failed and is retried', async () => {
    const ends = [failed('not-maths-or-logic'), failed('engine-exited'), { report: null }];
    const forces: (boolean | undefined)[] = [];
    const answers = {
      ask: ({ force }: AnswerRequest): Promise<AnswerView> => {
        const end = ends[forces.length];
        forces.push(force);
        return Promise.resolve({
          ...answerView,
          ...(force ? { force } : {}),
          ...end,
        });
      },
    };
    const text = 'Who wrote Hamlet?';
    const editor = {
      document: { getText: () => text, languageId: 'plaintext', offsetAt: (at: number) => at },
      selections: [{ isEmpty: false, start: 0, end: text.length }],
    };
    const services = { answers, settings: { current: { ratio: 'auto' } } };
    await solveAndInsert(services as never, editor as never);
    await vi.waitFor(() => expect(forces).toHaveLength(3));
    expect(forces).toEqual([false, true, true]);
  });
});
