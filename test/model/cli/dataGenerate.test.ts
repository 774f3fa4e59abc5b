import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCli, runCli } from '../support/runCli';

const source = path.join(import.meta.dirname, '..', 'tiny', 'qwen2');

let root: string;
let model: string;
let questions: string;

beforeAll(async () => {
  buildCli();
  root = await mkdtemp(path.join(tmpdir(), 'tokenskip-generate-'));
  model = path.join(root, 'tiny');
  const convert = ['model', 'convert', source, '--out', model, '--format', 'exact', '--id', 'tiny'];
  expect(await runCli(convert)).toMatchObject({ code: 0 });
  questions = path.join(root, 'questions.jsonl');
  const lines = Array.from({ length: 6 }, (_, i) =>
    JSON.stringify({ question: `What is ${i} + ${i}?`, answer: `#### ${2 * i}` }),
  );
  await writeFile(questions, `${lines.join('\n')}\n`);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const generate = (out: string, ...args: string[]): ReturnType<typeof runCli> =>
  runCli([
    ...['data', 'generate', '--questions', questions, '--out', out, '--model', model],
    ...['--device', 'cpu', '--max-tokens', '12', '--samples', '2', ...args, '--json'],
  ]);

const sorted = async (file: string): Promise<readonly string[]> =>
  (await readFile(file, 'utf8')).trimEnd().split('\n').toSorted();

describe('tokenskip data generate', () => {
  it('writes the same chains whatever the batch, and after a cut', async () => {
    const whole = path.join(root, 'whole.jsonl');
    const done = await generate(whole, '--batch', '4');
    expect(done.code, done.stderr).toBe(0);
    // The random model is never right: two samples of each question.
    expect(JSON.parse(done.stdout)).toEqual({ chains: 12, solved: 0 });
    const lines = await sorted(whole);
    const rows = lines.map((line) => JSON.parse(line) as { sample: number; text: string });
    expect(rows.filter(({ sample }) => sample === 1)).toHaveLength(6);
    expect(new Set(rows.map(({ text }) => text)).size).toBeGreaterThan(6);

    const cut = path.join(root, 'cut.jsonl');
    expect(await generate(cut, '--batch', '1', '--limit', '5')).toMatchObject({ code: 0 });
    const text = await readFile(cut, 'utf8');
    await truncate(cut, text.length - 3);
    expect(await generate(cut, '--batch', '3')).toMatchObject({ code: 0 });
    expect(await sorted(cut)).toEqual(lines);
  });

  it('leaves the reserve out', async () => {
    const out = path.join(root, 'reserved.jsonl');
    const reserve = path.join(root, 'reserve.json');
    await writeFile(reserve, JSON.stringify({ trial: [0, 1], calibration: [2, 5] }));
    expect(await generate(out, '--reserve', reserve)).toMatchObject({ code: 0 });
    const used = (await sorted(out)).map((line) => (JSON.parse(line) as { i: number }).i);
    expect(new Set(used)).toEqual(new Set([3, 4]));
  });
});
