import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnswerSignals } from '../../../../src/core/confidence/signals';
import { createRng } from '../../../../src/core/sampling/rng';
import { parseQuestions } from '../../../../src/pipeline/eval/benchmark';
import { calibrate } from '../../../../src/pipeline/eval/calibrate';
import { reliabilityPlot, riskCoveragePlot } from '../../../../src/pipeline/eval/confidencePlots';
import { confidenceSummary } from '../../../../src/pipeline/eval/confidenceSummary';
import type { EvalRow } from '../../../../src/pipeline/eval/evalLog';
import { parseRow } from '../../../../src/pipeline/eval/evalLog';
import { gradedSignals } from '../../../../src/pipeline/eval/gradedSignals';
import { parseMethods } from '../../../../src/pipeline/eval/method';
import { methodPredictions } from '../../../../src/pipeline/eval/methodPredictions';
import { readCalibrationRows } from '../../../../src/pipeline/eval/readCalibrationRows';
import { replayVotes } from '../../../../src/pipeline/eval/replayVotes';
import { reserveQuestions } from '../../../../src/pipeline/eval/reserveQuestions';
import { generateDevMath } from '../../../../src/pipeline/devmath/generateDevMath';

const signals: AnswerSignals = {
  answerLogProb: -0.1,
  answerMargin: 2,
  chainLogProb: -0.2,
  weakestLogProb: -1,
  holding: 1,
  failing: 0,
  isFinished: true,
  tokenCount: 20,
  fitsQuestion: true,
  numbersUsed: 1,
  lead: 0,
};

function row(change: Partial<EvalRow>): EvalRow {
  return {
    index: 0,
    run: 'original',
    mode: 'batch',
    correct: true,
    answer: '7',
    tokens: 20,
    finishReason: 'stop',
    seconds: 1,
    text: 'so \\boxed{7}',
    signals,
    ...change,
  };
}

/** Chain `chain` of a vote at 0.5 that says `answer`. */
function chain(number: number, answer: string, change: Partial<EvalRow> = {}): EvalRow {
  const text = answer === '' ? 'no answer' : `so \\boxed{${answer}}`;
  return row({ run: `chain${number}@0.5`, text, answer, correct: answer === '7', ...change });
}

const [vote3] = parseMethods('vote3@0.5');
const [vote5] = parseMethods('vote5@0.5');

describe('replayVotes', () => {
  it('ends as soon as the rest cannot change the winner, in the order of length', () => {
    const [vote] = replayVotes(vote3!.chains!, [
      chain(0, '1', { tokens: 90 }),
      chain(1, '7', { tokens: 40 }),
      chain(2, '7', { tokens: 30 }),
    ]);
    expect(vote?.winner?.run).toBe('chain2@0.5');
    expect(vote?.lead).toBeCloseTo(2 / 3, 12);
    // The longest was cut off when the second had ended.
    expect(vote?.written.map(({ tokens }) => tokens)).toEqual([40, 40, 30]);
  });

  it('gives chains that were cut or gave no answer no vote, and waits for all chains', () => {
    const cut = { finishReason: 'length' };
    const rows = [chain(0, '1', cut), chain(1, '1', cut), chain(2, '7')];
    expect(replayVotes(vote3!.chains!, rows)[0]).toMatchObject({
      winner: { answer: '7' },
      lead: 1 / 3,
    });
    const none = [chain(0, ''), chain(1, ''), chain(2, '')];
    expect(replayVotes(vote3!.chains!, none)[0]).toMatchObject({ winner: undefined, lead: 0 });
    expect(replayVotes(vote3!.chains!, rows.slice(1))).toEqual([]);
  });
});

describe('gradedSignals', () => {
  it('takes answers of the product only', () => {
    const rows = [row({}), row({ index: 1, mode: 'single' }), row({ index: 2, answer: null })];
    delete (rows[2] as { signals?: AnswerSignals }).signals;
    const of = (name: string): number =>
      gradedSignals(parseMethods(name)[0]!, [...rows, row({ run: 'be-concise' })]).length;
    expect(['original', 'tokenskip@1.0', 'be-concise', 'truncation@0.5'].map(of)).toEqual([
      1, 1, 0, 0,
    ]);
  });

  it('gives the winner of a vote its lead', () => {
    const rows = ['7', '7', '1', '2', '7'].map((answer, i) => chain(i, answer));
    expect(gradedSignals(vote5!, rows)).toEqual([
      { question: '0', signals: { ...signals, lead: 0.4 }, correct: true },
    ]);
  });
});

