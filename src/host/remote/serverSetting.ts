import type { Command } from 'vscode';
import { commands, l10n, window } from 'vscode';

const command = 'workbench.action.openSettings';
const setting = 'tokenskip.remote.address';

/** For buttons and rows: shows the setting that names a server. */
export function serverCommand(): Command {
  return { command, title: l10n.t('Open Settings'), arguments: [setting] };
}

/** Shows the setting that names a server. */
export async function openServerSetting(): Promise<void> {
  await commands.executeCommand(command, setting);
}

/** Says why a server is needed, and offers the setting that names one. */
export async function offerServer(message: string): Promise<void> {
  const open = l10n.t('Open Settings');
  if ((await window.showInformationMessage(message, open)) === open) await openServerSetting();
}
