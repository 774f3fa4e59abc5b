import { env, l10n } from 'vscode';
import type { SavingsSum, SavingsTotals } from '../../core/savingsLedger';
import { sumText } from '../../core/savingsText';
import { escapeMarkdown } from '../models/escapeMarkdown';
import type { SavingsView } from './savingsService';

/** All numbers of the savings view as a Markdown document, every day with a row of its own. */
export function savingsTable({ session, workspace, all, days, models }: SavingsView): string {
  const columns = [
    l10n.t('Measured tokens'),
    l10n.t('Measured time'),
    l10n.t('Estimated tokens'),
    l10n.t('Estimated time'),
    l10n.t('Answers'),
  ];
  const head = (first: string): readonly string[] => [
    `| ${[first, ...columns].join(' | ')} |`,
    '|:--|--:|--:|--:|--:|--:|',
  ];
  return [
    `# ${l10n.t('Saved by shorter reasoning')}`,
    '',
    ...head(l10n.t('Day')),
    ...[...days].reverse().map(({ day, ...totals }) => row(day, totals)),
    row(`**${l10n.t('This session')}**`, session),
    row(`**${l10n.t('This workspace')}**`, workspace),
    row(`**${l10n.t('All time')}**`, all),
    '',
    ...head(l10n.t('Model')),
    ...models.map(({ model, ...totals }) => row(modelName(model), totals)),
    '',
    l10n.t(
      'Measured: the same question was run with its full reasoning too. Estimated (≈): from what this model saved on test questions.',
    ),
    '',
  ].join('\n');
}

function modelName(model: string | undefined): string {
  return model === undefined ? l10n.t('not kept') : escapeMarkdown(model);
}

function row(name: string, { measured, estimated }: SavingsTotals): string {
  const answers = measured.answers + estimated.answers;
  return `| ${[name, ...cells(measured, false), ...cells(estimated, true), answers].join(' | ')} |`;
}

function cells(sum: SavingsSum, isEstimate: boolean): readonly string[] {
  if (sum.answers === 0) return ['–', '–'];
  const { tokens, seconds } = sumText(sum, isEstimate, env.language);
  return [tokens, seconds];
}
