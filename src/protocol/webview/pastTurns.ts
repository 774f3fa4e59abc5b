import type { PromptTurn } from '../../core/prompt/promptTemplate';
import type { Check } from '../guards';
import { arrayOf, numberIn, object, optional, text } from '../guards';
import { limits } from '../limits';

/** Earlier turns that are kept with an answer; older ones are forgotten. */
export const maxPastTurns = 50;

/** What a question follows upon, oldest first. */
export const pastTurns: Check<readonly PromptTurn[]> = arrayOf(
  object<PromptTurn>({
    question: text(limits.textLength),
    answer: text(limits.textLength),
    keepRatio: optional(numberIn(0, 1)),
  }),
  maxPastTurns,
);
