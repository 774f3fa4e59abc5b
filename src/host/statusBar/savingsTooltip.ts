import { env, l10n, MarkdownString } from 'vscode';
import type { SavingsEntry, SavingsSum, SavingsTotals } from '../../core/savingsLedger';
import {
  aboutSign,
  formatSeconds,
  formatTokens,
  intervalText,
  sumText,
} from '../../core/savingsText';
import { escapeMarkdown } from '../models/escapeMarkdown';
import type { SavingsView } from '../savings/savingsService';

/**
 * What the status bar tells of savings: session, workspace and all time, measured and estimated
 * apart, and the newest answer with the interval of its estimate.
 */
export function savingsTooltip(view: SavingsView): MarkdownString {
  const lines = [
    `**${l10n.t('Saved by shorter reasoning')}**`,
    '',
    `| | ${l10n.t('Measured')} | ${l10n.t('Estimated')} |`,
    '|:--|--:|--:|',
    row(l10n.t('This session'), view.session),
    row(l10n.t('This workspace'), view.workspace),
    row(l10n.t('All time'), view.all),
    '',
    ...(view.last === undefined ? [] : [lastAnswer(view.last), '']),
    l10n.t(
      'Measured: the same question was run with its full reasoning too. Estimated (≈): from what this model saved on test questions.',
    ),
  ];
  return new MarkdownString(lines.join('\n'));
}

function row(name: string, { measured, estimated }: SavingsTotals): string {
  return `| ${name} | ${cell(measured, false)} | ${cell(estimated, true)} |`;
}

function cell(sum: SavingsSum, isEstimate: boolean): string {
  if (sum.answers === 0) return '&nbsp;&nbsp;–';
  const { tokens, seconds } = sumText(sum, isEstimate, env.language);
  // Tooltips draw tables without space between their columns.
  return `&nbsp;&nbsp;${l10n.t('{0} tokens · {1}', tokens, seconds)}`;
}

function lastAnswer(entry: SavingsEntry): string {
  const isEstimate = entry.kind === 'estimated';
  const tokens = aboutSign(isEstimate) + formatTokens(entry.tokens, env.language);
  const seconds = aboutSign(isEstimate) + formatSeconds(entry.seconds, env.language);
  const interval = intervalText(entry, env.language);
  const text =
    interval === undefined
      ? l10n.t('Last answer: {0} tokens · {1}', tokens, seconds)
      : l10n.t(
          'Last answer: {0} tokens, for 8 of 10 questions {1} to {2} · {3}',
          tokens,
          interval[0],
          interval[1],
          seconds,
        );
  return entry.model === undefined ? text : `${text} · ${escapeMarkdown(entry.model)}`;
}
