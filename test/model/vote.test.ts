import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askByVote } from '../../src/engine/ask/askByVote';
import type { VoteReport } from '../../src/protocol/answerReport';
import { isAppError } from '../../src/protocol/appError';
import type { EmbeddedSession } from './support/embeddedSession';
import { openEmbeddedSession } from './support/embeddedSession';

let base: EmbeddedSession;
beforeAll(async () => {
  base = await openEmbeddedSession();
});
afterAll(() => base.close());

const easy = {
  text: 'What is 6 times 7?',
  keepRatio: 1,
  maxNewTokens: 160,
  chainCount: 5,
  seed: 3,
};

describe('askByVote', () => {
  it('takes what most chains say, and ends when the rest cannot change it', async () => {
    const tallies: VoteReport[] = [];
    const { signal } = new AbortController();
    const hooks = { signal, onVotes: (votes: VoteReport) => tallies.push(votes) };
    const report = await askByVote(base.session, easy, hooks);
    expect(report.answer).toBe('42');
    const { votes } = report;
    expect(votes).toMatchObject({ asked: 5, isTie: false, isComplete: true });
    expect(votes?.groups[0]).toMatchObject({ answer: '42' });
    expect(votes?.groups[0]?.count).toBeGreaterThanOrEqual(3);
    expect(votes?.ended).toBe(tallies.length);
    // The chains that are not shown were paid for.
    expect(report.tokens).toBeGreaterThan(2 * report.chainTokens);
    expect(report.chain).toContain('42');
  });

  it('draws the same chains from the same seed', async () => {
    const { signal } = new AbortController();
    const short = { ...easy, chainCount: 2, maxNewTokens: 24 };
    const [first, again] = [
      await askByVote(base.session, short, { signal }),
      await askByVote(base.session, short, { signal }),
    ];
    expect(again.chain).toBe(first.chain);
    const other = await askByVote(base.session, { ...short, seed: 1000 }, { signal });
    expect(other.chain).not.toBe(first.chain);
  });

  it('has no answer when no chain gives one', async () => {
    const { signal } = new AbortController();
    const report = await askByVote(
      base.session,
      { ...easy, chainCount: 3, maxNewTokens: 4 },
      { signal },
    );
    expect(report).toMatchObject({
      answer: null,
      tokens: 12,
      votes: { ended: 3, groups: [], withoutAnswer: 3, isTie: false },
    });
  });

  it('keeps the tally of a vote that was stopped, named as a part', async () => {
    const abort = new AbortController();
    const hooks = { signal: abort.signal, onVotes: () => abort.abort() };
    const report = await askByVote(base.session, easy, hooks);
    expect(report.votes).toMatchObject({ isComplete: false, asked: 5, ended: 1 });
  });

  it('is cancelled when nothing has ended yet', async () => {
    const abort = new AbortController();
    const hooks = { signal: abort.signal, onTokens: () => abort.abort() };
    const error: unknown = await askByVote(base.session, easy, hooks).catch(
      (thrown: unknown) => thrown,
    );
    expect(isAppError(error, 'cancelled')).toBe(true);
  });
});
