import { l10n } from 'vscode';
import { formatKeepRatio } from '../../../core/ratio';
import type { AnswerReport } from '../../../protocol/answerReport';
import { trustFacts } from '../../ask/trustFacts';
import { escapeMarkdown } from '../../models/escapeMarkdown';
import { secondsText, tokensText, wholeText } from '../../numberText';

/** The answer as Markdown that a formula may stand in; what would end the formula becomes code. */
export function answerMarkdown({ answer, lastNumber }: AnswerReport): string {
  if (answer !== null) {
    return answer.includes('$') ? answer.replace(/(?<!\\)\$/g, '\\$&') : `$${answer.trim()}$`;
  }
  return lastNumber === null
    ? l10n.t('The model gave no answer.')
    : l10n.t('The model gave no answer; the last number it wrote was {0}.', lastNumber);
}

/** Answer, how far it can be relied on, and what it cost, as the last lines of a response. */
export function answerSummary(report: AnswerReport): string {
  const { answer, tokens, seconds, ratio, saved } = report;
  const heading =
    answer === null
      ? `**${answerMarkdown(report)}**`
      : `**${l10n.t('Answer')}:** ${answerMarkdown(report)}`;
  const facts = [
    ...trustFacts(report),
    tokensText(tokens),
    secondsText(seconds),
    l10n.t('ratio {0}', formatKeepRatio(ratio)),
    escapeMarkdown(report.model),
    ...(saved?.kind === 'estimated' ? [l10n.t('≈ {0} tokens saved', wholeText(saved.tokens))] : []),
    ...(saved?.kind === 'measured'
      ? [l10n.t('{0} tokens more than in full', wholeText(-saved.tokens))]
      : []),
  ];
  return `\n\n${heading}\n\n*${facts.join(' · ')}*\n`;
}
