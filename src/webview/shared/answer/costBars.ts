import type { AnswerReport } from '../../../protocol/answerReport';

/** What was spent of what the full reasoning would have cost. */
export interface CostBar {
  readonly spent: number;
  readonly full: number;
  /** Of the full cost, 0 to 1; 1 also where more was spent than that. */
  readonly share: number;
}

export interface CostBars {
  /** False: the full cost was measured. */
  readonly isEstimate: boolean;
  readonly tokens: CostBar;
  readonly seconds: CostBar;
}

/** Undefined where nothing is known of the full cost: no bar is better than a made-up one. */
export function costBars({ saved, tokens, seconds }: AnswerReport): CostBars | undefined {
  if (saved === null || saved.kind === 'none') return undefined;
  return {
    isEstimate: saved.kind === 'estimated',
    tokens: bar(tokens, tokens + saved.tokens),
    seconds: bar(seconds, seconds + saved.seconds),
  };
}

function bar(spent: number, full: number): CostBar {
  return { spent, full, share: full > 0 ? Math.min(1, spent / full) : 1 };
}
