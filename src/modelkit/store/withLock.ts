import { randomUUID } from 'node:crypto';
import {
  constants,
  copyFile,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { asFileError, systemCode } from '../../files/fileErrors';
import { isProcessAlive } from './isProcessAlive';

/** The owner says this often that it still lives; so many of them missed and the lock is nobody's. */
const defaultHeartbeatMs = 5_000;
const missedHeartbeats = 24;
/** Of these the one who waits sees at least so many missed: the clock alone may have jumped. */
const seenHeartbeats = 2;
const pollMs = 200;

export interface LockOptions {
  readonly signal?: AbortSignal;
  /** The default is for people, tests take a shorter one. */
  readonly heartbeatMs?: number;
  /** Called once, when another process holds the lock. */
  readonly onWait?: () => void;
}

/**
 * What `work` returns, run while no other process runs its work under the same lock file. The lock
 * of a process that has died, or was silent for two minutes, is taken over. Aborting ends the wait;
 * whether it ends `work` is up to `work`.
 */
export async function withLock<T>(
  lockFile: string,
  work: () => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  const { heartbeatMs = defaultHeartbeatMs } = options;
  const owner = `${hostname()}\n${process.pid}\n${randomUUID()}\n`;
  await acquire(lockFile, owner, options);
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(lockFile, now, now).catch(() => undefined);
  }, heartbeatMs);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    const current = await readFile(lockFile, 'utf8').catch(() => undefined);
    if (current === owner) await rm(lockFile, { force: true });
  }
}

async function acquire(lockFile: string, owner: string, options: LockOptions): Promise<void> {
  await mkdir(dirname(lockFile), { recursive: true }).catch((error: unknown) => {
    throw asFileError(error, dirname(lockFile));
  });
  let hasWaited = false;
  const watch = new LockWatch(options.heartbeatMs ?? defaultHeartbeatMs);
  for (;;) {
    options.signal?.throwIfAborted();
    if (await create(lockFile, owner)) return;
    if (await removeIfStale(lockFile, watch)) continue;
    if (!hasWaited) options.onWait?.();
    hasWaited = true;
    await sleep(pollMs, undefined, options.signal && { signal: options.signal });
  }
}

async function create(lockFile: string, owner: string): Promise<boolean> {
  try {
    await writeFile(lockFile, owner, { flag: 'wx' });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw asFileError(error, lockFile);
  }
}

/** True when the lock is gone: its owner has died or let go of it meanwhile. */
async function removeIfStale(lockFile: string, watch: LockWatch): Promise<boolean> {
  const seen = await readLock(lockFile);
  if (seen === undefined) return true;
  if (!watch.isStale(seen)) return false;
  // Renamed before it is removed: of two who saw the same dead owner only one moves this file, and
  // one who moved a newer lock by mistake puts it back.
  const aside = `${lockFile}.${randomUUID()}`;
  try {
    await rename(lockFile, aside);
    const moved = await readFile(aside, 'utf8');
    if (moved !== seen.text) {
      await copyFile(aside, lockFile, constants.COPYFILE_EXCL).catch(() => undefined);
    }
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw asFileError(error, lockFile);
  } finally {
    await rm(aside, { force: true });
  }
  return true;
}

interface SeenLock {
  readonly text: string;
  /** When its owner last said that it lives, by this machine's clock or another's. */
  readonly mtimeMs: number;
}

async function readLock(lockFile: string): Promise<SeenLock | undefined> {
  try {
    const text = await readFile(lockFile, 'utf8');
    const { mtimeMs } = await stat(lockFile);
    return { text, mtimeMs };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw asFileError(error, lockFile);
  }
}

/** What one who waits sees of the lock over time, which it measures by a clock that never jumps. */
class LockWatch {
  readonly #heartbeatMs: number;
  #seen: SeenLock | undefined;
  #sinceMs = 0;

  constructor(heartbeatMs: number) {
    this.#heartbeatMs = heartbeatMs;
  }

  isStale(lock: SeenLock): boolean {
    const nowMs = performance.now();
    if (lock.text !== this.#seen?.text || lock.mtimeMs !== this.#seen.mtimeMs) {
      this.#seen = lock;
      this.#sinceMs = nowMs;
    }
    const watchedMs = nowMs - this.#sinceMs;
    // Half written: its owner is at it, or died at it.
    if (!lock.text.endsWith('\n')) return watchedMs > this.#heartbeatMs;
    const [host, pid] = lock.text.split('\n');
    // A process number means nothing on another machine that shares the folder.
    if (host === hostname() && !isProcessAlive(Number(pid))) return true;
    const limitMs = missedHeartbeats * this.#heartbeatMs;
    const isOld = Date.now() - lock.mtimeMs > limitMs;
    return watchedMs > (isOld ? seenHeartbeats * this.#heartbeatMs : limitMs);
  }
}
