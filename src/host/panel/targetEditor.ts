import type { Disposable, Position, Range, TextEditor, Uri } from 'vscode';
import { env, EventEmitter, l10n, window, workspace, WorkspaceEdit } from 'vscode';
import type { Event } from 'vscode';
import { latexAnswer, markdownAnswer, plainAnswer } from '../../core/editorText/answerText';
import { textForm } from '../../core/editorText/textForm';
import { DisposableStore } from '../disposableStore';

/** What writes into a document, with an editor or without. */
interface DocumentEdit {
  insert(at: Position, text: string): void;
  replace(range: Range, text: string): void;
}

/** Documents of these are changed in the editor though no file system that is known to it holds them. */
const editableSchemes: ReadonlySet<string> = new Set([
  'file',
  'vscode-remote',
  'untitled',
  'vscode-notebook-cell',
]);

/** The text editor that was used last of those that can be written into: the panel writes into it though it has the focus itself. */
export class TargetEditor implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly #store = new DisposableStore();
  #editor = editable(window.activeTextEditor);

  constructor() {
    this.#store.add(this.#changed);
    this.#store.add(
      window.onDidChangeActiveTextEditor((editor) => {
        // None when a webview, a terminal or the output takes the focus: the editor stays the target.
        const target = editable(editor);
        if (target !== undefined) this.#set(target);
      }),
    );
    this.#store.add(
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === this.#editor) this.#changed.fire();
      }),
    );
    this.#store.add(window.onDidChangeVisibleTextEditors(() => this.#changed.fire()));
  }

  get onChange(): Event<void> {
    return this.#changed.event;
  }

  /** Undefined when there was none, or its document was closed. */
  get current(): TextEditor | undefined {
    return this.#editor?.document.isClosed === true ? undefined : this.#editor;
  }

  /** The answer at every cursor, or in place of every selection, as one step of undo. */
  async write(latex: string, replaces: boolean): Promise<void> {
    const target = this.current;
    if (target === undefined) {
      void window.showInformationMessage(l10n.t('Open the file that the answer is to go into.'));
      return;
    }
    const isUnseen = isUnseenCell(target);
    const editor = isUnseen ? target : await shown(target);
    const text = answerFor(editor, latex);
    const put = (edit: DocumentEdit): void => {
      for (const selection of editor.selections) {
        if (replaces && !selection.isEmpty) edit.replace(selection, text);
        else edit.insert(selection.active, text);
      }
    };
    const isDone = isUnseen ? await editUnseen(editor.document.uri, put) : await editor.edit(put);
    if (!isDone) {
      void window.showWarningMessage(l10n.t('The file cannot be changed: it may be read-only.'));
      return;
    }
    this.#set(editor);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #set(editor: TextEditor): void {
    this.#editor = editor;
    this.#changed.fire();
  }
}

/** The editor, unless what it shows is only to be read: output, reports, earlier versions. */
function editable(editor: TextEditor | undefined): TextEditor | undefined {
  if (editor === undefined) return undefined;
  const { scheme } = editor.document.uri;
  const isEditable = workspace.fs.isWritableFileSystem(scheme) ?? editableSchemes.has(scheme);
  return isEditable ? editor : undefined;
}

/** True of a cell of a notebook that is scrolled out of sight: VS Code has ended its editor. */
function isUnseenCell(editor: TextEditor): boolean {
  const isCell = editor.document.uri.scheme === 'vscode-notebook-cell';
  return isCell && !window.visibleTextEditors.includes(editor);
}

/** Changes a document that has no editor; true when it is done. */
async function editUnseen(uri: Uri, put: (edit: DocumentEdit) => void): Promise<boolean> {
  const change = new WorkspaceEdit();
  put({
    insert: (at, text) => change.insert(uri, at, text),
    replace: (range, text) => change.replace(uri, range, text),
  });
  return workspace.applyEdit(change);
}

/**
 * The editor itself, in front, or a new one on its document with its selections where it is hidden. One
 * without a column is a side of a comparison or a cell of a notebook: it is written into as it stands, since
 * its document would be shown in the column of the panel.
 */
async function shown(editor: TextEditor): Promise<TextEditor> {
  const { selections, document, viewColumn } = editor;
  const isVisible = window.visibleTextEditors.includes(editor);
  if (isVisible && viewColumn === undefined) return editor;
  const again = await window.showTextDocument(document, {
    ...(viewColumn === undefined ? {} : { viewColumn }),
  });
  if (again !== editor) again.selections = selections;
  return again;
}

/** The answer in the form that the document writes numbers and formulas in. */
function answerFor({ document }: TextEditor, latex: string): string {
  const answer = { label: '', latex };
  switch (textForm(document.languageId).kind) {
    case 'markdown':
      return markdownAnswer(answer);
    case 'latex':
      return latexAnswer(answer);
    case 'code':
    case 'plain':
      return plainAnswer(answer);
  }
}

export async function copyAnswer(text: string): Promise<void> {
  await env.clipboard.writeText(plainAnswer({ label: '', latex: text }));
}
