import { commands, Disposable, l10n, window } from 'vscode';
import type { HostServices } from '../hostServices';
import { told } from '../told';
import type { RemoteModels } from './remoteModels';
import { keyName } from './remoteSettings';
import { offerServer } from './serverSetting';

/** Commands for the key of the server, and for the model of it that answers. */
export function remoteCommands(services: HostServices): Disposable {
  const { remote, context, settings } = services;
  return Disposable.from(
    commands.registerCommand('tokenskip.remote.setKey', () =>
      told(async () => {
        const server = await namedServer(remote);
        if (server === undefined) return;
        const name = keyName(server.address);
        const key = await window.showInputBox({
          title: l10n.t('Key for {0}', server.host),
          prompt: l10n.t(
            'Kept in the secret storage of this machine, sent to {0} only.',
            server.host,
          ),
          password: true,
          ignoreFocusOut: true,
        });
        if (key === undefined || key.trim() === '') return;
        await context.secrets.store(name, key.trim());
        await remote.close();
      }),
    ),
    commands.registerCommand('tokenskip.remote.removeKey', () =>
      told(async () => {
        const server = await namedServer(remote);
        if (server === undefined) return;
        await context.secrets.delete(keyName(server.address));
        await remote.close();
        void window.showInformationMessage(l10n.t('The key for {0} is removed.', server.host));
      }),
    ),
    commands.registerCommand('tokenskip.models.useRemote', (node: unknown) =>
      told(async () => {
        const name = nameOf(node);
        if (name !== undefined) await settings.set('remote.model', name);
      }),
    ),
  );
}

/** A model of this machine answers from now on. */
export async function leaveRemote({ settings, remote }: HostServices): Promise<void> {
  if (remote.isSelected) await settings.set('remote.model', '');
}

async function namedServer(remote: RemoteModels): Promise<RemoteModels['server']> {
  if (remote.server !== undefined) return remote.server;
  await offerServer(l10n.t('No server is set: write its address into the settings first.'));
  return undefined;
}

function nameOf(node: unknown): string | undefined {
  return typeof node === 'object' &&
    node !== null &&
    'name' in node &&
    typeof node.name === 'string'
    ? node.name
    : undefined;
}
