import { readdirSync, readFileSync } from 'node:fs';
import { windowEnv } from './windowProcess';

/** Ids of all processes that a window with this folder has started, and of itself, as long as they run. */
export function processesOf(folder: string): readonly number[] {
  const mark = `TOKENSKIP_CACHE=${windowEnv(folder).TOKENSKIP_CACHE ?? ''}`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(mark))
    .map(Number);
}

/** Milliseconds until there are none; rejects after `limitMs` with those that are left. */
export async function untilNoneOf(folder: string, limitMs: number): Promise<number> {
  const startMs = performance.now();
  for (;;) {
    const left = processesOf(folder);
    const tookMs = performance.now() - startMs;
    if (left.length === 0) return tookMs;
    if (tookMs > limitMs) throw new Error(`still there: ${left.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Empty for a process that has ended, also where nobody has collected it yet. */
function environmentOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