/** Answers that are right the oftener the likelier their tokens were. */
function sample(count: number, seed: number): readonly EvalRow[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, (_, index) => {
    const weakestLogProb = -3 * rng.nextFloat();
    const correct = rng.nextFloat() < 1 + weakestLogProb / 3;
    return row({ index, correct, signals: { ...signals, weakestLogProb } });
  });
}

describe('calibrate', () => {
  const methods = parseMethods('original,tokenskip@1.0,vote3@0.5');
  const sets = [
    { benchmark: 'gsm8k', rows: sample(400, 1) },
    { benchmark: 'devmath', rows: sample(200, 2) },
  ];
  const run = { date: '2026-02-01', exactArithmetic: true, maxTokens: 512 };
  const [greedy, ...rest] = calibrate(sets, methods, run);

  it('fits a mode on all sets that have answers of it, each answer once', () => {
    expect(rest).toEqual([]);
    expect(greedy?.calibration).toMatchObject({
      mode: 'greedy',
      n: 600,
      ...run,
      measuredOn: 'gsm8k, devmath',
    });
    expect(greedy?.calibration.weights.weakestLikely).toBeGreaterThan(0.5);
  });

  it('keeps which vote its chances are of, and tells none of another', () => {
    const rows = sample(120, 5).flatMap((each) =>
      ['7', '7', '7'].map((answer, i) => ({
        ...each,
        ...chain(i, answer),
        ...each,
        run: `chain${i}@0.5`,
      })),
    );
    const vote = [{ benchmark: 'gsm8k', rows }];
    const [fitted] = calibrate(vote, parseMethods('vote3@0.5'), run);
    expect(fitted?.calibration).toMatchObject({
      mode: 'vote',
      vote: { chains: 3, keepRatio: 0.5 },
    });
    const told = (name: string): number =>
      methodPredictions(parseMethods(name), rows, [fitted!.calibration], run).length;
    expect(['vote3@0.5', 'vote2@0.5'].map(told)).toEqual([1, 0]);
    expect(() => calibrate(vote, parseMethods('vote3@0.5,vote2@0.5'), run)).toThrow(
      /one voteK@RATIO/,
    );
  });

  it('is judged by answers that it was not fitted on', () => {
    const { unseen } = greedy!;
    expect(unseen.answers).toBe(600);
    expect(unseen.auroc).toBeGreaterThan(0.7);
    expect(unseen.calibrationError).toBeLessThan(unseen.perfectBand[1] + 0.02);
    expect(unseen.slope).toBeGreaterThan(0.7);
  });

  it('tells true chances of other questions', () => {
    const fresh = sample(2_000, 3);
    const [found] = methodPredictions(methods, fresh, [greedy!.calibration], run);
    const summary = confidenceSummary(found!.predictions);
    expect(summary.auroc).toBeGreaterThan(0.7);
    expect(Math.abs((summary.slope ?? 0) - 1)).toBeLessThan(0.3);
    const none = methodPredictions(parseMethods('vote3@0.5'), fresh, [greedy!.calibration], run);
    expect(none).toEqual([]);
  });

  it.each([{ exactArithmetic: false }, { maxTokens: 1024 }])(
    'tells no chances of answers that were written with %o',
    (other) => {
      const written = { ...run, ...other };
      expect(methodPredictions(methods, sample(9, 3), [greedy!.calibration], written)).toEqual([]);
    },
  );

  it('refuses too few answers', () => {
    const few = [{ benchmark: 'gsm8k', rows: sample(30, 4) }];
    expect(() => calibrate(few, methods, run)).toThrow(/of each are needed/);
  });
});

