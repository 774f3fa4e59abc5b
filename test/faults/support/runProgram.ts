import { spawn } from 'node:child_process';

export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the process id and what it has written so far, whenever it writes. */
  readonly onOutput?: (pid: number, stdout: string) => void;
}

/** Runs one of the bundled programs in a process of its own, to its end. */
export function runProgram(
  file: string,
  args: readonly string[],
  { env, onOutput }: ProgramOptions = {},
): Promise<ProgramEnd> {
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, [file, ...args], { env: { ...process.env, ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8');
      onOutput?.(child.pid ?? 0, stdout);
    });
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
    child.on('error', fail);
    child.on('close', (code, signal) => settle({ code, signal, stdout, stderr }));
  });
}
