import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive, untilGone } from '../../support/processes';
import type { Fixtures } from './bundleFixtures';
import { bundleFixtures } from './bundleFixtures';

let fixtures: Fixtures;
beforeAll(async () => {
  fixtures = await bundleFixtures();
});
afterAll(() => fixtures.remove());

/** A parent that runs an engine; resolves with both process ids once the child is at work. */
async function startParent(
  task: string,
): Promise<{ readonly parent: number; readonly child: number }> {
  const parent = spawn(process.execPath, [fixtures.parentPath, fixtures.childPath, task], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(parent.stdout), 'line')) as readonly string[];
  return { parent: parent.pid ?? 0, child: Number(line) };
}

describe.concurrent('no orphan is left when the parent', () => {
  it.each(['generate', 'block', 'load'])('is killed while the child is busy: %s', async (task) => {
    const { parent, child } = await startParent(task);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isAlive(child)).toBe(true);
    process.kill(parent, 'SIGKILL');
    expect(await untilGone(child, 2000)).toBeLessThan(2000);
  });

  it('exits without closing the engine', async () => {
    const { child } = await startParent('exit');
    expect(await untilGone(child, 2000)).toBeLessThan(2000);
  });
});
