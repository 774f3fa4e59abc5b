/** Sizes in the model's tokens. */
export interface ContextUse {
  /** What prompt and answer may have together. */
  readonly contextLength: number;
  /** The prompt of the new question without earlier turns. */
  readonly questionTokens: number;
  /** Most tokens that the answer may have. */
  readonly answerTokens: number;
  /** Each earlier turn, oldest first. */
  readonly turnTokens: readonly number[];
}

/** Share of the context that is always left to earlier turns and the question. */
const promptShare = 0.5;
/** Of the room for earlier turns, what is filled again once the oldest had to leave. */
const refillShare = 0.5;

/**
 * How many of the oldest turns leave the prompt so that question and answer have room, 0 to all.
 *
 * More leave than need to: if only one left with each new question, the start of the prompt would
 * be new every time and nothing that was read before could be reused. An answer that may take more
 * than half of the context does not drive turns out: only half is kept free for it.
 */
export function turnsThatLeave(use: ContextUse): number {
  const { contextLength, questionTokens, answerTokens, turnTokens } = use;
  const kept = Math.min(answerTokens, Math.ceil(contextLength * (1 - promptShare)));
  const room = Math.max(0, contextLength - kept - questionTokens);
  let total = turnTokens.reduce((sum, tokens) => sum + tokens, 0);
  if (total <= room) return 0;
  let leaving = 0;
  for (const tokens of turnTokens) {
    if (total <= room * refillShare) break;
    total -= tokens;
    leaving += 1;
  }
  return leaving;
}
