import { describe, expect, it, vi } from 'vitest';
import type { AnswerRequest } from '../../../../src/host/ask/answerService';
import { solveAndInsert } from '../../../../src/host/commands/solveAndInsert';
import type { AnswerView } from '../../../../src/protocol/webview/answerView';
import type { EventEmitter as Emitter } from '../../../support/vscodeStub';
import { answerReport, answerView } from '../../support/sampleAnswer';

const subscription = { dispose: (): void => undefined };

interface Script {
  /** The document of the file as it is open now. */
  open?: ScriptedDocument;
  changed?: Emitter<unknown>;
  readonly inserted: { readonly at: number; readonly text: string }[];
  readonly told: string[];
  readonly copied: string[];
  /** How VS Code takes an edit; as it is, if undefined. */
  applyEdit?: () => Promise<boolean>;
}

const script = vi.hoisted((): Script => ({ inserted: [], told: [], copied: [] }));

vi.mock('vscode', async () => {
  const stub = await import('../../../support/vscodeStub');
  const changed = new stub.EventEmitter<unknown>();
  script.changed = changed;
  return {
    ...stub,
    env: { ...stub.env, clipboard: { writeText: (text: string) => script.copied.push(text) } },
    ProgressLocation: { Notification: 15 },
    WorkspaceEdit: class {
      size = 0;
      insert(_: unknown, at: number, text: string): void {
        this.size += 1;
        script.inserted.push({ at, text });
      }
    },
    window: {
      visibleTextEditors: [],
      // A person who presses the first button there is.
      showInformationMessage: (message: string, button?: string) => {
        script.told.push(message);
        return Promise.resolve(button);
      },
      showWarningMessage: (_: string, button?: string) => Promise.resolve(button),
      withProgress: (_: unknown, work: (...args: unknown[]) => unknown) =>
        work({ report: () => undefined }, { onCancellationRequested: () => subscription }),
    },
    workspace: {
      onDidChangeTextDocument: changed.event,
      openTextDocument: () => Promise.resolve(script.open),
      applyEdit: () => script.applyEdit?.() ?? Promise.resolve(true),
    },
  };
});

class ScriptedDocument {
  readonly uri = { scheme: 'file', toString: (): string => 'file:///sums.md' };
  readonly languageId: string;
  isClosed = false;
  text: string;

  constructor(text: string, languageId = 'markdown') {
    this.text = text;
    this.languageId = languageId;
  }

  getText = (): string => this.text;
  offsetAt = (at: number): number => at;
  positionAt = (offset: number): number => offset;
}

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
      document: new ScriptedDocument(text),
      selections: [{ isEmpty: false, start: 0, end: text.length }],
    };
    const services = { answers, settings: { current: { ratio: 'auto' } } };
    await solveAndInsert(services as never, editor as never);
    await vi.waitFor(() => expect(forces).toHaveLength(3));
    expect(forces).toEqual([false, true, true]);
  });

  const before = '# Sums\n\nWhat is 9 * 2?\n';
  const added = 'A line above.\n\n';
  const after = `# Sums\n\n${added}What is 9 * 2?\n`;
  const change = { rangeOffset: 8, rangeLength: 0, text: added };

  function clear(): void {
    for (const list of [script.inserted, script.told, script.copied]) list.length = 0;
  }

  /** The file is closed while the question is solved, and opened again with `reopened`. */
  async function solveInClosed(reopened: string, contentChanges: readonly object[]): Promise<void> {
    clear();
    const document = new ScriptedDocument(before);
    const start = before.indexOf('What');
    const selections = [{ isEmpty: false, start, end: start + 'What is 9 * 2?'.length }];
    const answers = {
      ask: (): Promise<AnswerView> => {
        document.isClosed = true;
        const again = new ScriptedDocument(reopened);
        script.open = again;
        script.changed?.fire({ document: again, contentChanges });
        return Promise.resolve({ ...answerView, report: answerReport });
      },
    };
    const services = { answers, settings: { current: { ratio: 'auto' } } };
    await solveAndInsert(services as never, { document, selections } as never);
  }

  it('follows its question in a file that was closed, opened again and changed', async () => {
    await solveInClosed(after, [change]);
    expect(script.inserted.map(({ at }) => at)).toEqual([after.indexOf('2?') + 2]);
    expect(script.told).toEqual([]);
  });

  it('writes nothing where the question stands no more, and offers the answer', async () => {
    // Without telling: another program has written the file meanwhile.
    await solveInClosed(after, []);
    expect(script.inserted).toEqual([]);
    expect(script.told).toEqual([expect.stringContaining('nothing was inserted')]);
  });

  /** A file that is open all the time, whose edits VS Code takes as `applyEdit` says. */
  async function solveIn(
    document: ScriptedDocument,
    applyEdit: () => Promise<boolean>,
  ): Promise<void> {
    clear();
    const start = before.indexOf('What');
    const selections = [{ isEmpty: false, start, end: start + 'What is 9 * 2?'.length }];
    const answers = { ask: () => Promise.resolve({ ...answerView, report: answerReport }) };
    const services = { answers, settings: { current: { ratio: 'auto' } } };
    script.applyEdit = applyEdit;
    await solveAndInsert(services as never, { document, selections } as never);
    delete script.applyEdit;
  }

  it('makes its edit anew when something was typed above while it was on its way', async () => {
    const document = new ScriptedDocument(before);
    const taken = [false, true];
    await solveIn(document, () => {
      const isTaken = taken.shift() === true;
      if (!isTaken) {
        document.text = after;
        script.changed?.fire({ document, contentChanges: [change] });
      }
      return Promise.resolve(isTaken);
    });
    expect(taken).toEqual([]);
    expect(script.inserted.at(-1)?.at).toBe(after.indexOf('2?') + 2);
    expect(script.told).toEqual([]);
  });

  it('offers the answer where what it writes would break the file', async () => {
    await solveIn(new ScriptedDocument(before, 'json'), () => Promise.resolve(true));
    expect(script.inserted).toEqual([]);
    expect(script.told).toEqual([expect.stringContaining('no comments')]);
    expect(script.copied).toEqual(['19']);
  });

  it('offers the answer where a document cannot be changed', async () => {
    await solveIn(new ScriptedDocument(before), () => Promise.resolve(false));
    expect(script.told).toEqual(['This document cannot be changed: nothing was inserted.']);
    expect(script.copied).toEqual(['19']);
  });
});
