import type { Event, TreeDataProvider } from 'vscode';
import { env, EventEmitter, l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { DaySavings, SavingsSum, SavingsTotals } from '../../core/savingsLedger';
import { combinedSavings } from '../../core/savingsLedger';
import { combinedText, sumText } from '../../core/savingsText';
import { dayLabel } from './dayLabel';
import type { SavingsService, SavingsView } from './savingsService';
import { textBar } from './textBar';

/** Days that the chart shows; the table has all. */
const shownDays = 14;

export type SavingsNode =
  | { readonly kind: 'sum'; readonly label: string; readonly totals: SavingsTotals }
  | { readonly kind: 'part'; readonly isEstimate: boolean; readonly sum: SavingsSum }
  | { readonly kind: 'days'; readonly days: readonly DaySavings[] }
  | { readonly kind: 'day'; readonly day: DaySavings; readonly maxTokens: number };

/** The savings view: sums, and a bar for each day. Empty as long as nothing was saved. */
export class SavingsTree implements TreeDataProvider<SavingsNode> {
  readonly #savings: SavingsService;
  readonly #changed = new EventEmitter<undefined>();

  constructor(savings: SavingsService) {
    this.#savings = savings;
    savings.onChange(() => this.#changed.fire(undefined));
  }

  get onDidChangeTreeData(): Event<undefined> {
    return this.#changed.event;
  }

  getChildren(node?: SavingsNode): readonly SavingsNode[] & SavingsNode[] {
    if (node === undefined) return roots(this.#savings.view);
    if (node.kind === 'sum') return parts(node.totals);
    return node.kind === 'days' ? bars(node.days) : [];
  }

  getTreeItem(node: SavingsNode): TreeItem {
    switch (node.kind) {
      case 'sum':
        return sumItem(node.label, node.totals);
      case 'part':
        return partItem(node.isEstimate, node.sum);
      case 'days':
        return daysItem();
      case 'day':
        return dayItem(node.day, node.maxTokens);
    }
  }
}

function roots(view: SavingsView): SavingsNode[] {
  if (combinedSavings(view.all).answers === 0) return [];
  return [
    { kind: 'sum', label: l10n.t('This session'), totals: view.session },
    { kind: 'sum', label: l10n.t('This workspace'), totals: view.workspace },
    { kind: 'sum', label: l10n.t('All time'), totals: view.all },
    { kind: 'days', days: view.days },
  ];
}

function parts({ measured, estimated }: SavingsTotals): SavingsNode[] {
  return [
    { kind: 'part', isEstimate: false, sum: measured },
    { kind: 'part', isEstimate: true, sum: estimated },
  ];
}

function bars(days: readonly DaySavings[]): SavingsNode[] {
  const newest = days.slice(-shownDays).reverse();
  const maxTokens = Math.max(1, ...newest.map((day) => combinedSavings(day).tokens));
  return newest.map((day) => ({ kind: 'day', day, maxTokens }));
}

function sumItem(label: string, totals: SavingsTotals): TreeItem {
  const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
  const { tokens, seconds } = combinedText(totals, env.language);
  item.id = `sum.${label}`;
  item.description = l10n.t('{0} tokens · {1}', tokens, seconds);
  item.accessibilityInformation = { label: `${label}: ${spoken(totals)}` };
  return item;
}

function partItem(isEstimate: boolean, sum: SavingsSum): TreeItem {
  const label = isEstimate ? l10n.t('Estimated') : l10n.t('Measured');
  const item = new TreeItem(label);
  const { tokens, seconds } = sumText(sum, isEstimate && sum.answers > 0, env.language);
  const answers = sum.answers === 1 ? l10n.t('1 answer') : l10n.t('{0} answers', sum.answers);
  item.description = l10n.t('{0} tokens · {1} · {2}', tokens, seconds, answers);
  item.accessibilityInformation = { label: `${label}: ${item.description}` };
  item.iconPath = new ThemeIcon(isEstimate ? 'symbol-operator' : 'checklist');
  item.tooltip = isEstimate
    ? l10n.t('From what this model saved on test questions at the same ratio.')
    : l10n.t('The same question was run with its full reasoning too.');
  return item;
}

function daysItem(): TreeItem {
  const item = new TreeItem(l10n.t('By day'), TreeItemCollapsibleState.Expanded);
  item.id = 'days';
  return item;
}

function dayItem(day: DaySavings, maxTokens: number): TreeItem {
  const label = dayLabel(day.day);
  const item = new TreeItem(label);
  const { tokens, seconds } = combinedText(day, env.language);
  const bar = textBar(combinedSavings(day).tokens / maxTokens);
  item.id = `day.${day.day}`;
  // The words would not fit beside the bar; tooltip and table have them.
  item.description = `${bar} ${tokens} · ${seconds}`;
  item.tooltip = `${label}: ${spoken(day)}`;
  // The bar is for the eye; it would be read out as a row of blocks.
  item.accessibilityInformation = { label: `${label}: ${spoken(day)}` };
  return item;
}

function spoken(totals: SavingsTotals): string {
  const combined = combinedSavings(totals);
  const { tokens, seconds } = sumText(combined, false, env.language);
  return combined.isEstimate
    ? l10n.t('about {0} tokens and {1} saved, in part estimated', tokens, seconds)
    : l10n.t('{0} tokens and {1} saved', tokens, seconds);
}
