import { fitsQuestion } from './answerType';
import type { Likelihood } from './likelihood';
import { numbersUsed } from './numbersUsed';

/** What can be seen of an answer without knowing the right one. */
export interface AnswerSignals extends Likelihood {
  /** Equations of the chain that hold, and that do not. */
  readonly holding: number;
  readonly failing: number;
  /** The model ended the text itself. */
  readonly isFinished: boolean;
  /** Tokens of the whole text. */
  readonly tokenCount: number;
  /** Whether the answer has the form that was asked for; null where that cannot be said. */
  readonly fitsQuestion: boolean | null;
  /** Share of the question's numbers that stand in the chain, 0 to 1. */
  readonly numbersUsed: number;
  /**
   * Votes of the answer less those of the runner-up, over the chains that were to vote, 0 to 1. A
   * vote that ended early or was stopped has a smaller lead: what is not known does not count.
   */
  readonly lead: number;
}

/** The signals of one chain; `lead` is that of a single one. */
export function chainSignals(seen: {
  readonly question: string;
  readonly answer: string;
  /** The reasoning, without the answer line. */
  readonly chain: string;
  readonly checks: readonly { readonly holds: boolean }[];
  readonly isFinished: boolean;
  readonly tokenCount: number;
  readonly likelihood: Likelihood;
}): AnswerSignals {
  const holding = seen.checks.filter(({ holds }) => holds).length;
  return {
    ...seen.likelihood,
    holding,
    failing: seen.checks.length - holding,
    isFinished: seen.isFinished,
    tokenCount: seen.tokenCount,
    fitsQuestion: fitsQuestion(seen.question, seen.answer) ?? null,
    numbersUsed: numbersUsed(seen.question, seen.chain),
    lead: 0,
  };
}
