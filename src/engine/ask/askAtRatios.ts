import { isGoodEnough } from '../../core/confidence/isGoodEnough';
import type { Waste } from '../../core/savings';
import { noWaste } from '../../core/savings';
import { checkAgainChains } from '../../core/vote/voteSeconds';
import type { AnswerReport, VoteReport } from '../../protocol/answerReport';
import { isCancelled } from '../../protocol/appError';
import { askByVote } from './askByVote';
import type { Answered, Question, QuestionHooks } from './askQuestion';
import { askQuestion } from './askQuestion';
import type { ModelSession } from './modelSession';
import type { RatioChoice } from './ratioChoice';
import { reportAnswer } from './reportAnswer';

/** A question whose ratio is still to be settled. */
export type RatioQuestion = Omit<Question, 'keepRatio'>;

/** What is about to be done. */
export type AskStep =
  /** A chain; of the second one what was streamed before was not good enough, which is `before`. */
  | {
      readonly kind: 'chain';
      readonly keepRatio: number;
      readonly attempt: number;
      readonly before?: AnswerReport;
    }
  /** Several chains vote, as the answer before was not good enough. Their text is not streamed. */
  | { readonly kind: 'vote'; readonly keepRatio: number; readonly before: AnswerReport }
  /** Nothing more: the full chain that was streamed is no better than the one before it, which stays. */
  | { readonly kind: 'back'; readonly keepRatio: number; readonly before: AnswerReport };

export interface RatioHooks extends QuestionHooks {
  /** Before each step. */
  readonly onStep?: (step: AskStep) => void;
  /** After each chain of a vote that ended: the votes so far. */
  readonly onVotes?: (votes: VoteReport) => void;
  /** Tokens of all chains of a vote together. */
  readonly onVoteTokens?: (tokenCount: number) => void;
}

interface Tried {
  readonly answered: Answered;
  readonly keepRatio: number;
  readonly report: AnswerReport;
}

/**
 * Asks at the ratio of `choice`, and once more as it says if that answer is not good enough (see
 * {@link isGoodEnough}). All that was written is part of what the report costs.
 *
 * Codes: those of `Engine.generate`.
 */
export async function askAtRatios(
  session: ModelSession,
  question: RatioQuestion,
  { keepRatio, next }: Pick<RatioChoice, 'keepRatio' | 'next'>,
  hooks: RatioHooks,
): Promise<AnswerReport> {
  const first = await askChain(session, question, { keepRatio, attempt: 0 }, hooks);
  if (next === undefined || isEnough(first)) return first.report;
  return next === 'full'
    ? askInFull(session, question, first, hooks)
    : askForVotes(session, question, first, hooks);
}

/**
 * The better of `first` and the full chain. A stop leaves the answer as it was, if the first chain has one.
 */
async function askInFull(
  session: ModelSession,
  question: RatioQuestion,
  first: Tried,
  hooks: RatioHooks,
): Promise<AnswerReport> {
  const goBack = (): void =>
    hooks.onStep?.({ kind: 'back', keepRatio: first.keepRatio, before: first.report });
  let full: Tried;
  try {
    const step = { keepRatio: 1, attempt: 1, before: first.report };
    full = await askChain(session, question, step, hooks);
  } catch (error) {
    if (!isCancelled(error) || first.report.answer === null) throw error;
    goBack();
    return first.report;
  }
  if (!isBetter(first.report, full.report)) {
    return reportWith(session, question, full, wasteOf(first));
  }
  goBack();
  return reportWith(session, question, first, wasteOf(full));
}

/**
 * What a vote of chains as short as the first says of the question. Its answer takes the place of the
 * first one, whose chance was told without knowing the votes; if no chain has one, the first stays, with
 * the votes. A stop keeps the votes that are in, and before there is one the answer as it was.
 */
async function askForVotes(
  session: ModelSession,
  question: RatioQuestion,
  first: Tried,
  hooks: RatioHooks,
): Promise<AnswerReport> {
  const { keepRatio } = first;
  const spent = wasteOf(first);
  const chainCount = checkAgainChains;
  hooks.onStep?.({ kind: 'vote', keepRatio, before: first.report });
  try {
    const voted = await askByVote(
      session,
      { ...question, keepRatio, chainCount, seed: question.sampling.seed ?? 0, spent },
      {
        signal: hooks.signal,
        ...(hooks.onVotes === undefined ? {} : { onVotes: hooks.onVotes }),
        ...(hooks.onVoteTokens === undefined ? {} : { onTokens: hooks.onVoteTokens }),
      },
    );
    const { answer, tokens, seconds, votes } = voted;
    if (answer !== null || votes === undefined) return voted;
    const vain = { tokens: tokens - spent.tokens, seconds: seconds - spent.seconds };
    return { ...(await reportWith(session, question, first, vain)), votes };
  } catch (error) {
    if (!isCancelled(error)) throw error;
    return first.report;
  }
}

async function askChain(
  session: ModelSession,
  question: RatioQuestion,
  step: Omit<Extract<AskStep, { readonly kind: 'chain' }>, 'kind'>,
  hooks: RatioHooks,
): Promise<Tried> {
  const { keepRatio } = step;
  hooks.onStep?.({ kind: 'chain', ...step });
  const answered = await askQuestion(session, { ...question, keepRatio }, hooks);
  const cost = { question, keepRatio, failed: noWaste };
  const report = await reportAnswer(session, answered, cost, hooks.signal);
  return { answered, keepRatio, report };
}

function isEnough({ answered: { split }, report }: Tried): boolean {
  const { answer, finishReason, confidence, checks } = report;
  // Without a calibration an equation that does not hold stands for not being sure.
  const isSure = confidence?.isSure ?? checks.every(({ holds }) => holds);
  return isGoodEnough({ answer, finishReason, isComplete: split.isComplete, isSure });
}

/**
 * Whether the short chain's answer is the one to show: the full one has none, or both have a chance and
 * its own is greater. A full chain without a chance, such as one longer than those measured, is preferred.
 */
function isBetter(short: AnswerReport, full: AnswerReport): boolean {
  if (short.answer === null || full.answer === null) return short.answer !== null;
  const [own, other] = [short.confidence?.probability, full.confidence?.probability];
  return own !== undefined && other !== undefined && own > other;
}

function wasteOf({ answered: { output, wallMs } }: Tried): Waste {
  return { tokens: output.tokenIds.length, seconds: wallMs / 1000 };
}

/** The report of an attempt that others were paid for beside; nothing can stop it any more. */
function reportWith(
  session: ModelSession,
  question: RatioQuestion,
  { answered, keepRatio }: Tried,
  failed: Waste,
): Promise<AnswerReport> {
  const attempt = { question, keepRatio, failed };
  return reportAnswer(session, answered, attempt, new AbortController().signal);
}
