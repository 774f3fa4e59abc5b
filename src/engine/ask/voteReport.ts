import type { VoteTally } from '../../core/vote/voteTally';
import { isTie, ranked } from '../../core/vote/voteTally';
import type { AnswerReport, VoteReport } from '../../protocol/answerReport';

/** How many chains there are and what became of them. */
export interface VoteCount {
  readonly asked: number;
  readonly ended: number;
  /** False while the vote runs, and after a person has stopped it. */
  readonly isComplete: boolean;
}

/** The tally as surfaces show it. */
export function voteReport(tally: VoteTally, count: VoteCount): VoteReport {
  return {
    asked: count.asked,
    ended: count.ended,
    groups: ranked(tally).map(({ answer, chains }) => ({ answer, count: chains.length })),
    withoutAnswer: tally.withoutAnswer,
    isTie: isTie(tally),
    isComplete: count.isComplete,
  };
}

/** Whether the reasoning of a report is that of a vote's winner, which nobody saw being written. */
export function hasWinner({ votes }: Pick<AnswerReport, 'votes'>): boolean {
  return votes !== undefined && votes.groups.length > 0;
}
