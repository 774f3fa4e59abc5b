import { formatAnswerLine } from '../answer/answerLine';
import type { PromptTurn } from '../prompt/promptTemplate';

/** One question of a conversation with what later prompts need of its answer. */
export interface ConversationTurn {
  readonly question: string;
  /** As written in the box; null where there is none: stopped, failed, or no answer was given. */
  readonly answer: string | null;
  /** γ that the answer was written at. */
  readonly keepRatio: number;
}

/**
 * The earlier turns of a prompt, oldest first: each question with its ratio and its answer line,
 * never with its chain. A question without an answer has nothing to go on from and is left out.
 */
export function promptTurns(turns: readonly ConversationTurn[]): readonly PromptTurn[] {
  return turns.flatMap(({ question, answer, keepRatio }) =>
    answer === null ? [] : [{ question, answer: formatAnswerLine(answer), keepRatio }],
  );
}
