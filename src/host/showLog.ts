import type { LogOutputChannel } from 'vscode';
import { workspace } from 'vscode';

const tryEveryMs = 250;
const maxTries = 120;

/**
 * Shows the channel, and resolves when it is open, at the latest after half a minute. VS Code knows a channel
 * only some time after the file of its first line is there, on a busy machine seconds, and drops what is
 * asked of it before: a command that starts the extension has to ask again.
 */
export async function showLog(log: LogOutputChannel): Promise<void> {
  for (let tries = 0; tries < maxTries; tries += 1) {
    log.show();
    if (isOpen(log)) return;
    await new Promise((resolve) => setTimeout(resolve, tryEveryMs));
  }
}

function isOpen({ name }: LogOutputChannel): boolean {
  const file = new RegExp(`\\b${name}\\b`);
  return workspace.textDocuments.some(({ uri }) => uri.scheme === 'output' && file.test(uri.path));
}
