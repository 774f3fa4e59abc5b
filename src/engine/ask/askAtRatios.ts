import type { Waste } from '../../core/savings';
import { addWaste, noWaste } from '../../core/savings';
import type { AnswerReport } from '../../protocol/answerReport';
import { AppError } from '../../protocol/appError';
import type { Answered, Question, QuestionHooks } from './askQuestion';
import { askQuestion } from './askQuestion';
import type { ModelSession } from './modelSession';
import { reportAnswer } from './reportAnswer';

/** A question whose ratio is still to be settled. */
export type RatioQuestion = Omit<Question, 'keepRatio'>;

export interface RatioHooks extends QuestionHooks {
  /** Before each attempt; what was streamed before belongs to the one that was not good enough. */
  readonly onAttempt?: (keepRatio: number, attempt: number) => void;
}

interface Tried {
  readonly answered: Answered;
  readonly keepRatio: number;
  readonly report: AnswerReport;
}

/**
 * Asks at each ratio of `keepRatios` until an answer is good enough (see {@link isGoodEnough}). If
 * none is, the surest is reported, the later one where nothing tells them apart. The cost of the
 * other attempts is part of the report.
 *
 * Codes: those of `Engine.generate`.
 */
export async function askAtRatios(
  session: ModelSession,
  question: RatioQuestion,
  keepRatios: readonly [number, ...number[]],
  hooks: RatioHooks,
): Promise<AnswerReport> {
  const tried: Tried[] = [];
  for (const [attempt, keepRatio] of keepRatios.entries()) {
    hooks.onAttempt?.(keepRatio, attempt);
    const answered = await askQuestion(session, { ...question, keepRatio }, hooks);
    const cost = { question, keepRatio, failed: noWaste };
    const report = await reportAnswer(session, answered, cost, hooks.signal);
    tried.push({ answered, keepRatio, report });
    if (answered.split.isComplete && isGoodEnough(report)) break;
  }
  const best = tried.reduce<Tried | undefined>(
    (kept, next) => (kept !== undefined && rank(kept.report) > rank(next.report) ? kept : next),
    undefined,
  );
  if (best === undefined) throw new AppError('internal', 'there was no ratio to ask at');
  if (tried.length === 1) return best.report;
  const { answered, keepRatio } = best;
  const failed = tried
    .filter((each) => each !== best)
    .map(wasteOf)
    .reduce(addWaste, noWaste);
  return reportAnswer(session, answered, { question, keepRatio, failed }, hooks.signal);
}

/**
 * Whether no further attempt is needed: the model ended its answer itself and it is sure. Without a
 * calibration an equation that does not hold stands for not being sure.
 */
function isGoodEnough(report: AnswerReport): boolean {
  if (report.answer === null || report.finishReason !== 'stop') return false;
  return report.confidence?.isSure ?? report.checks.every(({ holds }) => holds);
}

/** No answer is worse than any; without a calibration all answers are alike. */
function rank({ answer, confidence }: AnswerReport): number {
  return answer === null ? -1 : (confidence?.probability ?? 0);
}

function wasteOf({ answered: { output, wallMs } }: Tried): Waste {
  return { tokens: output.tokenIds.length, seconds: wallMs / 1000 };
}
