import { splitAnswer } from '../../core/answer/splitAnswer';
import { addVote, emptyTally, isDecided, ranked, voteLead } from '../../core/vote/voteTally';
import type { EvalRow } from './evalLog';
import type { EvalRun } from './method';

/** One vote as the product would have held it. */
export interface ReplayedVote {
  readonly index: number;
  /** The first chain that won; undefined where no chain gave an answer. */
  readonly winner: EvalRow | undefined;
  /** As `AnswerSignals.lead`. */
  readonly lead: number;
  /** Each chain with its tokens until the vote was over. */
  readonly written: readonly { readonly row: EvalRow; readonly tokens: number }[];
}

/**
 * The votes on each question that all chains have answered. Chains of one batch grow by a token at a
 * time, so the shorter ends first, and the vote is over when the rest cannot change the winner.
 */
export function replayVotes(
  chains: readonly EvalRun[],
  rows: readonly EvalRow[],
): readonly ReplayedVote[] {
  const byQuestion = new Map<number, EvalRow[]>();
  for (const { key } of chains) {
    for (const row of rows) {
      if (row.run !== key) continue;
      byQuestion.set(row.index, [...(byQuestion.get(row.index) ?? []), row]);
    }
  }
  return [...byQuestion]
    .filter(([, answers]) => answers.length === chains.length)
    .map(([index, answers]) => replay(index, answers));
}

function replay(index: number, answers: readonly EvalRow[]): ReplayedVote {
  let tally = emptyTally;
  let ended = 0;
  let endedAt = 0;
  // A stable sort: of two that end together the first one is served first.
  const order = answers.toSorted((a, b) => a.tokens - b.tokens);
  for (const row of order) {
    const { answer, isComplete } = splitAnswer(row.text);
    const isVote = isComplete && row.finishReason === 'stop';
    tally = addVote(tally, ended, isVote ? answer : undefined);
    ended += 1;
    endedAt = row.tokens;
    if (isDecided(tally, answers.length - ended)) break;
  }
  const winner = ranked(tally)[0]?.chains[0];
  return {
    index,
    winner: winner === undefined ? undefined : order[winner],
    lead: voteLead(tally, answers.length),
    written: answers.map((row) => ({ row, tokens: Math.min(row.tokens, endedAt) })),
  };
}
