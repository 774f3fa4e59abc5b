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

/** What VS Code itself measured of our activation, whole milliseconds; below 0 if it did not. */
function msBetween(from: string, to: string): number {
  const { MonacoPerformanceMarks: performance } = globalThis as unknown as {
    MonacoPerformanceMarks: { getMarks(): { name: string; startTime: number }[] };
  };
  const at = (name: string): number =>
    performance
      .getMarks()
      .find(
        (mark) => mark.name.toLowerCase() === `code/exthost/${name}/${extensionId}`.toLowerCase(),
      )?.startTime ?? NaN;
  return Math.round(at(to) - at(from));
}

/** Native code that came with us into the extension host. */
function nativeModules(): readonly string[] {
  const report = process.report.getReport() as unknown as { sharedObjects: string[] };
  return report.sharedObjects.filter((path) => path.includes('onnxruntime'));
}

describe('the extension', () => {
  it('is found and activates', async () => {
    const extension = extensions.getExtension(extensionId);
    assert.ok(extension, `${extensionId} is not installed`);
    await extension.activate();
    assert.equal(extension.isActive, true);
    const loadMs = msBetween('willLoadExtensionCode', 'didLoadExtensionCode');
    const startMs = msBetween('willActivateExtension', 'didActivateExtension');
    note(`the host took ${loadMs} ms to load the code and ${startMs} ms to activate`);
    assert.ok(loadMs >= 0 && startMs >= 0, 'VS Code has measured nothing');
    assert.equal(nativeModules().length, 0, `loaded: ${nativeModules().join(', ')}`);
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
