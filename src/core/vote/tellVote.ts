/** A vote as it is counted, while it runs or afterwards. */
export interface CountedVote {
  /** Chains that were to be written, and those that have ended. */
  readonly asked: number;
  readonly ended: number;
  /** Answers with their votes, most first. */
  readonly groups: readonly { readonly answer: string; readonly count: number }[];
  readonly withoutAnswer: number;
  readonly isTie: boolean;
  /** False while it runs, and after a person has stopped it. */
  readonly isComplete: boolean;
}

/** Chains that came to the same: an answer, or none. */
export type VoteShare =
  | { readonly kind: 'answer'; readonly count: number; readonly answer: string }
  | { readonly kind: 'noAnswer'; readonly count: number };

/** What has to be known of a vote that is over. */
export type VoteNote =
  /** The answer that came first is shown. */
  | { readonly kind: 'tie' }
  /** By a person: the tally is a part of the vote. */
  | { readonly kind: 'stopped'; readonly ended: number; readonly asked: number }
  /** The rest could not change the winner. */
  | { readonly kind: 'notNeeded'; readonly left: number; readonly asked: number };

/** Who has how many votes, most first; what no chain came to is not named. */
export function voteShares({
  groups,
  withoutAnswer,
}: Pick<CountedVote, 'groups' | 'withoutAnswer'>): readonly VoteShare[] {
  return [
    ...groups.map(({ answer, count }) => ({ kind: 'answer' as const, count, answer })),
    ...(withoutAnswer > 0 ? [{ kind: 'noAnswer' as const, count: withoutAnswer }] : []),
  ];
}

/** What every surface says below the tally of a vote that is over. */
export function voteNotes({ asked, ended, isTie, isComplete }: CountedVote): readonly VoteNote[] {
  const left = asked - ended;
  return [
    ...(isTie ? [{ kind: 'tie' as const }] : []),
    ...(isComplete ? [] : [{ kind: 'stopped' as const, ended, asked }]),
    ...(isComplete && left > 0 ? [{ kind: 'notNeeded' as const, left, asked }] : []),
  ];
}
