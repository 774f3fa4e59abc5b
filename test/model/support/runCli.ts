import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', '..', '..');

/** Builds what is out of date: these tests run the bundle that people run. */
export function buildCli(): void {
  const { status } = spawnSync(process.execPath, [path.join(root, 'scripts', 'build.mjs')]);
  if (status !== 0) throw new Error('the build failed: run `npm run build`');
}

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** In a process group of its own, as a terminal gives each command. */
  readonly detached?: boolean;
  /** Called once, with the process id, when it runs. */
  readonly onStart?: (pid: number) => void;
  /** Called once, with the process id, when the first text arrives on standard output. */
  readonly onFirstText?: (pid: number) => void;
}

/** Runs `tokenskip` to its end. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.js'), ...args], {
      env: { ...process.env, ...options.env },
      detached: options.detached === true,
    });
    if (child.pid !== undefined) options.onStart?.(child.pid);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (stdout === '' && child.pid !== undefined) options.onFirstText?.(child.pid);
      stdout += chunk.toString('utf8');
    });
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
    child.on('error', fail);
    child.on('close', (code) => settle({ code, stdout, stderr }));
    child.stdin.end(options.input ?? '');
  });
}
