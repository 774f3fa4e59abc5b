import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseBenchmark, parseQuestions } from '../../../../src/cli/eval/benchmark';
import type { EvalHeader, EvalRow } from '../../../../src/cli/eval/evalLog';
import { EvalLog } from '../../../../src/cli/eval/evalLog';
import { parseMethods } from '../../../../src/cli/eval/method';
import { summarise } from '../../../../src/cli/eval/summary';

const invalid = { code: 'invalid-argument' };

describe('parseQuestions', () => {
  it('reads GSM8K', () => {
    const line = JSON.stringify({ question: 'Q?', answer: 'It is <<1+1=2>>2.\n#### 1,200' });
    expect(parseQuestions('gsm8k', `${line}\n\n${line}\n`)).toEqual([
      { question: 'Q?', gold: '1,200' },
      { question: 'Q?', gold: '1,200' },
    ]);
  });

  it('reads MATH, with the answer in a field or in a box', () => {
    const field = JSON.stringify({ problem: 'P?', solution: 'no', answer: 'p - q' });
    const boxed = JSON.stringify({ problem: 'P?', solution: 'so \\boxed{\\frac{1}{2}}.' });
    expect(parseQuestions('math500', field)).toEqual([{ question: 'P?', gold: 'p - q' }]);
    expect(parseQuestions('devmath', boxed)).toEqual([{ question: 'P?', gold: '\\frac{1}{2}' }]);
  });

  it.each([
    ['gsm8k', '{"question":"Q?","answer":"5"}'],
    ['gsm8k', '{"question":"","answer":"#### 5"}'],
    ['gsm8k', 'not json'],
    ['gsm8k', '5'],
    ['math500', '{"problem":"P?"}'],
    ['gsm8k', ''],
  ] as const)('refuses %s %s', (benchmark, text) => {
    expect(() => parseQuestions(benchmark, text)).toThrow(
      expect.objectContaining(invalid) as Error,
    );
  });

  it('names the line', () => {
    const good = '{"question":"Q?","answer":"#### 5"}';
    expect(() => parseQuestions('gsm8k', `${good}\n\n{}`)).toThrow(
      expect.objectContaining({ ...invalid, details: { line: 3 } }) as Error,
    );
    expect(() => parseBenchmark('mmlu')).toThrow(expect.objectContaining(invalid) as Error);
  });
});

describe('parseMethods', () => {
  it('reads the list', () => {
    expect(parseMethods('original, tokenskip@1.0,tokenskip@0.5,original')).toEqual([
      { name: 'original', keepRatio: 1 },
      { name: 'tokenskip@1.0', keepRatio: 1 },
      { name: 'tokenskip@0.5', keepRatio: 0.5 },
    ]);
  });

  it.each([undefined, '', 'tokenskip', 'tokenskip@2', 'original,', 'x@0.5'])(
    'refuses %s',
    (text) => {
      expect(() => parseMethods(text)).toThrow(expect.objectContaining(invalid) as Error);
    },
  );
});

const row = (index: number, ratio: number, chainTokens: number, correct: boolean) => ({
  index,
  ratio,
  correct,
  tokens: chainTokens + 10,
  chainTokens,
  finishReason: correct ? 'stop' : 'length',
  seconds: 2,
});

describe('summarise', () => {
  it('compares with the full chain on the same questions only', () => {
    const rows = [
      row(0, 1, 100, true),
      row(1, 1, 300, false),
      row(0, 0.5, 60, true),
      // No full chain of question 2: it counts for accuracy, not for the ratio.
      row(2, 0.5, 1000, false),
    ];
    const methods = parseMethods('original,tokenskip@0.5');
    expect(summarise(methods, rows)).toMatchObject([
      {
        method: 'original',
        questions: 2,
        accuracy: 0.5,
        chainTokens: 200,
        actualRatio: 1,
        finished: 0.5,
      },
      {
        method: 'tokenskip@0.5',
        accuracy: 0.5,
        chainTokens: 530,
        tokens: 540,
        actualRatio: 0.6,
        seconds: 2,
      },
    ]);
  });

  it('has no ratio without a full chain, and no numbers without rows', () => {
    expect(
      summarise(parseMethods('tokenskip@0.5'), [row(0, 0.5, 60, true)])[0]?.actualRatio,
    ).toBeNull();
    expect(summarise(parseMethods('original'), [])[0]).toMatchObject({
      questions: 0,
      accuracy: 0,
      interval: [0, 1],
      seconds: 0,
    });
  });
});

describe('EvalLog', () => {
  let folder: string;
  let path: string;
  const header: EvalHeader = {
    benchmark: 'gsm8k',
    fileSha256: 'f'.repeat(64),
    model: 'm',
    modelSha256: 'a'.repeat(64),
    format: 'balanced',
    maxTokens: 512,
  };
  const line: EvalRow = {
    index: 3,
    ratio: 0.5,
    correct: true,
    answer: '5',
    tokens: 40,
    finishReason: 'stop',
    seconds: 1.5,
    text: 'é \n \u2028',
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tokenskip-eval-'));
    path = join(folder, 'inner', 'log.jsonl');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(rows: readonly EvalRow[]): Promise<readonly EvalRow[]> {
    const log = await EvalLog.open(path, header);
    for (const item of rows) await log.add(item);
    await log.close();
    return log.rows;
  }

  it('gives back what it kept, and knows what it has', async () => {
    await write([line]);
    const log = await EvalLog.open(path, header);
    expect(log.rows).toEqual([line]);
    expect([log.has(3, 0.5), log.has(3, 1), log.has(4, 0.5)]).toEqual([true, false, false]);
    await log.close();
  });

  it('drops a line that was cut off at any character and goes on', async () => {
    await write([line]);
    const whole = await readFile(path);
    const torn = Buffer.from(`${JSON.stringify({ ...line, index: 4 })}\n`);
    for (let cut = 1; cut < torn.length; cut += 7) {
      await writeFile(path, Buffer.concat([whole, torn.subarray(0, cut)]));
      expect(await write([{ ...line, index: 5 }])).toHaveLength(2);
      expect((await write([])).map((item) => item.index)).toEqual([3, 5]);
    }
  });

  it('passes over lines that are no rows', async () => {
    await write([line]);
    await appendFile(path, '{"index":1}\n[]\n7\nnull\n');
    expect(await write([])).toEqual([line]);
  });

  it('refuses a log of another run', async () => {
    await write([line]);
    await expect(EvalLog.open(path, { ...header, maxTokens: 100 })).rejects.toMatchObject(invalid);
    await writeFile(path, 'something else\n');
    await expect(EvalLog.open(path, header)).rejects.toMatchObject(invalid);
  });

  it('keeps rows without a file', async () => {
    const log = await EvalLog.open(undefined, header);
    await log.add(line);
    expect(log.has(3, 0.5)).toBe(true);
  });
});
