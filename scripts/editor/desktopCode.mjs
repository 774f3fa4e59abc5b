import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onExit } from './cleanup.mjs';
import { spawnGroup } from './processGroup.mjs';

const COMMANDS = ['code', 'code-insiders'];

/** How often a window is looked for that `code` has left. */
const LOOK_MS = 300;

/** False over SSH, in a container: a window opened there is gone at once, without a word. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** The `code` command of a desktop VS Code on the PATH, or undefined where none can open a window. */
export function findCode(env = process.env, platform = process.platform) {
  // Inside a remote window `code` only talks to the window, which cannot load another extension.
  if (env.VSCODE_IPC_HOOK_CLI !== undefined || !hasDisplay(env, platform)) return undefined;
  const suffix = platform === 'win32' ? '.cmd' : '';
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  return COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name + suffix))).find(
    (file) => existsSync(file),
  );
}

/**
 * Opens a window with our extension on a folder and one file in it; resolves to the exit code when it
 * is closed. The window is an instance of its own, with its settings and state in the folder
 * `userData`: an instance that runs already would take it over, and could not be ended with it.
 */
export async function openInCode(code, { extension, folder, file, userData }) {
  const args = [
    '--new-window',
    '--wait',
    '--disable-workspace-trust',
    `--user-data-dir=${userData}`,
    `--extensionDevelopmentPath=${extension}`,
    folder,
    file,
  ];
  const forget = onExit(() => endInstance(userData));
  const isScript = code.endsWith('.cmd');
  const { ended } = isScript
    ? spawnGroup(
        `"${code}"`,
        args.map((arg) => `"${arg}"`),
        { stdio: 'inherit', shell: true },
      )
    : spawnGroup(code, args, { stdio: 'inherit' });
  const end = await ended;
  // `code --wait` waits for the tab of the file, and the window may be used without it.
  while (isAlive(instanceOf(userData))) await sleep(LOOK_MS);
  forget();
  if (end instanceof Error) throw end;
  return typeof end === 'number' ? end : 1;
}

/** Ends a window whatever it does. `code` starts it in a process group apart from its own. */
function endInstance(userData) {
  const pid = instanceOf(userData);
  if (pid === undefined) return;
  for (const target of process.platform === 'win32' ? [pid] : [-pid, pid])
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // It has ended, or leads no group.
    }
}

/**
 * The id of a window's main process, which writes it into `code.lock` and removes that when it ends.
 * Source: microsoft/vscode, src/vs/code/electron-main/main.ts, claimInstance.
 */
function instanceOf(userData) {
  const lock = join(userData, 'code.lock');
  const pid = existsSync(lock) ? Number.parseInt(readFileSync(lock, 'utf8'), 10) : 0;
  return pid > 1 ? pid : undefined;
}

function isAlive(pid) {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}
