import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const cpuFolder = '/sys/devices/system/cpu';

/**
 * Cores that compute at the same time, never more than this process may use. Sibling threads of one
 * core count once on Linux; other systems do not tell them apart without a program. A thread more than that makes decoding several times slower (engine facts,
 * section 4).
 */
export function physicalCores(): number {
  return Math.max(1, Math.min(availableParallelism(), linuxCores() ?? availableParallelism()));
}

function linuxCores(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const cores = readdirSync(cpuFolder)
      .filter((name) => /^cpu\d+$/.test(name))
      .map((name) => readFileSync(`${cpuFolder}/${name}/topology/thread_siblings_list`, 'utf8'));
    return cores.length === 0 ? undefined : new Set(cores).size;
  } catch {
    return undefined;
  }
}
