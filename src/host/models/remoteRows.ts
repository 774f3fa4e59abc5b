import { l10n, ThemeIcon, TreeItem } from 'vscode';
import { toErrorData } from '../../protocol/appError';
import type { ErrorCode } from '../../protocol/errorCodes';
import { failureText } from '../failureText';
import type { RemoteModels } from '../remote/remoteModels';

/** A model of the server, or why there are none. */
export type RemoteNode =
  | {
      readonly kind: 'remote';
      readonly name: string;
      readonly host: string;
      readonly isDefault: boolean;
    }
  | { readonly kind: 'remoteFailure'; readonly code: ErrorCode; readonly message: string };

/** The rows of the server's group; never rejects. */
export async function remoteRows(remote: RemoteModels): Promise<RemoteNode[]> {
  const { server } = remote;
  if (server === undefined) return [];
  const { host, model } = server;
  try {
    const models = await remote.list();
    return models.map(({ name }) => ({ kind: 'remote', name, host, isDefault: name === model }));
  } catch (error) {
    const failure = toErrorData(error);
    const { code } = failure;
    const message =
      code === 'cancelled' ? l10n.t('{0} does not answer.', host) : failureText(failure);
    return [{ kind: 'remoteFailure', code, message }];
  }
}

export function remoteItem(node: RemoteNode): TreeItem {
  if (node.kind === 'remoteFailure') {
    const item = new TreeItem(node.message);
    item.tooltip = node.message;
    item.iconPath = new ThemeIcon('warning');
    item.contextValue = 'remote.failure';
    if (node.code === 'remote-key') {
      item.command = { command: 'tokenskip.remote.setKey', title: l10n.t('Set Remote Key…') };
    }
    return item;
  }
  const item = new TreeItem(node.name);
  item.id = `remote.${node.name}`;
  item.description = node.isDefault
    ? `${l10n.t('default')} · ${l10n.t('questions leave this machine')}`
    : '';
  item.tooltip = l10n.t(
    'Questions and answers leave this machine: they go to {0}. No saving is estimated for them.',
    node.host,
  );
  item.iconPath = new ThemeIcon(node.isDefault ? 'star-full' : 'cloud');
  item.contextValue = node.isDefault ? 'remote.default' : 'remote.other';
  const spoken = node.isDefault ? `${node.name}: ${l10n.t('default')}` : node.name;
  item.accessibilityInformation = { label: `${spoken}. ${item.tooltip}` };
  return item;
}
