import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
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
export async function installIfNeeded(directory) {
  if (await isInstalled(directory)) return 0;
  console.error(`Installing packages (npm ci in ${directory}) …`);
  // NODE_ENV=production leaves out what builds and tests, unless it is asked for.
  return runNpm(['ci', '--include=dev', '--no-fund', '--no-audit'], { cwd: directory });
}

async function isInstalled(directory) {
  const modules = join(directory, 'node_modules');
  const lock = await stat(join(directory, 'package-lock.json'));
  // npm writes this file last, so that an install that was cut off counts as none.
  const installed = await stat(join(modules, '.package-lock.json')).catch(() => undefined);
  if (installed === undefined || installed.mtimeMs < lock.mtimeMs) return false;
  const wanted = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8'));
  const names = Object.keys({ ...wanted.dependencies, ...wanted.devDependencies });
  return names.every((name) => existsSync(join(modules, name)));
}
