import { Worker } from 'node:worker_threads';

/** How long an orphan may live, milliseconds. */
const pollMs = 500;

/**
 * A thread of its own, because the main thread is blocked for seconds while a model loads and then
 * does not see that its channel has closed. The parent's id changes when it dies (POSIX) or no such
 * process is left (Windows). No model code runs in this thread: the runtime is not safe there.
 */
const watcher = `
const { workerData } = require('node:worker_threads');
const isAlive = () => {
  if (process.ppid !== workerData.parentPid) return false;
  try {
    process.kill(workerData.parentPid, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
};
setInterval(() => {
  if (!isAlive()) process.kill(process.pid, 'SIGKILL');
}, workerData.pollMs);
`;

/** Kills this process within half a second of the parent's death, whatever the main thread does. */
export function watchParent(): void {
  const worker = new Worker(watcher, {
    eval: true,
    workerData: { parentPid: process.ppid, pollMs },
  });
  // It must not keep the process alive, nor take it down: the closed channel is seen without it.
  worker.unref();
  worker.on('error', () => undefined);
}
