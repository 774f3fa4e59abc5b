import { l10n } from 'vscode';
import { answersEqual } from '../../../core/answer/answersEqual';
import { measuredSaving } from '../../../core/savings';
import type { AnswerReport } from '../../../protocol/answerReport';
import type { AnswerView } from '../../../protocol/webview/answerView';
import type { RatioSetting } from '../../../protocol/webview/ratioSetting';
import type { AnswerRequest, AnswerService } from '../../ask/answerService';
import type { AnswerStream } from './answerStream';
import { answerMarkdown } from './answerSummary';

/**
 * Asks in full and at `short`, one after the other, and writes both as a table with what was
 * measured. Resolves to the answer at `short`, or to the view that did not end well.
 */
export async function compareRatios(
  answers: AnswerService,
  request: AnswerRequest,
  short: RatioSetting,
  stream: AnswerStream,
  signal: AbortSignal,
): Promise<AnswerView> {
  const reports: AnswerReport[] = [];
  let view: AnswerView | undefined;
  for (const ratio of ['1.0', short] as const) {
    stream.progress(l10n.t('Asking at ratio {0}', ratio));
    view = await answers.ask({ ...request, ratio }, { signal, onView: () => undefined });
    if (view.report === null) return view;
    reports.push(view.report);
  }
  const [full, shortened] = reports;
  if (view === undefined || full === undefined || shortened === undefined) {
    throw new Error('two ratios were asked');
  }
  stream.markdown(table(full, shortened));
  stream.markdown(verdict(full, shortened));
  return view;
}

function table(full: AnswerReport, short: AnswerReport): string {
  const row = (name: string, cell: (report: AnswerReport) => string): string =>
    `| ${[name, ...[full, short].map(cell)].map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    row(l10n.t('Ratio'), ({ ratio }) => ratio.toFixed(1)),
    '| --- | --- | --- |',
    row(l10n.t('Answer'), answerMarkdown),
    row(l10n.t('Reasoning'), ({ chainTokens }) => l10n.t('{0} tokens', chainTokens)),
    row(l10n.t('Time'), ({ seconds }) => l10n.t('{0} s', seconds.toFixed(1))),
  ].join('\n');
}

function verdict(full: AnswerReport, short: AnswerReport): string {
  const agree =
    full.answer !== null && short.answer !== null && answersEqual(full.answer, short.answer);
  const saving = measuredSaving(full, short);
  const saved =
    saving.kind === 'measured'
      ? l10n.t('Measured: {0} tokens and {1} s saved.', saving.tokens, saving.seconds.toFixed(1))
      : '';
  return `\n\n${agree ? l10n.t('Same answer.') : l10n.t('The answers differ.')} ${saved}\n`;
}
