import { commands, env, ExtensionKind, l10n, UIKind, Uri, window } from 'vscode';

/**
 * Shows a folder of this extension's machine in the file manager. In a browser and in a remote
 * extension host the person sits elsewhere: they get its path, and a button that copies it.
 */
export async function openFolder(folder: string, runsIn: ExtensionKind): Promise<void> {
  const isRemote = env.remoteName !== undefined && runsIn === ExtensionKind.Workspace;
  if (env.uiKind === UIKind.Desktop && !isRemote) {
    await commands.executeCommand('revealFileInOS', Uri.file(folder));
    return;
  }
  const copy = l10n.t('Copy Path');
  const chosen = await window.showInformationMessage(
    l10n.t('The model is in this folder: {0}', folder),
    copy,
  );
  if (chosen === copy) await env.clipboard.writeText(folder);
}
