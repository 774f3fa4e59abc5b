import { describe, expect, it } from 'vitest';
import type { EvalHeader, EvalRow } from '../../../../src/pipeline/eval/evalLog';
import { EvalLog } from '../../../../src/pipeline/eval/evalLog';
import { gradedAnew } from '../../../../src/pipeline/eval/gradedAnew';
import { parseMethods, runsOf } from '../../../../src/pipeline/eval/method';
import { runOneByOne } from '../../../../src/pipeline/eval/runOneByOne';
import { runTogether } from '../../../../src/pipeline/eval/runTogether';
import { ScriptedEngine, sessionOf } from '../../support/scriptedEngine';

const header: EvalHeader = {
  ...{ benchmark: 'gsm8k', fileSha256: 'a', model: 'm', modelSha256: 'b' },
  ...{ format: 'balanced', maxTokens: 100 },
};
const questions = [
  { question: 'How many are 6 times 7?', gold: '42', group: undefined },
  { question: 'What is 0x2A in decimal?', gold: '42', group: undefined },
];
const options = {
  ...{ maxNewTokens: 100, isPaperBudget: false, batchSize: 8, exactArithmetic: true },
  ...{ signal: new AbortController().signal, onRow: () => undefined },
};
const texts = [
  'So 6 * 7 = 42.\n\nThe final answer is: $\\boxed{42}$',
  'It is 2 * 16 = 33 and 32 + 10 = 42.\n\nThe final answer is: $\\boxed{0x2A}$',
];

async function written(): Promise<readonly EvalRow[]> {
  const log = await EvalLog.open(undefined, header);
  const session = sessionOf(new ScriptedEngine(...texts));
  await runTogether(session, questions, runsOf(parseMethods('original')), log, options);
  return log.rows;
}

describe('gradedAnew', () => {
  it('leaves rows as they are that were written by the rules of today', async () => {
    const rows = await written();
    expect(rows.map(({ correct }) => correct)).toEqual([true, false]);
    expect(gradedAnew(rows, questions)).toEqual(rows);
  });

  it('replaces what an older rule said, and keeps what the engine told', async () => {
    const rows = await written();
    const older = rows.map((row) => ({
      ...{ ...row, correct: !row.correct, answer: 'another' },
      signals: { ...row.signals!, holding: 9, failing: 9, fitsQuestion: null, numbersUsed: 0.5 },
    }));
    expect(gradedAnew(older, questions)).toEqual(rows);
    const likelier = older.map((row) => ({
      ...row,
      signals: { ...row.signals, answerLogProb: -0.125, weakestLogProb: -4 },
    }));
    for (const { signals } of gradedAnew(likelier, questions))
      expect(signals).toMatchObject({ answerLogProb: -0.125, weakestLogProb: -4 });
  });

  it('has no signals where the text has no answer, or the engine told no likelihood', async () => {
    const [row] = await written();
    const none = { ...row!, text: 'So 6 * 7 is' };
    expect(gradedAnew([none], questions)).toEqual([
      { ...withoutSignals(none), answer: null, correct: false },
    ]);
    expect(gradedAnew([withoutSignals(row!)], questions)).toEqual([withoutSignals(row!)]);
  });

  it('leaves out the rows of other questions', async () => {
    const rows = await written();
    expect(gradedAnew(rows, questions.slice(0, 1))).toEqual(rows.slice(0, 1));
  });

  it('keeps the answer of a vote that was held, whose text is a chain alone', async () => {
    const log = await EvalLog.open(undefined, header);
    const chain = 'First \\boxed{41}, but no.\n\nThe final answer is: $\\boxed{42}$';
    const engine = new ScriptedEngine(chain, chain, chain);
    const methods = parseMethods('vote2@0.5');
    await runOneByOne(sessionOf(engine), questions.slice(0, 1), methods, log, options);
    const [vote] = log.rows;
    expect(vote).toMatchObject({ run: 'vote2@0.5', answer: '42', correct: true });
    expect(gradedAnew(log.rows, questions)).toEqual(log.rows);
    expect(gradedAnew([{ ...vote!, correct: false }], questions)).toEqual(log.rows);
    const unanswered = { ...vote!, answer: null, correct: true };
    expect(gradedAnew([unanswered], questions)[0]?.correct).toBe(false);
  });
});

function withoutSignals(row: EvalRow): EvalRow {
  const left: { signals?: unknown } & EvalRow = { ...row };
  delete left.signals;
  return left;
}
