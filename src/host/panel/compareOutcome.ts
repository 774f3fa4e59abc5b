import { answersEqual } from '../../core/answer/answersEqual';
import { measuredSaving } from '../../core/savings';
import type { AnswerReport } from '../../protocol/answerReport';
import type { AnswerView } from '../../protocol/webview/answerView';
import type { CompareOutcome } from '../../protocol/webview/panelLink';

/** What the two runs say of each other; null until both are done. */
export function compareOutcome(full: AnswerView, short: AnswerView): CompareOutcome | null {
  if (full.report === null || short.report === null) return null;
  const saving = measuredSaving(costOf(full.report), costOf(short.report));
  if (saving.kind !== 'measured') return null;
  const { answer } = full.report;
  const isSameAnswer =
    answer === null || short.report.answer === null
      ? null
      : answersEqual(answer, short.report.answer);
  return { savedTokens: saving.tokens, savedSeconds: saving.seconds, isSameAnswer };
}

/**
 * Without the time up to the first token: the second run finds most of its prompt read already,
 * which no shorter reasoning has saved.
 */
function costOf({ chainTokens, seconds, timeToFirstToken }: AnswerReport): {
  readonly chainTokens: number;
  readonly seconds: number;
} {
  return { chainTokens, seconds: Math.max(0, seconds - timeToFirstToken) };
}
