import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readChains } from '../../../src/pipeline/chain';
import { readJsonLines, writeJsonLines } from '../../../src/pipeline/jsonLines';
import { readReserve } from '../../../src/pipeline/reserve';
import { readTrainingQuestions } from '../../../src/pipeline/trainingQuestions';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pipeline-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const chain = { i: 3, text: 'a\u2028b', n: 5, fin: true, correct: false };

describe('JSON lines', () => {
  it('come back as they were written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 8 }), async (values) => {
        const path = join(folder, 'deep', 'round.jsonl');
        expect(await writeJsonLines(path, values)).toBe(values.length);
        const read = await all(readJsonLines(path));
        expect(JSON.stringify(read.map(({ value }) => value))).toBe(JSON.stringify(values));
        expect(read.map(({ line }) => line)).toEqual(values.map((_, i) => i + 1));
      }),
      { numRuns: 30 },
    );
  });

  it('leave what was there when writing fails half-way', async () => {
    const path = await file('kept.jsonl', '1\n');
    const failing = function* (): Generator<number> {
      yield 2;
      throw new Error('no more');
    };
    await expect(writeJsonLines(path, failing())).rejects.toThrow('no more');
    expect(await readFile(path, 'utf8')).toBe('1\n');
  });

  it('say which line is damaged, empty lines counted', async () => {
    const path = await file('bad.jsonl', '{"a":1}\r\n\n{"a":\n');
    const reading = all(readJsonLines(path));
    await expect(reading).rejects.toMatchObject({ code: 'invalid-argument', details: { line: 3 } });
    await expect(reading).rejects.toThrow(`${path}, line 3`);
  });

  it('say that there is no such file, or that it is a folder', async () => {
    const missing = join(folder, 'missing.jsonl');
    await expect(all(readJsonLines(missing))).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(all(readJsonLines(folder))).rejects.toMatchObject({ code: 'folder-unreadable' });
    expect(existsSync(missing)).toBe(false);
  });

  it('stop when they are told to', async () => {
    const path = await file('long.jsonl', '1\n'.repeat(200_000));
    const controller = new AbortController();
    const reading = (async () => {
      for await (const { line } of readJsonLines(path, controller.signal)) {
        if (line === 3) controller.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('readChains', () => {
  it('reads chains and passes over what else a line holds', async () => {
    const path = await file('chains.jsonl', `${JSON.stringify({ ...chain, last: true })}\n`);
    expect(await all(readChains(path))).toEqual([chain]);
    expect(await all(readChains(await file('empty.jsonl', '')))).toEqual([]);
  });

  it.each([
    ['i', { i: -1 }],
    ['i', { i: 1.5 }],
    ['text', { text: null }],
    ['n', { n: '5' }],
    ['fin', { fin: 1 }],
    ['correct', { correct: undefined }],
  ])('names the member %s of a line that is no chain', async (name, change) => {
    const lines = [chain, { ...chain, ...change }].map((value) => JSON.stringify(value));
    const path = await file('member.jsonl', lines.join('\n'));
    const reading = all(readChains(path));
    await expect(reading).rejects.toMatchObject({ code: 'invalid-argument', details: { line: 2 } });
    await expect(reading).rejects.toThrow(`"${name}"`);
  });

  it('refuses lines that are no objects', async () => {
    for (const line of ['[]', 'null', '3']) {
      const path = await file('shape.jsonl', line);
      await expect(all(readChains(path))).rejects.toMatchObject({ code: 'invalid-argument' });
    }
  });
});

describe('questions and reserve', () => {
  it('take the answer after #### and write it without thousands separators', async () => {
    const path = await file(
      'questions.jsonl',
      [
        { question: ' How many? ', answer: '3 * 4 = 12\n#### 1,200 ' },
        { question: 'Which?', answer: '(1,200)' },
        { question: 'Which pair?', answer: '(1,20)' },
      ]
        .map((value) => JSON.stringify(value))
        .join('\n'),
    );
    expect(await readTrainingQuestions(path)).toEqual([
      { question: 'How many?', answer: '1200' },
      { question: 'Which?', answer: '(1200)' },
      { question: 'Which pair?', answer: '(1,20)' },
    ]);
    const bad = await file('badQuestion.jsonl', '{"question":"?"}');
    await expect(readTrainingQuestions(bad)).rejects.toMatchObject({ details: { line: 1 } });
  });

  it('hold the lines of all lists', async () => {
    const path = await file('reserve.json', '{"note":"x","trial":[1,2],"calibration":[2,9]}');
    expect([...(await readReserve(path))].sort()).toEqual([1, 2, 9]);
    for (const text of ['{}', '{"trial":["1"]}', '{"trial":[]}', '{"trial":[1.5]}']) {
      const bad = await file('badReserve.json', text);
      await expect(readReserve(bad)).rejects.toMatchObject({ code: 'invalid-argument' });
    }
  });
});
