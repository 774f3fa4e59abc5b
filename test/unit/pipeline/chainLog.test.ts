import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChainLog } from '../../../src/pipeline/chainLog';
import { isAppError } from '../../../src/protocol/appError';

const questions = Array.from({ length: 8 }, (_, i) => ({ question: `What is ${i}?`, answer: '' }));
const right = { i: 3, sample: 0, model: 'm', n: 5, fin: true, correct: true, text: 'a' };
const wrong = { ...right, i: 4, correct: false };

describe('ChainLog', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tokenskip-chains-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('goes on where a run was cut off, without the line that was cut', async () => {
    const file = path.join(folder, 'new', 'chains.jsonl');
    const first = await ChainLog.open(file, questions);
    await first.add(right);
    await first.add(wrong);
    await first.add({ ...wrong, sample: 1, correct: true, fin: false });
    await first.close();
    await appendFile(file, '{"i":7,"sam');
    const second = await ChainLog.open(file, questions);
    expect([3, 4, 7].map((i) => second.count(i))).toEqual([1, 2, 0]);
    // Right but cut off: of no use.
    expect([3, 4].map((i) => second.isSolved(i))).toEqual([true, false]);
    expect(second.totals).toEqual({ chains: 3, solved: 1 });
    await second.add({ ...right, i: 7 });
    await second.close();
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { i: number }).i)).toEqual([3, 4, 4, 7]);
  });

  it.each([
    '{"question":"?"}\n',
    '{"trial":[1,2]}',
    'a note\nwithout an end',
    `${JSON.stringify({ ...right, question: 'What is 4?' })}\n`,
    `${JSON.stringify({ ...right, i: 8 })}\n`,
  ])('refuses %j and leaves it as it is', async (text) => {
    const file = path.join(folder, 'other.jsonl');
    await writeFile(file, text);
    const error: unknown = await ChainLog.open(file, questions).catch((thrown: unknown) => thrown);
    expect(isAppError(error, 'invalid-argument')).toBe(true);
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});
