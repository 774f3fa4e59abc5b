import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VoteTally } from '../../../../src/core/vote/voteTally';
import {
  addVote,
  emptyTally,
  isDecided,
  isTie,
  ranked,
  voteLead,
} from '../../../../src/core/vote/voteTally';

const tallyOf = (answers: readonly (string | undefined)[]): VoteTally =>
  answers.reduce<VoteTally>((tally, answer, chain) => addVote(tally, chain, answer), emptyTally);
const counts = (tally: VoteTally) =>
  ranked(tally).map(({ answer, chains }) => [answer, chains.length]);

describe('addVote', () => {
  it('counts answers of the same value together, whatever their form', () => {
    const tally = tallyOf(['7', '1/2', '0.5', undefined, '50\\%', '\\frac{1}{2}']);
    expect(counts(tally)).toEqual([
      ['1/2', 4],
      ['7', 1],
    ]);
    expect(tally.withoutAnswer).toBe(1);
    expect(ranked(tally)[0]?.chains).toEqual([1, 2, 4, 5]);
  });

  it('knows nobody, five different ones, and a tie', () => {
    expect(tallyOf([undefined, undefined])).toEqual({ groups: [], withoutAnswer: 2 });
    expect(isTie(tallyOf([]))).toBe(false);
    expect(isTie(tallyOf(['1', '1']))).toBe(false);
    expect(counts(tallyOf(['1', '2', '3', '4', '5']))).toHaveLength(5);
    const tie = tallyOf(['1', '2', '2', '1']);
    expect(isTie(tie)).toBe(true);
    // Among equals the one that was named first.
    expect(ranked(tie)[0]?.answer).toBe('1');
    expect(isTie(tallyOf(['1', '2', '2']))).toBe(false);
  });

  it('loses no chain', () => {
    const answers = fc.array(fc.option(fc.constantFrom('1', '2', '3'), { nil: undefined }));
    fc.assert(
      fc.property(answers, (all) => {
        const { groups, withoutAnswer } = tallyOf(all);
        const chains = groups.flatMap((group) => group.chains);
        expect(chains.length + withoutAnswer).toBe(all.length);
        expect(new Set(chains).size).toBe(chains.length);
      }),
    );
  });
});

describe('isDecided', () => {
  it('waits as long as the rest can change the winner', () => {
    expect(isDecided(tallyOf(['1', '1', '1']), 2)).toBe(true);
    expect(isDecided(tallyOf(['1', '1']), 3)).toBe(false);
    expect(isDecided(tallyOf(['1', '1', '2']), 1)).toBe(false);
    expect(isDecided(tallyOf(['1', '1', undefined]), 1)).toBe(true);
    expect(isDecided(tallyOf([undefined, undefined]), 0)).toBe(false);
  });

  it('is right: no further votes change the winner', () => {
    const answer = fc.option(fc.constantFrom('1', '2', '3'), { nil: undefined });
    fc.assert(
      fc.property(
        fc.array(answer, { maxLength: 6 }),
        fc.array(answer, { maxLength: 4 }),
        (a, b) => {
          const early = tallyOf(a);
          fc.pre(isDecided(early, b.length));
          expect(ranked(tallyOf([...a, ...b]))[0]?.answer).toBe(ranked(early)[0]?.answer);
        },
      ),
    );
  });
});

describe('voteLead', () => {
  it.each([
    [[], 0],
    [[undefined, undefined], 0],
    [['1', '2'], 0],
    [['1', '2', '1'], 0.2],
    [['1', undefined, '1', '1'], 0.6],
    [['1', '1', '1', '1', '1'], 1],
  ])('of %j among five is %d', (answers, lead) => {
    expect(voteLead(tallyOf(answers), 5)).toBeCloseTo(lead, 12);
  });
});
