import { describe, expect, it } from 'vitest';
import type { RatioQuestion } from '../../../../src/engine/ask/askAtRatios';
import { askAtRatios } from '../../../../src/engine/ask/askAtRatios';
import type { AnswerReport } from '../../../../src/protocol/answerReport';
import type { ModelManifest } from '../../../../src/protocol/modelManifest';
import type { Line } from '../../support/scriptedEngine';
import { ScriptedEngine, sessionOf } from '../../support/scriptedEngine';
import { sampleConfidence } from './sampleConfidence';

const calibrated: Partial<ModelManifest> = { confidence: [sampleConfidence('greedy')] };

/** Asks short, then in full if need be, what a model says these lines to; how often it was asked. */
async function ask(
  lines: readonly Line[],
  change: Partial<ModelManifest> = {},
  question: Partial<RatioQuestion> = {},
): Promise<AnswerReport & { readonly attempts: number; readonly steps: readonly string[] }> {
  const engine = new ScriptedEngine(...lines);
  const steps: string[] = [];
  const report = await askAtRatios(
    sessionOf(engine, { trainedRatios: [1, 0.5], ...change }),
    { text: 'What is 6 times 7?', maxNewTokens: 100, sampling: {}, ...question },
    { keepRatio: 0.5, next: 'full' },
    { signal: new AbortController().signal, onStep: ({ kind }) => void steps.push(kind) },
  );
  return { ...report, attempts: engine.asked.length, steps };
}

const good = '6 * 7 = 42. \\boxed{42}';
const wrong = '6 * 7 = 48. \\boxed{48}';
const full = 'Six times seven is 6 * 7 = 42 in full. \\boxed{42}';

