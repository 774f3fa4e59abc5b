import type { Command } from 'vscode';
import { commands, env, l10n, window } from 'vscode';

const setting = 'tokenskip.remote.address';

/** For buttons and rows: shows the setting that names a server. */
export function serverCommand(): Command {
  return { title: l10n.t('Open Settings'), ...settingsAt() };
}

/** Shows the setting that names a server. */
export async function openServerSetting(): Promise<void> {
  const place = settingsAt();
  await commands.executeCommand(place.command, ...place.arguments);
}

/** A window on another machine has the settings of a machine on a page of their own. */
function settingsAt(): { readonly command: string; readonly arguments: unknown[] } {
  return env.remoteName === undefined
    ? { command: 'workbench.action.openSettings', arguments: [setting] }
    : { command: 'workbench.action.openRemoteSettings', arguments: [{ query: setting }] };
}

/** Says why a server is needed, and offers the setting that names one. */
export async function offerServer(message: string): Promise<void> {
  const open = l10n.t('Open Settings');
  if ((await window.showInformationMessage(message, open)) === open) await openServerSetting();
}
