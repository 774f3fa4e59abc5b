import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Runs a program with this terminal; resolves to its exit code, 130 when Ctrl-C ended it. */
export function run(command, args, { cwd, env = process.env } = {}) {
  return new Promise((settle, fail) => {
    const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
    // The terminal sends Ctrl-C to the child as well: wait for it, so that its last words are seen.
    const wait = () => {};
    process.on('SIGINT', wait);
    child.on('error', fail);
    child.on('close', (code, signal) => {
      process.off('SIGINT', wait);
      settle(signal === 'SIGINT' ? 130 : (code ?? 1));
    });
  });
}

/** Runs npm: the one that started this script if there is one, so that no shell is needed. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) return run(process.execPath, [npm, ...args], options);
  return process.platform === 'win32'
    ? run('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], options)
    : run('npm', args, options);
}

/**
 * Installs what package-lock.json of `directory` names when node_modules lacks it.
 * Resolves to npm's exit code, 0 when nothing was to do.
 */
export async function installIfNeeded(directory, extra = []) {
  const lock = await stat(join(directory, 'package-lock.json'));
  // npm writes this file last, so that an install that was cut off counts as none.
  const installed = await stat(join(directory, 'node_modules', '.package-lock.json')).catch(
    () => undefined,
  );
  if (installed !== undefined && installed.mtimeMs >= lock.mtimeMs) return 0;
  console.error(`Installing packages (npm ci in ${directory}) …`);
  return runNpm(['ci', '--no-fund', '--no-audit', ...extra], { cwd: directory });
}
