import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { commands, extensions } from 'vscode';
import { activationMs } from './runner/activationMs';
import { note } from './runner/note';

const extensionId = 'tokenskip.tokenskip';

/** What activating may cost the extension host, milliseconds of processor time. */
const activationLimitMs = 50;

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

  it(`takes less than ${activationLimitMs} ms of processor time to load and to register`, () => {
    const { extensionPath = '' } = extensions.getExtension(extensionId) ?? {};
    // Time on the clock would be the machine's load too; the median is of whole activations.
    const times = Array.from({ length: 5 }, () => activationMs(extensionPath));
    times.sort((a, b) => a - b);
    const median = times[2] ?? NaN;
    note(`activating took ${times.map((ms) => ms.toFixed(1)).join(', ')} ms of processor time`);
    assert.ok(median > 0 && median < activationLimitMs, `${median} ms`);
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
