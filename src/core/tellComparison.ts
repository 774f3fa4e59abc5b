/** What a short run took less than the full one; below 0 where it took more. */
export interface ComparedRuns {
  readonly savedTokens: number;
  readonly savedSeconds: number;
  /** Null where one of them gave no answer. */
  readonly isSameAnswer: boolean | null;
}

/**
 * What a comparison says, the same on every surface. `tokens` and `seconds` are sizes, 0 or more; of a
 * run that took more of both nothing is called saved.
 */
export interface ToldComparison {
  readonly agreement: 'same' | 'different' | 'noTwoAnswers';
  readonly cost: 'saved' | 'more' | 'fewerTokens' | 'lessTime';
  readonly tokens: number;
  readonly seconds: number;
}

export function tellComparison({
  savedTokens,
  savedSeconds,
  isSameAnswer,
}: ComparedRuns): ToldComparison {
  const tokens = Math.abs(savedTokens);
  const seconds = Math.abs(savedSeconds);
  const agreement = isSameAnswer === null ? 'noTwoAnswers' : isSameAnswer ? 'same' : 'different';
  return { agreement, cost: costOf(savedTokens, savedSeconds), tokens, seconds };
}

function costOf(savedTokens: number, savedSeconds: number): ToldComparison['cost'] {
  if (savedTokens >= 0) return savedSeconds >= 0 ? 'saved' : 'fewerTokens';
  return savedSeconds >= 0 ? 'lessTime' : 'more';
}

/**
 * Seconds of an answer without those up to its first token: of two runs the second finds most of its
 * prompt read already, which no shorter reasoning has saved.
 */
export function writingSeconds(run: {
  readonly seconds: number;
  readonly timeToFirstToken: number;
}): number {
  return Math.max(0, run.seconds - run.timeToFirstToken);
}
