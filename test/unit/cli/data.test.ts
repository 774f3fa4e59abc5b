import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands/commands';
import { runCommand } from '../../../src/cli/runCommand';
import { readTrainingQuestions } from '../../../src/pipeline/trainingQuestions';
import { tinyModel } from '../pipeline/tinyTokenizer';
import { fakeContext } from './fakeContext';
import type { FakeContext } from './fakeContext';
import { sampleManifest } from './sampleManifest';

const questions = [
  { question: 'Tom has 2 pens and gets 3. How many?', answer: 'So 2+3=5\n#### 5' },
  { question: 'Half of 8?', answer: '#### 4' },
  { question: 'Reserved?', answer: '#### 1' },
];
const chains = [
  {
    i: 0,
    text: 'Well, so we add these: 2 + 3 = 5. Thus it is \\boxed{5}.',
    n: 20,
    fin: true,
    correct: true,
  },
  { i: 1, text: 'So it is 8 / 2 = 5.', n: 9, fin: true, correct: false },
  { i: 2, text: 'It is 1.', n: 4, fin: true, correct: true },
  {
    i: 1,
    text: 'Half of 8 is 8 / 2 = 4.\n\nThe final answer is: $\\boxed{4}$',
    n: 15,
    fin: true,
    correct: true,
  },
  { i: 0, text: 'Now 2 + 3 = 5.', n: 9, fin: true, correct: true },
];

let folder = '';
const at = (name: string): string => join(folder, name);
const lines = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'data-'));
  await writeFile(at('chains.jsonl'), lines(chains));
  await writeFile(at('questions.jsonl'), lines(questions));
  await writeFile(at('reserve.json'), '{"trial":[2]}');
  await mkdir(at('model'));
  await copyFile(join(tinyModel, 'tokenizer.json'), at('model/tokenizer.json'));
  await writeFile(at('model/tokenskip.json'), JSON.stringify(sampleManifest()));
});
afterAll(() => rm(folder, { recursive: true }));

let context: FakeContext;
beforeEach(() => {
  context = fakeContext({ rootDir: folder, env: { TOKENSKIP_CACHE: at('cache') } });
});

async function data(...args: readonly string[]): Promise<number> {
  return runCommand(['data', ...args], commands, '', context);
}

