import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { after, describe, it } from 'mocha';
import { commands, extensions, Selection, window, workspace } from 'vscode';
import { childrenOf } from '../support/processes';
import { listeningSockets } from '../support/sockets';
import type { WatchedProcess } from '../support/socketWatch';
import { SocketWatch } from '../support/socketWatch';
import { activationMs } from './runner/activationMs';

/** A cold start and an answer of the base model on a busy machine. */
const limitMs = 240_000;

/** This process, which is the extension host, and our engines. */
function ours(): readonly WatchedProcess[] {
  const engines = childrenOf(process.pid).filter((pid) => titleOf(pid).startsWith('tokenskip-'));
  return [{ role: 'host', pid: process.pid }, ...engines.map((pid) => ({ role: 'engine', pid }))];
}

function titleOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8');
  } catch {
    return '';
  }
}

// What a process has open can be read in /proc, which only Linux has.
(process.platform === 'linux' ? describe : describe.skip)('sockets that others could reach', () => {
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await commands.executeCommand('notifications.clearAll');
  });

  it('are not opened by activating, nor by answering', async () => {
    const extension = extensions.getExtension('tokenskip.tokenskip');
    assert.ok(extension);
    await extension.activate();
    // The editor itself and its other extensions listen here.
    const watch = new SocketWatch(ours, listeningSockets(process.pid));
    try {
      activationMs(extension.extensionPath);
      const content = 'What is 6 * 7?';
      const document = await workspace.openTextDocument({ language: 'markdown', content });
      const editor = await window.showTextDocument(document);
      editor.selection = new Selection(0, 0, 0, content.length);
      await commands.executeCommand('tokenskip.unloadModel');
      await commands.executeCommand('tokenskip.solveAndInsert');
      assert.match(document.getText(), /\*\*Answer:\*\* \S/);
    } finally {
      assert.deepEqual(watch.stop(), []);
    }
    for (const role of ['host', 'engine']) assert.ok((watch.looks.get(role) ?? 0) > 5, role);
  }).timeout(limitMs);

  it('would be found in the extension host', async () => {
    const known = listeningSockets(process.pid);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const found = listeningSockets(process.pid).filter((socket) => !known.includes(socket));
    await new Promise((resolve) => server.close(resolve));
    assert.equal(found.length, 1);
  });
});
