import { basename } from 'node:path';
import { l10n, MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { formatKeepRatio } from '../../core/ratio';
import type { EngineStatus } from '../../engine/engine';
import type { DeviceAttempt } from '../../protocol/childProtocol';
import { deviceName } from './deviceName';
import type { PublishedResults } from '../../modelkit/catalogue/catalogueEntry';
import { downloadBytes } from '../../modelkit/catalogue/entrySize';
import { deviceReasonText } from '../engine/deviceReasonText';
import { failureText } from '../failureText';
import { decimalText, tokensText } from '../numberText';
import { adviceRemarks, adviceText, needText } from './adviceText';
import { escapeMarkdown } from './escapeMarkdown';
import { fileBytes, memoryNeed } from './memoryNeed';
import type { AvailableNode, InstalledNode, ModelNode } from './modelNode';
import { pullText } from './pullText';
import { serverCommand } from '../remote/serverSetting';
import { remoteItem } from './remoteRows';
import { sizeText } from './sizeText';

/** A row as the view shows it. */
export function modelItem(node: ModelNode): TreeItem {
  switch (node.kind) {
    case 'group':
      return groupItem(node);
    case 'device':
      return deviceItem(node.status);
    case 'attempt':
      return attemptItem(node.attempt);
    case 'installed':
      return installedItem(node);
    case 'available':
      return availableItem(node);
    case 'noEngine':
      return noEngineItem(node.message);
    case 'remote':
    case 'remoteFailure':
      return remoteItem(node);
  }
}

function groupItem({
  group,
  detail = '',
}: Extract<ModelNode, { readonly kind: 'group' }>): TreeItem {
  const labels = {
    embedded: l10n.t('Part of TokenSkip'),
    stored: l10n.t('On This Machine'),
    available: l10n.t('Available'),
    remote: l10n.t('On a Server'),
  };
  const item = new TreeItem(labels[group], TreeItemCollapsibleState.Expanded);
  item.id = group;
  item.description = detail;
  item.contextValue = 'group';
  return item;
}

function deviceItem({ model, failure }: EngineStatus): TreeItem {
  if (model === undefined) {
    const item = new TreeItem(l10n.t('Engine stopped'));
    const reason = failure === undefined ? '' : failureText(failure);
    item.description = reason;
    item.tooltip = reason;
    item.accessibilityInformation = {
      label: `${l10n.t('Engine stopped')}: ${reason}`,
    };
    item.iconPath = new ThemeIcon('warning');
    return item;
  }
  const { used } = model.device;
  const reason = deviceReasonText(model.device.reason);
  const label = l10n.t('Runs on {0}', deviceName(used));
  const item = new TreeItem(
    label,
    model.device.attempts.length === 0
      ? TreeItemCollapsibleState.None
      : TreeItemCollapsibleState.Collapsed,
  );
  item.id = 'device';
  item.description = reason;
  item.tooltip = `${label}: ${reason}`;
  item.accessibilityInformation = { label: `${label}: ${reason}` };
  item.iconPath = new ThemeIcon('chip');
  return item;
}

/** Says that no model of this machine can run; a click leads to where a server is named. */
function noEngineItem(message: string): TreeItem {
  const item = new TreeItem(message);
  item.tooltip = message;
  item.iconPath = new ThemeIcon('warning');
  item.command = serverCommand();
  return item;
}

function attemptItem({ device, used, reason: english }: DeviceAttempt): TreeItem {
  const item = new TreeItem(deviceName(device));
  const reason = deviceReasonText(english);
  item.description = reason;
  item.tooltip = reason;
  item.iconPath = new ThemeIcon(used ? 'check' : 'circle-slash');
  const state = used ? l10n.t('used') : l10n.t('not used');
  item.accessibilityInformation = { label: `${deviceName(device)}, ${state}: ${reason}` };
  return item;
}

function installedItem(node: InstalledNode): TreeItem {
  const { model, isDefault, isLoaded, isVerified } = node;
  const { manifest, folder, place } = model;
  // The name is long and would push aside what is said of it; it stands in the tooltip.
  const item = new TreeItem(manifest.id);
  item.id = folder;
  item.description = [
    ...(isDefault ? [l10n.t('default')] : []),
    ...(isLoaded ? [l10n.t('loaded')] : []),
    ...(isVerified ? [l10n.t('files verified')] : []),
    sizeText(fileBytes(manifest)),
    manifest.quantisation.format,
  ].join(' · ');
  item.iconPath = new ThemeIcon(isLoaded ? 'pass-filled' : isDefault ? 'star-full' : 'package');
  item.contextValue = [
    'installed',
    place,
    isLoaded ? 'loaded' : 'unloaded',
    isDefault ? 'default' : 'other',
  ].join('.');
  item.tooltip = installedTooltip(node);
  item.accessibilityInformation = { label: `${manifest.id}: ${item.description}` };
  return item;
}

function installedTooltip({ model: { manifest, folder } }: InstalledNode): MarkdownString {
  const ratios = manifest.trainedRatios;
  const rows: readonly (readonly [string, string])[] = [
    [l10n.t('Size'), sizeText(fileBytes(manifest))],
    [l10n.t('Memory needed'), l10n.t('about {0}', sizeText(memoryNeed(manifest)))],
    [l10n.t('Format'), manifest.quantisation.description],
    [
      l10n.t('Ratios'),
      ratios.length === 0
        ? l10n.t('not trained for ratios')
        : ratios.map(formatKeepRatio).join(', '),
    ],
    [l10n.t('Context'), tokensText(manifest.contextLength)],
    [l10n.t('Licence'), manifest.licence],
    [l10n.t('Folder'), basename(folder)],
  ];
  const text = new MarkdownString(
    `**${escapeMarkdown(manifest.name)}** ${escapeMarkdown(manifest.id)}\n\n| | |\n|:--|:--|\n`,
  );
  for (const [name, value] of rows) text.appendMarkdown(`| ${name} | ${escapeMarkdown(value)} |\n`);
  return text;
}

function availableItem({ advice, pull }: AvailableNode): TreeItem {
  const { entry, fits } = advice;
  const item = new TreeItem(entry.id);
  item.id = `available.${entry.id}`;
  item.description =
    pull.kind === 'none' ? adviceText(advice) : pullText(pull, downloadBytes(entry));
  item.tooltip = pull.kind === 'failed' ? failureText(pull.error) : availableTooltip(advice);
  // Without it a screen reader would hear the tooltip instead of the row.
  item.accessibilityInformation = { label: `${entry.id}: ${item.description}` };
  const isOutOfReach = pull.kind === 'none' && !fits;
  item.iconPath = new ThemeIcon(isOutOfReach ? 'circle-slash' : icons[pull.kind]);
  item.contextValue = isOutOfReach ? 'available.unfit' : `available.${pull.kind}`;
  return item;
}

/** `GSM8K: 91.4 % in full, 86.0 % at 0.5 (where it stands)`. */
function publishedText({ benchmark, source, original, ratios }: PublishedResults): string {
  const lowest = ratios.at(-1);
  return l10n.t(
    '{0}: {1} % in full, {2} % at {3} ({4})',
    benchmark,
    decimalText(original.accuracy),
    lowest === undefined ? '?' : decimalText(lowest.accuracy),
    formatKeepRatio(lowest?.keepRatio ?? 1),
    source,
  );
}

function availableTooltip(advice: AvailableNode['advice']): string {
  const { entry } = advice;
  const { name, licence, trainedRatios, adapter, source, published } = entry;
  return [
    `${name} (${licence.name})`,
    needText(advice),
    ...adviceRemarks(advice),
    ...(trainedRatios.length === 0
      ? []
      : [l10n.t('trained for ratios {0}', trainedRatios.map(formatKeepRatio).join(', '))]),
    ...(published === undefined ? [] : [publishedText(published)]),
    ...(source.kind === 'release' ? [] : [source.repository]),
    ...(adapter?.kind === 'hub' ? [adapter.repository] : []),
  ].join('\n');
}

const icons: Readonly<Record<AvailableNode['pull']['kind'], string>> = {
  none: 'cloud',
  running: 'loading~spin',
  paused: 'debug-pause',
  failed: 'error',
};
