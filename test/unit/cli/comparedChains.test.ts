import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readComparedChains } from '../../../src/cli/commands/comparedChains';

let folder = '';
const at = (name: string): string => join(folder, name);
const lines = (rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const chain = (i: number, change: object = {}): object => ({
  ...{ i, text: 'It is 4.', n: 4, fin: true, correct: true },
  ...change,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokenskip-compared-'));
  const questions = [0, 1, 2, 3].map((i) => ({ question: `Question ${i}?`, answer: '4' }));
  await writeFile(at('questions.jsonl'), lines(questions));
  const own = { question: 'Its own?' };
  await writeFile(at('own.jsonl'), lines([chain(1, own), chain(9, own)]));
  const mixed = [chain(0), chain(1, own), chain(2, { fin: false }), chain(3, { correct: false })];
  await writeFile(at('mixed.jsonl'), lines([...mixed, chain(2), chain(3)]));
  await writeFile(at('reserve.json'), '{"trial": [2, 3], "calibration": [0]}');
  await writeFile(at('other.json'), '{"calibration": [0]}');
});
afterAll(() => rm(folder, { recursive: true }));

interface Given {
  readonly chains: string;
  readonly questions?: string;
  readonly reserve?: string;
  readonly count?: number;
}

/** Line and question of each chain that is compared. */
async function read({ chains, questions, reserve, count = 64 }: Given): Promise<unknown> {
  const path = (name: string | undefined): string | undefined => name && at(name);
  const files = { chains: at(chains), questions: path(questions), reserve: path(reserve) };
  const found = await readComparedChains(files, count, new AbortController().signal);
  return found.map(({ record, question }) => `${record.i} ${question.question}`);
}

describe('the chains that model compare reads', () => {
  it('takes the question from the line where it is there, without a file of them', async () => {
    expect(await read({ chains: 'own.jsonl' })).toEqual(['1 Its own?', '9 Its own?']);
  });

  it('takes it from the file for the other lines, and passes over what is wrong or cut', async () => {
    const given = { chains: 'mixed.jsonl', questions: 'questions.jsonl' };
    expect(await read(given)).toEqual([
      '0 Question 0?',
      '1 Its own?',
      '2 Question 2?',
      '3 Question 3?',
    ]);
    expect(await read({ ...given, count: 2 })).toEqual(['0 Question 0?', '1 Its own?']);
  });

  it('takes only those of the trial reserve', async () => {
    const given = { chains: 'mixed.jsonl', questions: 'questions.jsonl', reserve: 'reserve.json' };
    expect(await read(given)).toEqual(['2 Question 2?', '3 Question 3?']);
  });

  it.each<[string, Given, string]>([
    ['a chain without a question', { chains: 'mixed.jsonl' }, '--questions'],
    ['a reserve without such a list', { chains: 'own.jsonl', reserve: 'other.json' }, '"trial"'],
    ['no chain of the reserve', { chains: 'own.jsonl', reserve: 'reserve.json' }, '"trial"'],
  ])('refuses %s', async (_, given, said) => {
    await expect(read(given)).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining(said) as string,
    });
  });
});
