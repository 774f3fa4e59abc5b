import { l10n } from 'vscode';
import type { ToldComparison } from '../../../core/tellComparison';
import { tellComparison, writingSeconds } from '../../../core/tellComparison';
import type { AnswerReport } from '../../../protocol/answerReport';
import type { AnswerView } from '../../../protocol/webview/answerView';
import type { RatioSetting } from '../../../protocol/webview/ratioSetting';
import type { AnswerRequest, AnswerService } from '../../ask/answerService';
import { secondsText, tokensText } from '../../numberText';
import { compareOutcome } from '../../panel/compareOutcome';
import { recordComparison } from '../../savings/recordComparison';
import type { SavingsService } from '../../savings/savingsService';
import type { AnswerStream } from './answerStream';
import { answerMarkdown } from './answerSummary';
import { streamAnswer } from './streamAnswer';
import { writeNotes } from './writeEnd';

/** What a comparison asks, and where its result is kept. */
export interface CompareServices {
  readonly answers: Pick<AnswerService, 'ask'>;
  readonly savings: Pick<SavingsService, 'recordMeasured'>;
}

/**
 * Asks in full and at `short`, one after the other, streams both, and writes as a table what was
 * measured. Resolves to the answer at `short`, or to the view that did not end well.
 */
export async function compareRatios(
  { answers, savings }: CompareServices,
  request: AnswerRequest,
  short: RatioSetting,
  stream: AnswerStream,
  signal: AbortSignal,
): Promise<AnswerView> {
  stream.markdown(`**${l10n.t('Full reasoning')}**\n\n`);
  const full = await streamAnswer(answers, { ...request, ratio: '1.0' }, stream, signal);
  if (full.report === null) return full;
  const kept = Math.round(Number(short) * 100);
  stream.markdown(`\n\n**${l10n.t('{0} % kept', kept)}**\n\n`);
  const shortened = await streamAnswer(answers, { ...request, ratio: short }, stream, signal);
  writeNotes(shortened, stream);
  const outcome = compareOutcome(full, shortened);
  if (shortened.report === null || outcome === null) return shortened;
  stream.markdown(`\n\n${table(full.report, shortened.report)}`);
  const told = tellComparison(outcome);
  stream.markdown(`\n\n${agreementText(told)} · ${costText(told)}\n`);
  await recordComparison(savings, full, shortened);
  return shortened;
}

function table(full: AnswerReport, short: AnswerReport): string {
  const row = (name: string, cell: (report: AnswerReport) => string): string =>
    `| ${[name, ...[full, short].map(cell)].map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    row(l10n.t('Ratio'), ({ ratio }) => ratio.toFixed(1)),
    '| --- | --- | --- |',
    row(l10n.t('Answer'), answerMarkdown),
    row(l10n.t('Reasoning'), ({ chainTokens }) => tokensText(chainTokens)),
    row(l10n.t('Time of writing'), (report) => secondsText(writingSeconds(report))),
  ].join('\n');
}

function agreementText({ agreement }: ToldComparison): string {
  switch (agreement) {
    case 'same':
      return `✓ ${l10n.t('same answer')}`;
    case 'different':
      return `✗ ${l10n.t('different answers')}`;
    case 'noTwoAnswers':
      return l10n.t('No two answers to compare');
  }
}

function costText(told: ToldComparison): string {
  const tokens = tokensText(told.tokens);
  const seconds = secondsText(told.seconds);
  switch (told.cost) {
    case 'saved':
      return l10n.t('measured: {0} and {1} saved', tokens, seconds);
    case 'more':
      return l10n.t('measured: {0} and {1} more than in full', tokens, seconds);
    case 'fewerTokens':
      return l10n.t('measured: {0} saved, {1} more', tokens, seconds);
    case 'lessTime':
      return l10n.t('measured: {0} more, {1} saved', tokens, seconds);
  }
}