async function rows(name: string): Promise<readonly unknown[]> {
  const text = await readFile(at(name), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

const common = (): readonly string[] => ['--chains', at('chains.jsonl'), '--model', at('model')];

describe('tokenskip data', () => {
  it('explains itself and each of its commands', async () => {
    expect(await data('--help')).toBe(0);
    for (const name of ['score', 'prune', 'export', 'inspect']) {
      expect(context.out.text).toContain(`  ${name}`);
      const asked = fakeContext();
      expect(await runCommand(['data', name, '--help'], commands, '', asked)).toBe(0);
      expect(asked.out.text).toContain(`Usage: tokenskip data ${name} --chains FILE`);
    }
  });

  it.each([
    [['score', '--model', 'm', '--out', 'o']],
    [['score', '--chains', 'c', '--out', 'o', '--model', 'm', '--scorer', 'nosuch']],
    [['prune', '--chains', 'c', '--out', 'o', '--model', 'm']],
    [['prune', '--chains', 'c', '--out', 'o', '--model', 'm', '--ratio', '0.55']],
    [['prune', '--chains', 'c', '--out', 'o', '--model', 'm', '--ratio', '0.5,0.6']],
    [['export', '--out', 'o', '--model', 'm', '--questions', 'q']],
    [['export', '--chains', 'c', '--out', 'o', '--model', 'm', '--questions', 'q', '--seed', 'x']],
    [['inspect', '--chains', 'c', '--model', 'm', 'extra']],
    [['inspect', '--chains', 'c', '--model', 'm', '--limit', '0']],
  ])('calls %j wrong', async (args) => {
    expect(await data(...args)).toBe(2);
    expect(context.out.text).toBe('');
  });

  it('says what is missing: the model, the file', async () => {
    const missing = ['--model', at('nowhere'), '--out', at('o')];
    expect(await data('score', '--chains', at('chains.jsonl'), ...missing)).toBe(1);
    expect(
      await data('score', '--chains', at('no.jsonl'), '--model', at('model'), '--out', at('o')),
    ).toBe(2);
    expect(context.err.text).toContain('no.jsonl');
  });

  it('ends with 130 when it is stopped', async () => {
    const stopped = fakeContext({
      signal: AbortSignal.abort(),
      env: { TOKENSKIP_CACHE: at('cache') },
    });
    const args = ['data', 'score', ...common(), '--out', at('stopped.jsonl')];
    expect(await runCommand(args, commands, '', stopped)).toBe(130);
    await expect(readFile(at('stopped.jsonl'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('tokenskip data score and prune', () => {
  it('scores every token of every chain', async () => {
    expect(await data('score', ...common(), '--out', at('scores.jsonl'), '--json')).toBe(0);
    const written = (await rows('scores.jsonl')) as {
      i: number;
      ids: number[];
      scores: number[];
    }[];
    expect(written.map(({ i }) => i)).toEqual([0, 1, 2, 1, 0]);
    for (const { ids, scores } of written) expect(scores).toHaveLength(ids.length);
    const tokens = written.reduce((sum, { ids }) => sum + ids.length, 0);
    expect(JSON.parse(context.out.text)).toEqual({ chains: 5, tokens });
  });

  it('drops what was measured of tokens that are gone', async () => {
    const [scored] = (await rows('scores.jsonl')) as { i: number; scores: number[] }[];
    const [first] = chains;
    await writeFile(at('measured.jsonl'), lines([{ ...first, surprise: scored?.scores }]));
    const common = ['--model', at('model'), '--chains', at('measured.jsonl')];
    expect(await data('prune', ...common, '--ratio', '0.5', '--out', at('less.jsonl'))).toBe(0);
    expect((await rows('less.jsonl'))[0]).not.toHaveProperty('surprise');
    const again = ['--model', at('model'), '--chains', at('less.jsonl')];
    expect(await data('score', ...again, '--out', at('less-scores.jsonl'))).toBe(0);
  });

  it('writes chains again, equations whole and the answer line untouched', async () => {
    const args = ['--ratio', '0.7', '--out', at('pruned.jsonl'), '--json'];
    expect(await data('prune', ...common(), ...args)).toBe(0);
    const written = (await rows('pruned.jsonl')) as typeof chains;
    expect(written[0]!.text).toContain('2 + 3 = 5');
    expect(written[3]!.text.endsWith('\n\nThe final answer is: $\\boxed{4}$')).toBe(true);
    const counts = JSON.parse(context.out.text) as Record<string, number>;
    expect(counts.kept).toBe(written.reduce((sum, { n }) => sum + n, 0));
    expect(counts.actualRatio).toBeGreaterThan(0.6);
    expect(counts.actualRatio).toBeLessThan(0.8);
    // What prune wrote can be pruned again.
    const again = ['--chains', at('pruned.jsonl'), '--ratio', '1', '--out', at('again.jsonl')];
    expect(await data('prune', '--model', at('model'), ...again)).toBe(0);
    expect(((await rows('again.jsonl')) as typeof chains)[3]!.text).toBe(written[3]!.text.trim());
  });
});

describe('tokenskip data export', () => {
  const asked = (): readonly string[] => [
    ...['--questions', at('questions.jsonl'), '--reserve', at('reserve.json')],
    ...['--out', at('export'), '--ratios-per-chain', '3', '--seed', '7'],
  ];

  it('puts earlier turns before the questions, none of the reserve', async () => {
    const reserved = await readTrainingQuestions(at('questions.jsonl'));
    const turns = ['Ann?', 'Ben?'].map((question) => ({ question, answer: '#### 4' }));
    await writeFile(at('turns.jsonl'), lines([reserved[2], ...turns, reserved[2]]));
    expect(await data('export', ...common(), ...asked(), '--turns-from', at('turns.jsonl'))).toBe(
      0,
    );
    const [, ...examples] = (await rows('export/examples.jsonl')) as {
      readonly i: number;
      readonly before: readonly { readonly question: string; readonly answer: string }[];
    }[];
    expect(examples).toHaveLength(6);
    for (const { i, before } of examples) {
      expect(before.length).toBeGreaterThan(0);
      expect(before).toEqual(examples.find((other) => other.i === i)?.before);
      for (const turn of before) expect(['Ann?4', 'Ben?4']).toContain(turn.question + turn.answer);
    }
    const alpaca = (await rows('export/alpaca.jsonl')) as {
      readonly history: readonly unknown[];
    }[];
    expect(alpaca.map(({ history }) => history.length)).toEqual(
      examples.map(({ before }) => before.length),
    );
  });

  it('writes examples and both formats of LLaMA-Factory', async () => {
    expect(await data('export', ...common(), ...asked(), '--json')).toBe(0);
    expect(JSON.parse(context.out.text)).toEqual({
      chains: 4,
      used: 2,
      examples: 6,
      wrong: 1,
      unfinished: 0,
      tooLong: 0,
      reserved: 1,
      empty: 0,
      repeated: 1,
    });
    const [header, ...examples] = (await rows('export/examples.jsonl')) as Record<
      string,
      unknown
    >[];
    expect(header).toMatchObject({ seed: 7, scorer: 'tiered', ratiosPerChain: 3, paper: false });
    expect(examples.map(({ i, ratio }) => `${String(i)}/${ratio === 1 ? 1 : 'x'}`)).toEqual([
      '0/1',
      '0/x',
      '0/x',
      '1/1',
      '1/x',
      '1/x',
    ]);
    const alpaca = (await rows('export/alpaca.jsonl')) as { instruction: string; output: string }[];
    expect(alpaca.map(({ output }) => output)).toEqual(examples.map(({ target }) => target));
    const [asQuestion] = await readTrainingQuestions(at('questions.jsonl'));
    alpaca.slice(0, 3).forEach(({ instruction }) => {
      expect(instruction).toContain(asQuestion!.question);
    });
    expect(await rows('export/sharegpt.jsonl')).toHaveLength(6);
    const info = JSON.parse(await readFile(at('export/dataset_info.json'), 'utf8')) as object;
    expect(Object.keys(info)).toEqual(['tokenskip_alpaca', 'tokenskip_sharegpt']);
  });

  it('writes the same bytes again, and others for another seed', async () => {
    const read = (): Promise<string> => readFile(at('export/examples.jsonl'), 'utf8');
    await data('export', ...common(), ...asked());
    const first = await read();
    await data('export', ...common(), ...asked());
    expect(await read()).toBe(first);
    await data('export', ...common(), ...asked(), '--seed', '8');
    expect(await read()).not.toBe(first);
  });

  it('takes a later chain of a question whose first right one is of no use', async () => {
    const long = { ...chains[4], text: 'Now 2 + 3 = 5. '.repeat(60) };
    await writeFile(at('again.jsonl'), lines([long, chains[0], chains[4]]));
    const args = ['--chains', at('again.jsonl'), '--model', at('model'), ...asked(), '--json'];
    expect(await data('export', ...args)).toBe(0);
    const counts: unknown = JSON.parse(context.out.text);
    expect(counts).toMatchObject({ chains: 2, used: 1, tooLong: 1, repeated: 1 });
  });

  it('refuses chains of other questions', async () => {
    await writeFile(at('few.jsonl'), lines(questions.slice(0, 1)));
    const args = ['--questions', at('few.jsonl'), '--out', at('export2')];
    expect(await data('export', ...common(), ...args)).toBe(2);
    expect(context.err.text).toContain('question 1');
  });
});

describe('tokenskip data inspect', () => {
  it('shows right chains, or those of one question', async () => {
    expect(await data('inspect', ...common(), '--ratio', '0.8,0.5', '--limit', '2')).toBe(0);
    const headings = context.out.text.match(/── Question \d+ · ratio [\d.]+/g);
    expect(headings).toEqual([
      '── Question 0 · ratio 0.8',
      '── Question 0 · ratio 0.5',
      '── Question 2 · ratio 0.8',
      '── Question 2 · ratio 0.5',
    ]);
    const one = fakeContext({ env: { TOKENSKIP_CACHE: at('cache') } });
    await runCommand(['data', 'inspect', ...common(), '--index', '1', '--json'], commands, '', one);
    expect(one.out.text.trim().split('\n')).toHaveLength(2);
    expect(await data('inspect', ...common(), '--index', '9')).toBe(2);
  });

  it('writes a page', async () => {
    expect(await data('inspect', ...common(), '--html', at('deep/page.html'))).toBe(0);
    const page = await readFile(at('deep/page.html'), 'utf8');
    expect(page.match(/<section>/g)).toHaveLength(4);
  });
});
