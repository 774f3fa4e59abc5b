import { readFileSync } from 'node:fs';
import { systemCode } from '../../files/fileErrors';

/** True when a process with this number runs on this machine, whoever owns it. */
export function isProcessAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/**
 * True of a process that has ended and that nobody waited for. In a container whose first process waits
 * for none it keeps its number for ever.
 */
function isZombie(pid: number): boolean {
  try {
    // proc_pid_stat(5): the name stands in brackets and may hold any, the state comes after it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return /^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    // Another system, or the process is gone since.
    return false;
  }
}
