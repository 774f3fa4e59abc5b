import { answersEqual } from '../answer/answersEqual';

/** Chains that came to the same answer. */
export interface VoteGroup {
  /** As the first of them wrote it. */
  readonly answer: string;
  /** Chains in it, by number, in the order in which they ended. */
  readonly chains: readonly number[];
}

/** What the chains of a vote have said so far. */
export interface VoteTally {
  /** In the order in which they were named; see {@link ranked}. */
  readonly groups: readonly VoteGroup[];
  /** Chains that ended without an answer. */
  readonly withoutAnswer: number;
}

export const emptyTally: VoteTally = { groups: [], withoutAnswer: 0 };

/**
 * The tally with one more chain. Answers that differ in form alone (1/2, 0.5, 50 %) are one group:
 * each is compared with the first of a group, since equality up to rounding is not transitive.
 */
export function addVote(tally: VoteTally, chain: number, answer: string | undefined): VoteTally {
  if (answer === undefined) return { ...tally, withoutAnswer: tally.withoutAnswer + 1 };
  const at = tally.groups.findIndex((group) => answersEqual(group.answer, answer));
  const groups =
    at < 0
      ? [...tally.groups, { answer, chains: [chain] }]
      : tally.groups.map((group, index) =>
          index === at ? { ...group, chains: [...group.chains, chain] } : group,
        );
  return { ...tally, groups };
}

/** Most votes first; among equals the one that was named first. */
export function ranked({ groups }: VoteTally): readonly VoteGroup[] {
  return groups.toSorted((a, b) => b.chains.length - a.chains.length);
}

/** Whether `left` more chains cannot change who leads. False while nobody does. */
export function isDecided(tally: VoteTally, left: number): boolean {
  const [first, second] = ranked(tally);
  if (first === undefined) return false;
  return first.chains.length > (second?.chains.length ?? 0) + left;
}

/** Whether two answers have the most votes. */
export function isTie(tally: VoteTally): boolean {
  const [first, second] = ranked(tally);
  return first !== undefined && first.chains.length === second?.chains.length;
}

/** Votes of the winner less those of the runner-up, over the chains that were to vote: 0 to 1. */
export function voteLead(tally: VoteTally, asked: number): number {
  const [first, second] = ranked(tally);
  return ((first?.chains.length ?? 0) - (second?.chains.length ?? 0)) / asked;
}
