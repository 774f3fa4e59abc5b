import { commands, Disposable, l10n, window } from 'vscode';
import type { HostServices } from '../hostServices';
import { told } from '../told';
import { hubOf, tokenName } from './hubOf';

/** Commands for the token of the hub that models are fetched from. */
export function hubCommands(services: HostServices): Disposable {
  const { secrets } = services.context;
  return Disposable.from(
    commands.registerCommand('tokenskip.hub.setToken', () =>
      told(async () => {
        const hub = await hubOf(services);
        const token = await askForToken(new URL(hub.endpoint).host);
        if (token !== undefined) await secrets.store(tokenName(hub), token);
      }),
    ),
    commands.registerCommand('tokenskip.hub.removeToken', () =>
      told(async () => {
        const hub = await hubOf(services);
        const { host } = new URL(hub.endpoint);
        await secrets.delete(tokenName(hub));
        void window.showInformationMessage(l10n.t('The token for {0} is removed.', host));
      }),
    ),
  );
}

/** Undefined when nothing was given. */
async function askForToken(host: string): Promise<string | undefined> {
  const token = await window.showInputBox({
    title: l10n.t('Token for {0}', host),
    prompt: l10n.t('Kept in the secret storage of this machine, sent to {0} only.', host),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[!-~]*$/.test(text.trim())
        ? undefined
        : l10n.t('A token has letters, digits and signs only, and no space.'),
  });
  const trimmed = token?.trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}
