import type { TextEditor } from 'vscode';
import { window } from 'vscode';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TargetEditor } from '../../../../src/host/panel/targetEditor';
import type { EventEmitter as Emitter } from '../../../support/vscodeStub';

/** What was written into documents without an editor. */
const edits = vi.hoisted((): unknown[] => []);

vi.mock('vscode', async () => {
  const { EventEmitter, l10n } = await import('../../../support/vscodeStub');
  const active = new EventEmitter<unknown>();
  const other = new EventEmitter<unknown>();
  const writable: Readonly<Record<string, boolean>> = { file: true, memfs: true, git: false };
  return {
    EventEmitter,
    l10n,
    env: {},
    window: {
      activeTextEditor: undefined,
      active,
      onDidChangeActiveTextEditor: active.event,
      onDidChangeTextEditorSelection: other.event,
      onDidChangeVisibleTextEditors: other.event,
      visibleTextEditors: [],
      showTextDocument: () => Promise.reject(new Error('shown in the column of the panel')),
    },
    workspace: {
      fs: { isWritableFileSystem: (scheme: string) => writable[scheme] },
      applyEdit: ({ changes }: { changes: unknown[] }) => Promise.resolve(changes.length > 0),
    },
    WorkspaceEdit: class {
      readonly changes = edits;
      insert(...what: unknown[]): void {
        this.changes.push(what);
      }
      replace(...what: unknown[]): void {
        this.changes.push(what);
      }
    },
  };
});

const scripted = window as unknown as {
  activeTextEditor: TextEditor | undefined;
  readonly active: Emitter<TextEditor | undefined>;
  readonly visibleTextEditors: TextEditor[];
};

function editorOf(scheme: string): TextEditor {
  return { document: { uri: { scheme }, isClosed: false } } as never;
}

describe('the editor that answers go into', () => {
  const notes = editorOf('file');
  beforeEach(() => {
    scripted.activeTextEditor = undefined;
  });

  it.each(['output', 'tokenskip-report', 'git', 'search-result'])(
    'stays when a document of the scheme %s, which is only read, is shown',
    (scheme) => {
      const target = new TargetEditor();
      scripted.active.fire(notes);
      scripted.active.fire(editorOf(scheme));
      expect(target.current).toBe(notes);
      scripted.activeTextEditor = editorOf(scheme);
      expect(new TargetEditor().current).toBeUndefined();
    },
  );

  it.each(['file', 'memfs', 'untitled', 'vscode-notebook-cell', 'vscode-remote'])(
    'is the last one with a document that can be edited: %s',
    (scheme) => {
      const target = new TargetEditor();
      scripted.active.fire(notes);
      const next = editorOf(scheme);
      scripted.active.fire(next);
      expect(target.current).toBe(next);
    },
  );

  it('is written into where it stands, if it is a side of a comparison', async () => {
    const written: unknown[] = [];
    const selection = { isEmpty: false };
    const side = {
      document: { uri: { scheme: 'file' }, isClosed: false, languageId: 'plaintext' },
      viewColumn: undefined,
      selections: [selection],
      edit: (write: (edit: unknown) => void) => {
        write({ replace: (...what: unknown[]) => written.push(what) });
        return Promise.resolve(true);
      },
    } as unknown as TextEditor;
    scripted.visibleTextEditors.push(side);
    const target = new TargetEditor();
    scripted.active.fire(side);
    await target.write('19', true);
    expect(written).toEqual([[selection, '19']]);
  });

  it('is written into without its editor, if it is a cell that is scrolled out of sight', async () => {
    const uri = { scheme: 'vscode-notebook-cell' };
    const selection = { isEmpty: false };
    const cursor = { isEmpty: true, active: { line: 2 } };
    const cell = {
      document: { uri, isClosed: false, languageId: 'plaintext' },
      viewColumn: undefined,
      selections: [selection, cursor],
    } as unknown as TextEditor;
    const target = new TargetEditor();
    scripted.active.fire(cell);
    await target.write('19', true);
    expect(edits).toEqual([
      [uri, selection, '19'],
      [uri, cursor.active, '19'],
    ]);
  });

  it('stays when a webview takes the focus, and is none once it is closed', () => {
    const target = new TargetEditor();
    const closing = editorOf('untitled');
    scripted.active.fire(closing);
    scripted.active.fire(undefined);
    expect(target.current).toBe(closing);
    Reflect.set(closing.document, 'isClosed', true);
    expect(target.current).toBeUndefined();
  });
});
