import { l10n } from 'vscode';
import { tenths } from '../../../core/confidence/confidenceWord';
import { formatKeepRatio } from '../../../core/ratio';
import type { AnswerReport, ConfidenceReport } from '../../../protocol/answerReport';
import { escapeMarkdown } from '../../models/escapeMarkdown';

/** The answer as Markdown that a formula may stand in; what would end the formula becomes code. */
export function answerMarkdown({ answer, lastNumber }: AnswerReport): string {
  if (answer !== null) {
    return answer.includes('$') ? answer.replaceAll('$', '\\$') : `$${answer.trim()}$`;
  }
  return lastNumber === null
    ? l10n.t('The model gave no answer.')
    : l10n.t('The model gave no answer; the last number it wrote was {0}.', lastNumber);
}

/** Answer, equations that hold, and what it cost, as the last lines of a response. */
export function answerSummary(report: AnswerReport): string {
  const { answer, checks, tokens, seconds, ratio, saved } = report;
  const heading =
    answer === null
      ? `**${answerMarkdown(report)}**`
      : `**${l10n.t('Answer')}:** ${answerMarkdown(report)}`;
  const holding = checks.filter(({ holds }) => holds).length;
  const facts = [
    ...(report.confidence === undefined ? [] : [chanceText(report.confidence)]),
    ...(report.isOutside === true ? [l10n.t('outside what the model was measured on')] : []),
    ...(checks.length === 0 ? [] : [l10n.t('{0} of {1} equations hold', holding, checks.length)]),
    l10n.t('{0} tokens', tokens),
    l10n.t('{0} s', seconds.toFixed(1)),
    l10n.t('ratio {0}', formatKeepRatio(ratio)),
    escapeMarkdown(report.model),
    ...(saved?.kind === 'estimated'
      ? [l10n.t('≈ {0} tokens saved', Math.round(saved.tokens))]
      : []),
  ];
  return `\n\n${heading}\n\n*${facts.join(' · ')}*\n`;
}

/** Not sure is said first; the number is of tens, as that is what a measurement of this size carries. */
function chanceText({ probability, isSure }: ConfidenceReport): string {
  const count = Math.min(Math.max(tenths(probability), 1), 9);
  return isSure
    ? l10n.t('right about {0} times in 10', count)
    : l10n.t('not sure: right about {0} times in 10', count);
}
