import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCli, runCli } from '../support/runCli';

const tiny = path.join(import.meta.dirname, '..', 'tiny');

let root: string;
let model: string;
const at = (name: string): string => path.join(root, name);
const texts = ['So 2 + 3 = 5 apples.', 'Half of 8 is 4.', ''];

beforeAll(async () => {
  buildCli();
  root = await mkdtemp(path.join(tmpdir(), 'tokenskip-relevance-'));
  model = at('tiny');
  const source = path.join(tiny, 'qwen2');
  const convert = ['model', 'convert', source, '--out', model, '--format', 'exact', '--id', 'tiny'];
  expect(await runCli(convert)).toMatchObject({ code: 0 });
  const questions = texts.map((_, i) => ({ question: `Question ${i}?`, answer: `${5 - i}` }));
  const chains = texts.map((text, i) => ({ i, text, n: 9, fin: true, correct: true }));
  const lines = (rows: readonly object[]): string =>
    rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  await writeFile(at('questions.jsonl'), lines(questions));
  await writeFile(at('chains.jsonl'), lines(chains));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const relevance = (out: string, batch: string): ReturnType<typeof runCli> =>
  runCli([
    ...['data', 'relevance', '--chains', at('chains.jsonl'), '--questions', at('questions.jsonl')],
    ...['--model', model, '--out', at(out), '--device', 'cpu', '--batch', batch, '--json'],
  ]);

describe('tokenskip data relevance', () => {
  it('gives each token a number that the scorer takes, the same after a cut', async () => {
    const whole = await relevance('whole.jsonl', '4');
    expect(whole.code, whole.stderr).toBe(0);
    expect(JSON.parse(whole.stdout)).toEqual({ chains: 3, measured: 3 });
    const text = await readFile(at('whole.jsonl'), 'utf8');
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; relevance: number[] });
    expect(rows.map((row) => row.text)).toEqual(texts);
    expect(new Set(rows[0]?.relevance).size).toBeGreaterThan(3);
    expect(rows[2]?.relevance).toEqual([]);

    await writeFile(at('cut.jsonl'), text);
    await truncate(at('cut.jsonl'), text.indexOf('\n') + 20);
    const rest = await relevance('cut.jsonl', '3');
    expect(JSON.parse(rest.stdout)).toEqual({ chains: 3, measured: 2 });
    expect(await readFile(at('cut.jsonl'), 'utf8')).toBe(text);

    const score = ['data', 'score', '--chains', at('whole.jsonl'), '--model', model];
    const own = ['--scorer', 'answerAware', '--out', at('scores.jsonl')];
    expect(await runCli([...score, ...own])).toMatchObject({ code: 0 });
    const [first = ''] = (await readFile(at('scores.jsonl'), 'utf8')).split('\n');
    expect(JSON.parse(first)).toMatchObject({ scores: rows[0]?.relevance });
  });

  it('does not mix chains', async () => {
    await writeFile(at('other.jsonl'), '{"i":0,"text":"x","n":1,"fin":true,"correct":true}\n');
    expect(await relevance('other.jsonl', '4')).toMatchObject({ code: 2 });
  });
});

describe('tokenskip data score, as it is bundled', () => {
  it('loads transformers.js for the scorer llmlingua2', async () => {
    const result = await runCli([
      ...['data', 'score', '--chains', at('chains.jsonl'), '--model', model, '--json'],
      ...['--scorer', 'llmlingua2', '--classifier', path.join(tiny, 'llmlingua2')],
      ...['--out', at('classified.jsonl')],
    ]);
    expect(result.code, result.stderr).toBe(0);
    expect(JSON.parse(result.stdout)).toMatchObject({ chains: 3 });
  });
});
