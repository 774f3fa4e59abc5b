import { readFileSync } from 'node:fs';

/**
 * True while a process of this id runs. One that has ended but was not collected yet by the first
 * process of its container still has its id: on Linux its state tells.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^ [ZX]/.test(stat.slice(stat.lastIndexOf(')') + 1));
  } catch {
    return false;
  }
}

/** Milliseconds until no process of this id runs; rejects after `limitMs`. */
export async function untilGone(pid: number, limitMs: number): Promise<number> {
  const startMs = performance.now();
  while (isAlive(pid)) {
    if (performance.now() - startMs > limitMs) throw new Error(`process ${pid} is still there`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return performance.now() - startMs;
}

/** Process ids of the children of `pid`; none when it is gone. */
export function childrenOf(pid: number): readonly number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text
      .split(' ')
      .filter((id) => id !== '')
      .map(Number);
  } catch {
    return [];
  }
}
