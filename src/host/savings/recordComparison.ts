import type { AnswerView } from '../../protocol/webview/answerView';
import { compareOutcome } from '../panel/compareOutcome';
import type { SavingsService } from './savingsService';

/**
 * Keeps what the short run of a question saved against the full one. A model that was not trained
 * for ratios writes longer or shorter by chance: that is no saving.
 */
export async function recordComparison(
  savings: Pick<SavingsService, 'recordMeasured'>,
  full: AnswerView,
  short: AnswerView,
): Promise<void> {
  const outcome = compareOutcome(full, short);
  if (outcome === null || short.report?.trainedForRatio !== true) return;
  await savings.recordMeasured(short.id, short.report.model, {
    kind: 'measured',
    tokens: outcome.savedTokens,
    seconds: outcome.savedSeconds,
  });
}
