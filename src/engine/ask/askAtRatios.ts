import type { Waste } from '../../core/savings';
import type { AnswerReport } from '../../protocol/answerReport';
import { AppError } from '../../protocol/appError';
import type { Question, QuestionHooks } from './askQuestion';
import { askQuestion } from './askQuestion';
import type { ModelSession } from './modelSession';
import { reportAnswer } from './reportAnswer';

/** A question whose ratio is still to be settled. */
export type RatioQuestion = Omit<Question, 'keepRatio'>;

export interface RatioHooks extends QuestionHooks {
  /** Before each attempt; what was streamed before belongs to the one that failed. */
  readonly onAttempt?: (keepRatio: number, attempt: number) => void;
}

/**
 * Asks at each ratio of `keepRatios` until one gives a whole answer; the last one is reported
 * whatever it gave. The cost of failed attempts is part of the report.
 *
 * Codes: those of `Engine.generate`.
 */
export async function askAtRatios(
  session: ModelSession,
  question: RatioQuestion,
  keepRatios: readonly [number, ...number[]],
  hooks: RatioHooks,
): Promise<AnswerReport> {
  let failed: Waste = { tokens: 0, seconds: 0 };
  for (const [attempt, keepRatio] of keepRatios.entries()) {
    hooks.onAttempt?.(keepRatio, attempt);
    const answered = await askQuestion(session, { ...question, keepRatio }, hooks);
    const { output, split, wallMs } = answered;
    const isGood = split.isComplete && output.finishReason === 'stop';
    if (isGood || attempt + 1 === keepRatios.length) {
      return reportAnswer(session, answered, { keepRatio, failed }, hooks.signal);
    }
    failed = {
      tokens: failed.tokens + output.tokenIds.length,
      seconds: failed.seconds + wallMs / 1000,
    };
  }
  throw new AppError('internal', 'there was no ratio to ask at');
}