describe('askAtRatios', () => {
  it('is content with an answer whose equations hold, where no chance is known', async () => {
    expect(await ask([good])).toMatchObject({ answer: '42', ratio: 0.5, attempts: 1 });
  });

  it('computes results exactly only where that is wanted, and says how many', async () => {
    const line = { text: good, corrections: 2 };
    expect(await ask([line], {}, { exactArithmetic: true })).toMatchObject({ corrections: 2 });
    expect(await ask([line], {}, { exactArithmetic: false })).not.toHaveProperty('corrections');
  });

  it.each<[string, Line]>([
    ['has no answer', 'Six and seven.'],
    ['was cut', { text: good, finishReason: 'length' }],
    ['goes in circles', { text: 'so so so \\boxed{1}', finishReason: 'loop' }],
    ['ends inside its box', '6 * 7 = 42. \\boxed{42'],
    ['has an equation that does not hold', wrong],
  ])('asks in full after a chain that %s', async (_, short) => {
    const report = await ask([short, full]);
    expect(report).toMatchObject({ answer: '42', ratio: 1, attempts: 2 });
    expect(report.steps).toEqual(['chain', 'chain']);
    // The first attempt was paid for.
    const words = (typeof short === 'string' ? short : short.text).split(' ').length;
    expect(report.tokens).toBe(full.split(' ').length + words);
    expect(report.confidence).toBeUndefined();
  });

  it('keeps a first answer that is better than none', async () => {
    const report = await ask([wrong, 'Nothing comes of it.']);
    expect(report).toMatchObject({ answer: '48', ratio: 0.5, attempts: 2 });
    expect(report.steps).toEqual(['chain', 'chain', 'back']);
  });

  it.each<[string, Line, string | null]>([
    ['leaves a first answer as it was', wrong, '48'],
    ['takes nothing for an answer where the first had none', 'Nothing.', null],
  ])('%s when the full chain is stopped', async (_, short, answer) => {
    const engine = new ScriptedEngine(short, full);
    const abort = new AbortController();
    const asked = askAtRatios(
      sessionOf(engine, { trainedRatios: [1, 0.5] }),
      { text: 'What is 6 times 7?', maxNewTokens: 100, sampling: {} },
      { keepRatio: 0.5, next: 'full' },
      { signal: abort.signal, onStep: (step) => 'before' in step && abort.abort() },
    );
    if (answer === null) await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    else await expect(asked).resolves.toMatchObject({ answer, ratio: 0.5 });
    expect(engine.asked).toHaveLength(1);
  });

  it('takes the full chain where only the short answer has a chance', async () => {
    const long = { text: `${'so '.repeat(600)}6 * 7 = 42. \\boxed{42}` };
    const report = await ask([{ text: 'It is 41. \\boxed{41}', logProb: -0.9 }, long], calibrated);
    expect(report).toMatchObject({ answer: '42', ratio: 1, attempts: 2 });
  });

  it('counts as lost what the first attempt cost, for a model whose savings are counted', async () => {
    const whole = [1, 1] as const;
    const ratio = { keepRatio: 1, actualRatio: 1, interval: whole, questionInterval: whole };
    const ratios = [
      { ...ratio, accuracy: 0.5, accuracyInterval: [0.2, 0.8] as const, questions: 9 },
    ];
    const calibration = { benchmark: 'gsm8k', date: '2026-02-01', command: 'eval', ratios };
    const { saved } = await ask([wrong, full], { calibration });
    expect(saved).toMatchObject({ kind: 'measured', tokens: -wrong.split(' ').length });
    expect((await ask([wrong, full])).saved).toBeNull();
  });

  it('goes by the chance where there is one', async () => {
    const sure = await ask([good], calibrated);
    expect(sure.attempts).toBe(1);
    expect(sure.confidence).toMatchObject({ isSure: true, mode: 'greedy', word: 'likely right' });
    expect(sure.confidence?.probability).toBeGreaterThan(0.8);
    const unsure = await ask([{ text: good, logProb: -0.9 }, full], calibrated);
    expect(unsure).toMatchObject({ ratio: 1, attempts: 2, confidence: { isSure: true } });
  });

  it('asks for the chance that the person wants', async () => {
    const report = await ask([good, full], calibrated, { notSureBelow: 0.95 });
    expect(report).toMatchObject({ attempts: 2, confidence: { isSure: false } });
  });

  it('reports the surer of two attempts, never a third', async () => {
    const report = await ask(
      [
        { text: good, logProb: -0.85 },
        { text: wrong, logProb: -0.7 },
      ],
      calibrated,
    );
    expect(report).toMatchObject({ answer: '42', ratio: 0.5, attempts: 2 });
    expect(report.tokens).toBe(good.split(' ').length + wrong.split(' ').length);
  });

  it.each<[string, Partial<RatioQuestion>, Line]>([
    ['computed results otherwise', { exactArithmetic: false }, good],
    ['drew its tokens', { sampling: { temperature: 0.7 } }, good],
    ['turned repeated words down', { sampling: { repetitionPenalty: 1.2 } }, good],
    ['was cut at another length', {}, { text: good, finishReason: 'length' }],
  ])('tells no chance of an answer that %s than those measured', async (_, how, line) => {
    const report = await ask([line, line], calibrated, how);
    expect(report.answer).toBe('42');
    expect(report.confidence).toBeUndefined();
  });

  it('tells no chance of an answer that was measured to be cut before its end', async () => {
    const [entry] = calibrated.confidence ?? [];
    const within = good.split(' ').length;
    for (const [maxTokens, isTold] of [
      [within, true],
      [within - 1, false],
    ] as const) {
      const report = await ask([good, good], { confidence: [{ ...entry!, maxTokens }] });
      expect(report.confidence !== undefined).toBe(isTold);
    }
  });

  it('tells no chance of what is no maths, and says so', async () => {
    const report = await ask([good], calibrated, { text: 'Who wrote Hamlet?' });
    expect(report.isOutside).toBe(true);
    expect(report.confidence).toBeUndefined();
  });
});

describe('equations that are hard to check', () => {
  it('marks a division by zero as without a value', async () => {
    const report = await ask(['7 / 0 = 0. \\boxed{0}', '7 / 0 = 0. \\boxed{0}'], calibrated);
    const [check] = report.checks;
    expect(check).toMatchObject({ holds: false, wrong: { rightValue: null } });
    expect(report.confidence?.isSure).toBe(false);
  });

  it('takes numbers of 400 digits as they are', async () => {
    const [a, b] = ['9'.repeat(400), `1${'0'.repeat(400)}`];
    const right = await ask([`${a} + 1 = ${b}. \\boxed{${b}}`], calibrated);
    expect(right.checks).toMatchObject([{ holds: true }]);
    expect(right.answer).toBe(b);
    const off = `${a} + 1 = ${a}. \\boxed{${a}}`;
    expect((await ask([off, off], calibrated)).checks).toMatchObject([{ holds: false }]);
  });
});
