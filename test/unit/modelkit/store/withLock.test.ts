import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withLock } from '../../../../src/modelkit/store/withLock';

let folder: string;
let lockFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokenskip-lock-'));
  lockFile = join(folder, 'inner', 'model.lock');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

async function leaveLock(host: string, pid: number, ageMs = 0): Promise<void> {
  await withLock(lockFile, () => Promise.resolve());
  await writeFile(lockFile, `${host}\n${pid}\nleft\n`);
  const time = new Date(Date.now() - ageMs);
  await utimes(lockFile, time, time);
}

describe('withLock', () => {
  it('returns what the work returns and leaves no file', async () => {
    expect(await withLock(lockFile, () => Promise.resolve(42))).toBe(42);
    expect(await readdir(join(folder, 'inner'))).toEqual([]);
  });

  it('lets go of the lock when the work fails', async () => {
    await expect(withLock(lockFile, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withLock(lockFile, () => Promise.resolve(1))).toBe(1);
  });

  it('runs one at a time, and says once that it waits', async () => {
    let running = 0;
    let most = 0;
    let waits = 0;
    const work = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await sleep(30);
      running -= 1;
    };
    await Promise.all(
      [1, 2, 3].map(() => withLock(lockFile, work, { onWait: () => (waits += 1) })),
    );
    expect(most).toBe(1);
    expect(waits).toBe(2);
  });

  it('takes over the lock of a process that has died, once among many', async () => {
    await leaveLock(hostname(), await deadPid());
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await sleep(10);
      running -= 1;
    };
    await Promise.all([1, 2, 3, 4].map(() => withLock(lockFile, work)));
    expect(most).toBe(1);
    expect(await readdir(join(folder, 'inner'))).toEqual([]);
  });

  it('takes over a lock that was silent for two minutes, whoever holds it', async () => {
    const mine = (): Promise<string> => Promise.resolve('mine');
    await leaveLock('another-machine', 1, 130_000);
    expect(await withLock(lockFile, mine, { heartbeatMs: 20 })).toBe('mine');
    await leaveLock(hostname(), process.pid, 130_000);
    expect(await withLock(lockFile, mine, { heartbeatMs: 20 })).toBe('mine');
  });

  it('takes over a silent lock from a time that is still to come: the clock was set back', async () => {
    await leaveLock('another-machine', 1, -3_600_000);
    const mine = (): Promise<string> => Promise.resolve('mine');
    expect(await withLock(lockFile, mine, { heartbeatMs: 20 })).toBe('mine');
  });

  it('leaves a living owner its lock when the clock jumps ahead', async () => {
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await sleep(700);
      running -= 1;
    };
    const first = withLock(lockFile, work, { heartbeatMs: 100 });
    await sleep(50);
    const realNow = Date.now.bind(Date);
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => realNow() + 3_600_000);
    await Promise.all([first, withLock(lockFile, work, { heartbeatMs: 100 })]);
    clock.mockRestore();
    expect(most).toBe(1);
  });

  it.each([
    ['a live process', hostname(), process.pid],
    ['another machine', 'another-machine', 1],
  ])('waits for %s until it is told to stop', async (_, host, pid) => {
    await leaveLock(host, pid);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 80);
    const attempt = withLock(lockFile, () => Promise.resolve('stolen'), controller);
    await expect(attempt).rejects.toMatchObject({ name: 'AbortError' });
    expect(await readFile(lockFile, 'utf8')).toBe(`${host}\n${pid}\nleft\n`);
  });

  it('says that the folder cannot be used', async () => {
    await writeFile(join(folder, 'inner'), '');
    await expect(withLock(lockFile, () => Promise.resolve())).rejects.toMatchObject({
      code: 'folder-unreadable',
    });
  });
});
