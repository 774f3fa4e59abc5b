import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { TextEditor } from 'vscode';
import { commands, NotebookCellData, NotebookCellKind, NotebookData, Selection } from 'vscode';
import { window, workspace } from 'vscode';

/** A cold start, then up to two answers of the base model on a busy machine. */
const answerLimitMs = 240_000;

/** An editor with a new document and these texts selected. */
async function openEditor(
  language: string,
  content: string,
  selected: readonly string[],
): Promise<TextEditor> {
  const document = await workspace.openTextDocument({ language, content });
  const editor = await window.showTextDocument(document);
  editor.selections = selected.map((text) => {
    const start = content.indexOf(text);
    assert.ok(start >= 0);
    return new Selection(document.positionAt(start), document.positionAt(start + text.length));
  });
  return editor;
}

describe('Solve and Insert', () => {
  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

  it('answers each selection in the form of its place, in one undo step', async () => {
    const content = [
      'function area() {',
      '  // What is 6 * 7?',
      '  return 0;',
      '}',
      '/* What is 20 + 5? */',
      '',
    ].join('\n');
    const editor = await openEditor('typescript', content, ['What is 6 * 7?', 'What is 20 + 5?']);
    await commands.executeCommand('tokenskip.solveAndInsert');
    // What a small model comes to is its own affair: the places and their forms are ours.
    assert.match(
      editor.document.getText(),
      new RegExp(
        [
          'function area\\(\\) \\{',
          '  // What is 6 \\* 7\\?',
          '  // Answer: \\S.*',
          '  return 0;',
          '\\}',
          '/\\* What is 20 \\+ 5\\? Answer: \\S.* \\*/',
          '$',
        ].join('\n'),
      ),
    );
    const stillSelected = editor.selections.map((it) => editor.document.getText(it));
    assert.deepEqual(stillSelected, ['What is 6 * 7?', 'What is 20 + 5?']);
    await commands.executeCommand('undo');
    assert.equal(editor.document.getText(), content);
  }).timeout(answerLimitMs);

  it('writes into the cell of a notebook', async () => {
    const cell = new NotebookCellData(NotebookCellKind.Code, '# What is 6 * 7?\nx = 1', 'python');
    const notebook = await workspace.openNotebookDocument(
      'jupyter-notebook',
      new NotebookData([cell]),
    );
    const document = notebook.cellAt(0).document;
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(0, 2, 0, 16);
    await commands.executeCommand('tokenskip.solveAndInsert');
    assert.match(document.getText(), /^# What is 6 \* 7\?\n# Answer: \S.*\nx = 1$/);
  }).timeout(answerLimitMs);

  it('follows what is typed above while it solves', async () => {
    const editor = await openEditor('markdown', 'What is 6 * 7?', ['What is 6 * 7?']);
    const solved = commands.executeCommand('tokenskip.solveAndInsert');
    await editor.edit((edit) => edit.insert(editor.document.positionAt(0), '# Sums\n\n'));
    await solved;
    assert.match(editor.document.getText(), /^# Sums\n\nWhat is 6 \* 7\?\n\n\*\*Answer:\*\* \S/);
  }).timeout(answerLimitMs);
});
