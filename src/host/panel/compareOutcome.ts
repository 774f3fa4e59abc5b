import { answersEqual } from '../../core/answer/answersEqual';
import type { RunCost } from '../../core/savings';
import { measuredSaving } from '../../core/savings';
import { writingSeconds } from '../../core/tellComparison';
import type { AnswerReport } from '../../protocol/answerReport';
import type { AnswerView } from '../../protocol/webview/answerView';
import type { CompareOutcome } from '../../protocol/webview/panelLink';

/**
 * What the two runs say of each other; null until both are done, and where another model or device ran
 * the second one.
 */
export function compareOutcome(full: AnswerView, short: AnswerView): CompareOutcome | null {
  if (full.report === null || short.report === null) return null;
  if (full.report.model !== short.report.model) return null;
  if (full.report.device !== short.report.device) return null;
  const saving = measuredSaving(costOf(full.report), costOf(short.report));
  if (saving.kind !== 'measured') return null;
  const { answer } = full.report;
  const isSameAnswer =
    answer === null || short.report.answer === null
      ? null
      : answersEqual(answer, short.report.answer);
  return { savedTokens: saving.tokens, savedSeconds: saving.seconds, isSameAnswer };
}

function costOf(report: AnswerReport): RunCost {
  return { chainTokens: report.chainTokens, seconds: writingSeconds(report) };
}
