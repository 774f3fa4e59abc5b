import { describe, expect, it } from 'vitest';
import type { Waste } from '../../../../src/core/savings';
import type { VoteHooks } from '../../../../src/engine/ask/askByVote';
import { askByVote } from '../../../../src/engine/ask/askByVote';
import type { AnswerReport } from '../../../../src/protocol/answerReport';
import { sampleManifest } from '../../modelkit/manifest/sampleManifest';
import type { Line } from '../../support/scriptedEngine';
import { ScriptedEngine, sessionOf } from '../../support/scriptedEngine';
import { sampleConfidence } from './sampleConfidence';

/** A vote of chains that say these lines; each is an answer or a whole line. */
function vote(
  lines: readonly Line[],
  hooks: VoteHooks = { signal: new AbortController().signal },
  spent?: Waste,
): Promise<AnswerReport> {
  const chains = lines.map((line) =>
    typeof line === 'string' && !line.includes(' ') ? `So it is \\boxed{${line}}` : line,
  );
  return askByVote(
    sessionOf(new ScriptedEngine(...chains), {
      confidence: [sampleConfidence('vote')],
      calibration,
    }),
    {
      text: 'What is 6 times 7?',
      keepRatio: 0.5,
      maxNewTokens: 100,
      chainCount: lines.length,
      seed: 0,
      ...(spent === undefined ? {} : { spent }),
    },
    hooks,
  );
}

const calibration = sampleManifest.calibration!;

function savedTokens({ saved }: AnswerReport): number {
  if (saved === null || saved.kind === 'none') throw new Error('nothing was saved');
  return saved.tokens;
}

const loop: Line = { text: 'again and again \\boxed{7}', finishReason: 'loop' };

describe('askByVote', () => {
  it('is the surer the more its chains agree', async () => {
    const chances = await Promise.all(
      [
        ['42', '42', '42', '1', '2'],
        ['42', '42', '1', '42', '2'],
        ['42', '42', '1', '2', '42'],
        ['42', '42', '1', '1', '42'],
        ['42', '42', '1', '1', '2'],
      ].map(async (lines) => (await vote(lines)).confidence),
    );
    const numbers = chances.map((chance) => chance?.probability ?? 0);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    expect(new Set(chances.map((chance) => chance?.mode))).toEqual(new Set(['vote']));
    expect(numbers[0]).toBeGreaterThan(numbers[4] ?? 1);
  });

  it('has neither answer nor chance when no chain gives an answer', async () => {
    const report = await vote(['nothing at all', 'nothing here', 'and nothing there']);
    expect(report).toMatchObject({
      answer: null,
      votes: { groups: [], withoutAnswer: 3, isTie: false, isComplete: true },
    });
    expect(report.confidence).toBeUndefined();
  });

  it('shows five different answers as a tie that nothing speaks for', async () => {
    const report = await vote(['1', '2', '3', '4', '5']);
    expect(report.answer).toBe('1');
    expect(report.votes).toMatchObject({ isTie: true, ended: 5, isComplete: true });
    expect(report.votes?.groups.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1]);
    const agreed = await vote(['1', '1', '1', '1', '1']);
    const chance = report.confidence?.probability ?? 1;
    expect(chance).toBeLessThan((agreed.confidence?.probability ?? 0) - 0.1);
  });

  it('shows the first of two answers with as many votes', async () => {
    const report = await vote(['3', '4', '4', '3']);
    expect(report).toMatchObject({ answer: '3', votes: { isTie: true } });
  });

  it('gives a chain that goes in circles no vote', async () => {
    const report = await vote([loop, loop, '42', loop, loop]);
    expect(report).toMatchObject({
      answer: '42',
      finishReason: 'stop',
      votes: { groups: [{ answer: '42', count: 1 }], withoutAnswer: 4 },
    });
  });

  it('does not pass off the box of a chain in circles as the winner', async () => {
    const report = await vote([loop, loop, loop]);
    expect(report).toMatchObject({
      answer: null,
      lastNumber: '7',
      finishReason: 'loop',
      votes: { groups: [], withoutAnswer: 3 },
    });
    expect(report.confidence).toBeUndefined();
  });

  it('counts answers that differ in form alone as one', async () => {
    const report = await vote(['\\frac{1}{2}', '7', '0.5', '50\\%', '8']);
    expect(report).toMatchObject({
      answer: '\\frac{1}{2}',
      votes: { groups: [{ count: 3 }, { answer: '7', count: 1 }], ended: 4 },
    });
  });

  it('keeps the tally of a vote that was stopped, and is less sure of it', async () => {
    const abort = new AbortController();
    const stopped = await vote(['42', '42', '42', '42', '42'], {
      signal: abort.signal,
      onVotes: ({ ended }) => {
        if (ended === 2) abort.abort();
      },
    });
    expect(stopped).toMatchObject({
      answer: '42',
      votes: { asked: 5, ended: 2, groups: [{ count: 2 }], isComplete: false },
    });
    const whole = await vote(['42', '42', '42', '42', '42']);
    expect(whole.votes).toMatchObject({ ended: 3, isComplete: true });
    expect(stopped.confidence?.probability).toBeLessThan(whole.confidence?.probability ?? 0);
  });

  it('counts what was spent on the question before it', async () => {
    const lines = ['42', '42', '42'];
    const [alone, after] = [
      await vote(lines),
      await vote(lines, undefined, { tokens: 100, seconds: 4 }),
    ];
    expect(after.tokens).toBe(alone.tokens + 100);
    expect(after.seconds).toBeGreaterThanOrEqual(4);
    expect(savedTokens(after)).toBeCloseTo(savedTokens(alone) - 100, 6);
  });

  it('is cancelled when nothing has ended', async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(vote(['42', '42'], { signal: abort.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