describe('readCalibrationRows', () => {
  const header = {
    benchmark: 'gsm8k',
    fileSha256: 'a',
    reserveSha256: 'r',
    model: 'm',
    modelSha256: 'b',
    format: 'balanced',
    maxTokens: 512,
    reserve: 'calibration',
  } as const;
  const exact = { exactArithmetic: true } as const;

  const files = new Map([
    [
      'a',
      ['#### 1', '#### 7'].map((answer) => JSON.stringify({ question: '?', answer })).join('\n'),
    ],
    ['r', '{"calibration": [1]}'],
  ]);

  it('takes a calibration run of the same model and way of writing, and no other log', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'calibration-'));
    try {
      const path = join(folder, 'log.jsonl');
      await writeFile(
        path,
        `${JSON.stringify({ eval: header })}\n${JSON.stringify(row({ correct: false }))}\n{"cu`,
      );
      const found = await readCalibrationRows(path, { ...header, benchmark: 'devmath' }, files);
      expect(found.benchmark).toBe('gsm8k');
      // Graded anew: the question of index 0 is the first one of the reserve.
      expect(found.rows).toMatchObject([{ answer: '7', correct: true, signals: { holding: 0 } }]);
      for (const missing of ['a', 'r']) {
        const others = new Map([...files].filter(([digest]) => digest !== missing));
        await expect(readCalibrationRows(path, header, others)).rejects.toThrow(/--also-files/);
      }
      for (const other of [{ model: 'n' }, { format: 'exact' }, { maxTokens: 100 }, exact]) {
        await expect(
          readCalibrationRows(path, { ...header, ...other }, files),
        ).rejects.toMatchObject({
          code: 'invalid-argument',
        });
      }
      await writeFile(path, JSON.stringify({ eval: { ...header, reserve: undefined } }));
      await expect(readCalibrationRows(path, header, files)).rejects.toMatchObject({
        code: 'invalid-argument',
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('reserveQuestions', () => {
  const line = (number: number): string =>
    JSON.stringify({ question: `How many are ${number}?`, answer: `#### ${number}` });
  const train = [0, 1, 2, 3].map(line).join('\n');
  const ask = (lines: string, reserve: string | undefined): readonly string[] =>
    reserveQuestions('gsm8k', parseQuestions('gsm8k', lines), { questions: lines, reserve }).map(
      ({ gold }) => gold,
    );

  it('takes the lines of the reserve', () => {
    expect(ask(train, '{"trial": [0], "calibration": [3, 1]}')).toEqual(['3', '1']);
  });

  it.each([
    ['no reserve', undefined],
    ['a reserve of another file, as with dev questions', '{"calibration": [1, 700]}'],
    ['a file that is none', 'not JSON'],
    ['line numbers that are none', '{"calibration": ["1"]}'],
  ])('refuses %s', (_, reserve) => {
    expect(() => ask(train, reserve)).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });

  it('knows the DevMath questions that are not to be used', () => {
    const lines = (split: 'dev' | 'calibration'): string =>
      generateDevMath(split)
        .slice(0, 3)
        .map((each) => JSON.stringify(each))
        .join('\n');
    const ofDevMath = (text: string): number =>
      reserveQuestions('devmath', parseQuestions('devmath', text), {
        questions: text,
        reserve: undefined,
      }).length;
    expect(ofDevMath(lines('calibration'))).toBe(3);
    expect(() => ofDevMath(`${lines('calibration')}\n${lines('dev')}`)).toThrow(
      /better than it is/,
    );
  });
});

describe('parseRow', () => {
  it('reads signals back, and drops a row whose signals are broken', () => {
    expect(parseRow(JSON.stringify(row({})))).toEqual(row({}));
    const broken = { ...row({}), signals: { ...signals, lead: null } };
    expect(parseRow(JSON.stringify(broken))).toBeUndefined();
  });
});

describe('plots', () => {
  const predictions = Array.from({ length: 50 }, (_, i) => ({
    probability: i / 50,
    correct: i % 3 > 0,
  }));
  it.each([reliabilityPlot, riskCoveragePlot])('%o is an SVG of finite numbers', (plot) => {
    for (const svg of [plot(predictions, 'A <b> & c'), plot([], '')]) {
      expect(svg).toMatch(/^<svg [^]*<\/svg>\n$/);
      expect(svg).not.toMatch(/NaN|undefined|Infinity|<b>/);
    }
  });
});
