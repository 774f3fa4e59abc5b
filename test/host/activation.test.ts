import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { commands, extensions } from 'vscode';
import { note } from './runner/note';

const extensionId = 'tokenskip.tokenskip';

/** The commands that package.json contributes, read from what VS Code has loaded. */
function contributedCommands(packageJson: unknown): readonly string[] {
  const { contributes } = packageJson as { contributes: { commands: { command: string }[] } };
  return contributes.commands.map(({ command }) => command);
}

describe('the extension', () => {
  it('is found and activates', async () => {
    const extension = extensions.getExtension(extensionId);
    assert.ok(extension, `${extensionId} is not installed`);
    const startMs = performance.now();
    const startCpu = process.cpuUsage();
    await extension.activate();
    const tookMs = performance.now() - startMs;
    const { user, system } = process.cpuUsage(startCpu);
    // On a busy machine the second number says more.
    const cpuMs = (user + system) / 1000;
    note(`activation took ${tookMs.toFixed(0)} ms, ${cpuMs.toFixed(0)} ms of processor time`);
    assert.equal(extension.isActive, true);
  });

  it('registers every command that it contributes', async () => {
    const extension = extensions.getExtension(extensionId);
    const contributed = contributedCommands(extension?.packageJSON);
    assert.ok(contributed.length > 0);
    await extension?.activate();
    const registered = new Set(await commands.getCommands(true));
    assert.deepEqual(
      contributed.filter((command) => !registered.has(command)),
      [],
    );
  });
});
