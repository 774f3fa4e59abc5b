import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const deaths = ['SIGKILL', 'SIGSEGV', 'memory limit'] as const;
export type Death = (typeof deaths)[number];

/** Kills the process, or leaves it no more memory than it has with `roomBytes`. */
export async function strike(pid: number, death: Death, roomBytes: number): Promise<void> {
  if (death === 'memory limit') await limitMemory(pid, roomBytes);
  else process.kill(pid, death);
}

/** Address space and not resident memory: Linux enforces no other limit without a control group. */
async function limitMemory(pid: number, roomBytes: number): Promise<void> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = Number(/VmSize:\s+(\d+)/.exec(status)?.[1] ?? 0);
  // Gone already: there is nothing to limit.
  if (kilobytes === 0) return;
  const limit = Math.round(kilobytes * 1024 + roomBytes);
  await run('prlimit', ['--pid', String(pid), `--as=${limit}`]);
}

/** Why memory cannot be limited here; undefined where it can. */
export async function limitProblem(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'memory is limited with prlimit, which is on Linux only';
  return run('prlimit', ['--version']).then(
    () => undefined,
    () => 'there is no prlimit (util-linux) here',
  );
}
