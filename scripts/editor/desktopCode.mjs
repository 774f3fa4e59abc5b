import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const COMMANDS = ['code', 'code-insiders'];

/** The `code` command of a desktop VS Code on the PATH, or undefined. */
export function findCode(env = process.env, platform = process.platform) {
  // Inside a remote window `code` only talks to the window, which cannot load another extension.
  if (env.VSCODE_IPC_HOOK_CLI !== undefined) return undefined;
  const suffix = platform === 'win32' ? '.cmd' : '';
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  return COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name + suffix))).find(
    (file) => existsSync(file),
  );
}

/** Opens a window with our extension on a folder and one file in it; resolves when it is closed. */
export function openInCode(code, { extension, folder, file }) {
  const args = [
    '--new-window',
    '--wait',
    '--disable-workspace-trust',
    `--extensionDevelopmentPath=${extension}`,
    folder,
    file,
  ];
  return new Promise((settle, fail) => {
    const isScript = code.endsWith('.cmd');
    const child = isScript
      ? spawn(
          `"${code}"`,
          args.map((arg) => `"${arg}"`),
          { stdio: 'inherit', shell: true },
        )
      : spawn(code, args, { stdio: 'inherit' });
    child.on('error', fail);
    child.on('close', (status) => settle(status ?? 1));
  });
}
