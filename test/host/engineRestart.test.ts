import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'mocha';
import { commands, Selection, window, workspace } from 'vscode';
import { engineOf, markVariable } from '../e2e/support/engineOf';
import { note } from './runner/note';

/** A cold start and an answer of the base model on a busy machine, twice. */
const limitMs = 240_000;
const pollMs = 20;

describe('an engine that dies while it solves', () => {
  const mark = randomUUID();

  before(async () => {
    // The next engine is started with our mark in its environment.
    await commands.executeCommand('tokenskip.unloadModel');
    process.env[markVariable] = mark;
  });
  after(async () => {
    process.env[markVariable] = '';
    await commands.executeCommand('workbench.action.closeAllEditors');
    await commands.executeCommand('notifications.clearAll');
  });

  async function engine(): Promise<number> {
    for (;;) {
      const pid = await engineOf(mark);
      if (pid !== undefined) return pid;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }

  it('leaves the document as it was, and the next question starts another one', async () => {
    const content = 'What is 6 * 7?';
    const document = await workspace.openTextDocument({ language: 'markdown', content });
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(0, 0, 0, content.length);
    const solved = commands.executeCommand('tokenskip.solveAndInsert');
    const first = await engine();
    process.kill(first, 'SIGKILL');
    const killedMs = performance.now();
    await solved;
    note(`told ${(performance.now() - killedMs).toFixed(0)} ms after the engine was killed`);
    assert.equal(document.getText(), content);

    editor.selection = new Selection(0, 0, 0, content.length);
    await commands.executeCommand('tokenskip.solveAndInsert');
    assert.match(document.getText(), /\*\*Answer:\*\* \S/);
    assert.notEqual(await engine(), first);
  }).timeout(limitMs);

  it('gives its memory back when the model is unloaded', async () => {
    const pid = await engine();
    await commands.executeCommand('tokenskip.unloadModel');
    assert.equal(await engineOf(mark), undefined, `process ${pid} is still there`);
  });
});
