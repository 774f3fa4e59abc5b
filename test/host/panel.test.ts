import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { Tab } from 'vscode';
import { commands, Selection, TabInputWebview, window, workspace } from 'vscode';

/** A cold start, then answers of the base model on a busy machine. */
const answerLimitMs = 240_000;

function panels(): readonly Tab[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview)
    .filter(({ label }) => label === 'TokenSkip');
}

/** Resolves when a panel is open: VS Code tells of a new tab a little later than it makes it. */
async function untilOpen(): Promise<void> {
  if (panels().length > 0) return;
  await new Promise<void>((resolve) => {
    const listener = window.tabGroups.onDidChangeTabs(() => {
      if (panels().length === 0) return;
      listener.dispose();
      resolve();
    });
  });
}

describe('the panel', () => {
  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

  it('answers a question it is given, and stays one panel', async () => {
    await commands.executeCommand('tokenskip.ask', { question: 'What is 6 * 7?' });
    assert.equal(panels().length, 1);
    await commands.executeCommand('tokenskip.ask');
    assert.equal(panels().length, 1);
  }).timeout(answerLimitMs);

  it('explains the last answer', async () => {
    await commands.executeCommand('tokenskip.ask', { question: 'What is 6 * 7?' });
    await commands.executeCommand('workbench.action.closeAllEditors');
    await commands.executeCommand('tokenskip.explainReasoning');
    await untilOpen();
    assert.equal(panels().length, 1);
  }).timeout(answerLimitMs);

  it('compares the selection beside its document, which stays open', async () => {
    const document = await workspace.openTextDocument({ content: 'What is 6 * 7?' });
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(0, 0, 0, 14);
    await commands.executeCommand('tokenskip.compareRatios');
    assert.equal(panels().length, 1);
    assert.equal(window.tabGroups.all.length, 2);
    assert.equal(window.visibleTextEditors[0]?.document, document);
  }).timeout(answerLimitMs);

  it('ends its run when it is closed', async () => {
    const asked = commands.executeCommand('tokenskip.ask', {
      question: 'List the first twenty primes and add them, step by step.',
    });
    await untilOpen();
    await commands.executeCommand('workbench.action.closeAllEditors');
    // Settles only because the run was stopped: its answer would take far longer than this test.
    await asked;
    assert.equal(panels().length, 0);
  }).timeout(60_000);
});
