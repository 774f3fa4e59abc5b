import { describe, expect, it } from 'vitest';
import type { AskStep, RatioQuestion } from '../../../../src/engine/ask/askAtRatios';
import { askAtRatios } from '../../../../src/engine/ask/askAtRatios';
import type { AnswerReport, VoteReport } from '../../../../src/protocol/answerReport';
import type { Line } from '../../support/scriptedEngine';
import { ScriptedEngine, sessionOf } from '../../support/scriptedEngine';
import { sampleConfidence } from './sampleConfidence';

const good = '6 * 7 = 42. \\boxed{42}';
const wrong = '6 * 7 = 48. \\boxed{48}';
const says = (answer: string): string => `So it is \\boxed{${answer}}`;

interface Asked {
  readonly report: AnswerReport;
  readonly steps: readonly AskStep[];
  readonly tallies: readonly VoteReport[];
  /** Prompts that were read. */
  readonly prompts: readonly string[];
}

/** Asks short, then by a vote if need be, what a model says these lines to. */
async function ask(
  lines: readonly Line[],
  { stopAt, ...question }: Partial<RatioQuestion> & { readonly stopAt?: number } = {},
): Promise<Asked> {
  const engine = new ScriptedEngine(...lines);
  const abort = new AbortController();
  const steps: AskStep[] = [];
  const tallies: VoteReport[] = [];
  const report = await askAtRatios(
    sessionOf(engine, {
      trainedRatios: [1, 0.5],
      confidence: [sampleConfidence('greedy'), sampleConfidence('vote')],
    }),
    { text: 'What is 6 times 7?', maxNewTokens: 100, sampling: {}, ...question },
    { keepRatio: 0.5, next: 'vote' },
    {
      signal: abort.signal,
      onStep: (step) => {
        steps.push(step);
        if (step.kind === 'vote' && stopAt === 0) abort.abort();
      },
      onVotes: (votes) => {
        tallies.push(votes);
        if (votes.ended === stopAt) abort.abort();
      },
    },
  );
  return { report, steps, tallies, prompts: engine.asked };
}

function wordsOf(...lines: readonly string[]): number {
  return lines.join(' ').split(' ').length;
}

describe('auto that goes on with a vote', () => {
  it('holds none after a short answer that is sure', async () => {
    const { report, steps } = await ask([good]);
    expect(report).toMatchObject({ answer: '42', confidence: { mode: 'greedy' } });
    expect(steps).toEqual([{ kind: 'chain', keepRatio: 0.5, attempt: 0 }]);
  });

  it('lets five chains as short as the first vote, and pays for all', async () => {
    const chains = [says('42'), says('40'), says('42'), `Or ${says('42')}`, says('42')];
    const { report, steps, tallies, prompts } = await ask([wrong, ...chains]);
    expect(report).toMatchObject({
      answer: '42',
      ratio: 0.5,
      confidence: { mode: 'vote', isSure: true },
      votes: { asked: 5, ended: 4, groups: [{ count: 3 }, { count: 1 }], isComplete: true },
    });
    expect(steps).toMatchObject([
      { kind: 'chain' },
      { kind: 'vote', keepRatio: 0.5, before: { answer: '48', confidence: { isSure: false } } },
    ]);
    expect(tallies.map(({ ended }) => ended)).toEqual([1, 2, 3, 4]);
    expect(new Set(prompts).size).toBe(1);
    expect(report.tokens).toBe(wordsOf(wrong, ...chains.slice(0, 4)));
  });

  it('takes the votes over a first answer whose chance was told without them', async () => {
    const sure = { text: '6 * 7 = 42. \\boxed{42}', logProb: -0.85 };
    const { report } = await ask([sure, ...['1', '2', '3', '4', '5'].map(says)], {
      notSureBelow: 0.999,
    });
    expect(report).toMatchObject({
      answer: '1',
      votes: { isTie: true },
      confidence: { mode: 'vote' },
    });
  });

  it('keeps the first answer, with the votes, where no chain has one', async () => {
    const none = ['One.', 'Two.', 'Three.', 'Four.', 'Five.'];
    const { report } = await ask([wrong, ...none]);
    expect(report).toMatchObject({
      answer: '48',
      chain: wrong,
      confidence: { mode: 'greedy', isSure: false },
      votes: { groups: [], withoutAnswer: 5, isComplete: true },
    });
    expect(report.tokens).toBe(wordsOf(wrong, ...none));
  });

  it('has an answer where the first chain had none', async () => {
    const { report } = await ask(['Six and seven.', ...Array.from({ length: 5 }, () => good)]);
    expect(report).toMatchObject({ answer: '42', votes: { groups: [{ answer: '42', count: 3 }] } });
  });

  it('keeps the votes of a stop, named as a part', async () => {
    const chains = Array.from({ length: 5 }, () => says('42'));
    const { report } = await ask([wrong, ...chains], { stopAt: 2 });
    expect(report).toMatchObject({
      answer: '42',
      votes: { asked: 5, ended: 2, isComplete: false },
    });
  });

  it('keeps the first answer as it was at a stop before any chain has ended', async () => {
    const { report } = await ask([wrong, good], { stopAt: 0 });
    expect(report).toMatchObject({ answer: '48', confidence: { isSure: false } });
    expect(report.votes).toBeUndefined();
    expect(report.tokens).toBe(wordsOf(wrong));
  });

  it('fails where the engine does', async () => {
    await expect(ask([wrong, says('42')])).rejects.toThrow('nothing left to say');
  });
});
