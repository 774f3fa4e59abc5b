import { describe, expect, it } from 'vitest';
import type { CountedVote } from '../../../../src/core/vote/tellVote';
import { voteNotes, voteShares } from '../../../../src/core/vote/tellVote';

const vote: CountedVote = {
  asked: 5,
  ended: 5,
  groups: [
    { answer: '42', count: 3 },
    { answer: '40', count: 1 },
  ],
  withoutAnswer: 1,
  isTie: false,
  isComplete: true,
};

describe('voteShares', () => {
  it('names the answers as they are ranked, then the chains without one', () => {
    expect(voteShares(vote)).toEqual([
      { kind: 'answer', count: 3, answer: '42' },
      { kind: 'answer', count: 1, answer: '40' },
      { kind: 'noAnswer', count: 1 },
    ]);
  });

  it('does not name what no chain came to', () => {
    expect(voteShares({ ...vote, withoutAnswer: 0 })).toHaveLength(2);
    expect(voteShares({ groups: [], withoutAnswer: 0 })).toEqual([]);
  });
});

describe('voteNotes', () => {
  it('has nothing to add where all chains were needed', () => {
    expect(voteNotes(vote)).toEqual([]);
  });

  it('says how many were not needed once it was decided', () => {
    expect(voteNotes({ ...vote, ended: 4 })).toEqual([{ kind: 'notNeeded', left: 1, asked: 5 }]);
  });

  it('names a tie, and a stopped vote as a part, whose chains were not too many', () => {
    expect(voteNotes({ ...vote, isTie: true })).toEqual([{ kind: 'tie' }]);
    expect(voteNotes({ ...vote, ended: 2, isTie: true, isComplete: false })).toEqual([
      { kind: 'tie' },
      { kind: 'stopped', ended: 2, asked: 5 },
    ]);
  });
});
