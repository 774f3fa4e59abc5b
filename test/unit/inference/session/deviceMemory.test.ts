import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recallDevice, rememberDevice } from '../../../../src/inference/session/deviceMemory';

const verdict = {
  key: 'model, machine',
  date: '2026-11-29',
  report: { used: 'cpu', reason: 'No adapter.', attempts: [] },
} as const;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'tokenskip-devices-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

// Windows has no such modes: a profile's folders are its owner's.
describe.skipIf(process.platform === 'win32')('what is remembered of the devices', () => {
  const mode = async (name: string): Promise<number> => (await stat(name)).mode & 0o777;

  it('is read by its owner alone, and so is the folder that is made for it', async () => {
    const file = path.join(root, 'cache', 'devices.json');
    await rememberDevice(file, verdict);
    expect(await mode(path.dirname(file))).toBe(0o700);
    expect(await mode(file)).toBe(0o600);
  });

  it('becomes so where everybody could read it', async () => {
    const file = path.join(root, 'devices.json');
    await writeFile(file, '{}');
    await chmod(file, 0o644);
    await rememberDevice(file, verdict);
    expect(await mode(file)).toBe(0o600);
    expect(await recallDevice(file, verdict.key)).toEqual(verdict);
  });
});
