import type { ExtensionContext } from 'vscode';
import { commands, window } from 'vscode';

/** Called by VS Code once, on the first use of a command. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('TokenSkip', { log: true });
  context.subscriptions.push(
    log,
    commands.registerCommand('tokenskip.showLog', () => log.show()),
  );
}
