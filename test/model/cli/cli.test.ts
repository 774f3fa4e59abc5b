import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCli, runCli } from '../support/runCli';

const source = path.join(import.meta.dirname, '..', 'tiny', 'qwen2');

let root: string;
let model: string;
let env: { readonly TOKENSKIP_CACHE: string };

beforeAll(async () => {
  buildCli();
  root = await mkdtemp(path.join(tmpdir(), 'tokenskip-cli-'));
  model = path.join(root, 'tiny');
  env = { TOKENSKIP_CACHE: path.join(root, 'cache') };
  const made = await runCli([
    'model',
    'convert',
    source,
    '--out',
    model,
    '--format',
    'exact',
    '--id',
    'tiny',
  ]);
  expect(made).toMatchObject({ code: 0 });
});

afterAll(() => rm(root, { recursive: true, force: true }));

const ask = (...args: string[]): ReturnType<typeof runCli> =>
  runCli(['ask', '--model', model, '--device', 'cpu', '--max-tokens', '24', ...args], { env });

function json(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text.trim().split('\n').at(-1) ?? '');
  if (typeof value !== 'object' || value === null) throw new Error('no object');
  return { ...value };
}

describe('tokenskip ask', () => {
  it('streams text, then figures and the device with its reason', async () => {
    const { code, stdout, stderr } = await ask('What is 12 * 7?');
    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(10);
    expect(stderr).toMatch(/24 tokens · \d+\.\d tokens\/s · first token after \d+\.\d\d s/);
    expect(stderr).toMatch(/Device: cpu \(.+\)/);
  });

  it('prints the fields that scripts rely on', async () => {
    const { code, stdout } = await ask('--json', 'What is 12 * 7?');
    expect(code).toBe(0);
    expect(json(stdout)).toMatchObject({
      tokens: 24,
      device: 'cpu',
      model: 'tiny',
      ratio: 1,
      saved: null,
    });
    for (const name of ['answer', 'chain', 'seconds', 'tokensPerSecond', 'chainTokens']) {
      expect(json(stdout)).toHaveProperty(name);
    }
  });

  it('writes the same text for the same seed and another for another', async () => {
    const texts = await Promise.all(
      ['3', '3', '4'].map(async (seed) => {
        const args = ['--json', '--temperature', '1.5', '--seed', seed, 'Why?'];
        return json((await ask(...args)).stdout).chain;
      }),
    );
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).not.toBe(texts[2]);
  });

  it('sends the ratio marker and says that the model was not trained for it', async () => {
    const half = await ask('--ratio', '0.5', '--json', 'What is 12 * 7?');
    const full = await ask('--ratio', '1.0', '--json', 'What is 12 * 7?');
    expect(half.stderr).toMatch(/not trained for ratios/);
    expect(full.stderr).toBe('');
    expect(json(half.stdout)).toMatchObject({ ratio: 0.5, trainedForRatio: false });
    // The marker is text for this family: the prompt is longer by its tokens.
    expect(json(half.stdout).promptTokens).toBeGreaterThan(Number(json(full.stdout).promptTokens));
  });

  it('reads the question from standard input', async () => {
    const args = ['ask', '--model', model, '--device', 'cpu', '--max-tokens', '4', '--json', '-'];
    const piped = await runCli(args, { env, input: 'What is 12 * 7?\n' });
    const written = await ask('--max-tokens', '4', '--json', 'What is 12 * 7?');
    expect(json(piped.stdout).chain).toBe(json(written.stdout).chain);
  });

  it.each([
    ['an empty question', ['ask', '  '], 2, /no question/],
    ['a ratio that is none', ['ask', '--ratio', '7', 'Why?'], 2, /0\.1 to 1\.0/],
    ['an unknown flag', ['ask', '--fast', 'Why?'], 2, /--help/],
    ['an unknown model', ['ask', '--model', 'nothing', 'Why?'], 1, /model list/],
    ['a vote of one', ['ask', '--vote', '1', 'Why?'], 2, /--vote/],
    ['an unknown command', ['solve'], 2, /ask/],
  ])('refuses %s with one sentence', async (_, args, code, message) => {
    const result = await runCli(args, { env });
    expect(result.code).toBe(code);
    expect(result.stdout).toBe('');
    expect(result.stderr).toMatch(message);
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('says how many tokens fit when the question is too long', async () => {
    const { code, stderr } = await ask('what is '.repeat(2000));
    expect(code).toBe(1);
    expect(stderr).toMatch(/\b512\b/);
    const asJson = await ask('--json', 'what is '.repeat(2000));
    expect(json(asJson.stdout).error).toMatchObject({ code: 'question-too-long' });
  });
});

describe('tokenskip ask --vote', () => {
  it('tells how the chains voted, also that none has an answer', async () => {
    const { code, stdout } = await ask('--vote', '3', '--json', 'What is 12 * 7?');
    expect(code).toBe(0);
    const votes = { asked: 3, ended: 3, groups: [], withoutAnswer: 3, isTie: false };
    expect(json(stdout)).toMatchObject({ answer: null, tokens: 72, votes });
    const text = await ask('--vote', '3', 'What is 12 * 7?');
    expect(text.stderr).toMatch(/Votes: 3 without an answer/);
  });
});

describe('tokenskip model', () => {
  /** A model of its own in the store, for tests that damage it. */
  async function addToStore(id: string): Promise<string> {
    const folder = path.join(env.TOKENSKIP_CACHE, 'models', id);
    const made = await runCli([
      'model',
      'convert',
      source,
      '--out',
      folder,
      '--id',
      id,
      '--format',
      'small',
    ]);
    expect(made.code).toBe(0);
    return folder;
  }

  it('lists, describes, verifies and removes', async () => {
    const folder = await addToStore('mine');
    const list = await runCli(['model', 'list', '--json'], { env });
    expect(JSON.parse(list.stdout)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'mine', place: 'store', format: 'small', folder }),
        expect.objectContaining({ id: 'coder-1.5b', place: 'catalogue' }),
      ]),
    );
    const info = await runCli(['model', 'info', 'mine', '--json'], { env });
    expect(json(info.stdout)).toMatchObject({ id: 'mine', folder, contextLength: 512 });
    expect(await runCli(['model', 'verify', 'mine'], { env })).toMatchObject({ code: 0 });
    expect(await runCli(['model', 'rm', 'mine'], { env })).toMatchObject({ code: 0 });
    expect(await readdir(path.dirname(folder))).toEqual([]);
    expect(await runCli(['model', 'rm', 'mine'], { env })).toMatchObject({ code: 1 });
  });

  it.each([
    ['one changed byte', (file: string) => change(file)],
    ['a longer file', (file: string) => appendFile(file, 'x')],
    ['a shorter file', (file: string) => truncate(file, 100)],
    ['a missing file', (file: string) => rm(file)],
  ])('finds %s', async (_, damage) => {
    const folder = await addToStore('damaged');
    await damage(path.join(folder, 'tokenizer.json'));
    const { code, stdout, stderr } = await runCli(['model', 'verify', 'damaged'], { env });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/tokenizer\.json .*again/);
  });

  async function change(file: string): Promise<void> {
    const bytes = await readFile(file);
    bytes[50] = bytes[50]! ^ 1;
    await writeFile(file, bytes);
  }

  it('refuses to convert what is no model, into what is no model, or in no format', async () => {
    const out = path.join(root, 'out');
    const none = await runCli(['model', 'convert', root, '--out', out], { env });
    expect(none.code).toBe(1);
    const file = path.join(root, 'text.gguf');
    await writeFile(file, 'this is no GGUF file');
    expect(await runCli(['model', 'convert', file, '--out', out], { env })).toMatchObject({
      code: 1,
    });
    const format = ['model', 'convert', source, '--out', out, '--format', 'tiny'];
    expect(await runCli(format, { env })).toMatchObject({ code: 2 });
    const full = path.join(root, 'full');
    await mkdir(full);
    await writeFile(path.join(full, 'letter.txt'), 'keep me');
    expect(await runCli(['model', 'convert', source, '--out', full], { env })).toMatchObject({
      code: 2,
    });
    expect(await readdir(full)).toEqual(['letter.txt']);
    expect(await runCli(['model', 'convert', source], { env })).toMatchObject({ code: 2 });
  });

  it('refuses an architecture it does not know', async () => {
    const folder = path.join(root, 'other');
    await mkdir(folder);
    for (const name of await readdir(source)) {
      await writeFile(path.join(folder, name), await readFile(path.join(source, name)));
    }
    const config = path.join(folder, 'config.json');
    const text = await readFile(config, 'utf8');
    await writeFile(config, text.replace('"qwen2"', '"mamba"').replace('Qwen2For', 'MambaFor'));
    const result = await runCli(['model', 'convert', folder, '--out', path.join(root, 'o2')], {
      env,
    });
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/mamba/i);
  });
});

describe('tokenskip eval', () => {
  const questions = Array.from({ length: 5 }, (_, i) =>
    JSON.stringify({ question: `What is ${i} + 1?`, answer: `#### ${i + 1}` }),
  ).join('\n');

  it('prints one object per method and goes on where it was stopped', async () => {
    const file = path.join(root, 'questions.jsonl');
    await writeFile(file, questions);
    const log = path.join(root, 'log.jsonl');
    const args = [
      ...['eval', '--benchmark', 'gsm8k', '--file', file, '--model', model, '--device', 'cpu'],
      ...['--methods', 'original,tokenskip@1.0,tokenskip@0.5,truncation@0.5'],
      ...['--max-tokens', '16', '--latency', '2', '--json'],
    ];
    const first = await runCli([...args, '--out', log], { env });
    expect(first.code).toBe(0);
    const summary: unknown = JSON.parse(first.stdout.trim().split('\n').at(-1) ?? '');
    const line = { questions: 5, tokens: 16, finished: 0, accuracy: 0 };
    expect(summary).toMatchObject([
      { method: 'original', ratio: 1, actualRatio: 1, ...line },
      { method: 'tokenskip@1.0', ratio: 1, ...line },
      { method: 'tokenskip@0.5', ratio: 0.5, seconds: expect.any(Number) as number, ...line },
      { method: 'truncation@0.5', ratio: 0.5, ...line, tokens: 8 },
    ]);
    const lines = (await readFile(log, 'utf8')).trimEnd().split('\n');
    // Two runs of five questions in a batch and of two alone.
    expect(lines).toHaveLength(1 + 10 + 4);
    // As a run leaves it that was killed while it wrote its eighth row.
    await writeFile(log, `${lines.slice(0, 8).join('\n')}\n${lines[8]?.slice(0, 40) ?? ''}`);
    const second = await runCli([...args, '--out', log], { env });
    expect(JSON.parse(second.stdout)).toMatchObject([{}, {}, line, {}]);
    expect((await readFile(log, 'utf8')).trimEnd().split('\n')).toHaveLength(1 + 10 + 4);
    expect(await runCli([...args, '--max-tokens', '8', '--out', log], { env })).toMatchObject({
      code: 2,
    });
  });
});

describe('tokenskip doctor', () => {
  it('says what works', async () => {
    const { code, stdout } = await runCli(['doctor', '--model', model, '--json'], { env });
    expect(code).toBe(0);
    expect(json(stdout)).toMatchObject({
      node: process.versions.node,
      model: { id: 'tiny', files: expect.stringMatching(/^all \d+/) as unknown },
    });
  });

  it('fails for a damaged model', async () => {
    const folder = path.join(root, 'damaged');
    await runCli(['model', 'convert', source, '--out', folder]);
    await truncate(path.join(folder, 'tokenizer.json'), 100);
    const { code, stdout } = await runCli(['doctor', '--model', folder, '--json'], { env });
    expect(code).toBe(1);
    expect(json(stdout)).toMatchObject({ model: { problem: expect.any(String) as unknown } });
  });

  it('says what is missing', async () => {
    const { code, stdout } = await runCli(['doctor', '--model', 'coder-1.5b'], { env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/model pull coder-1\.5b/);
  });

  it('finds the model of the clone where nothing else is here', async () => {
    const { code, stdout } = await runCli(['doctor', '--json'], { env });
    expect(code).toBe(0);
    expect(json(stdout)).toMatchObject({ model: { id: 'coder-0.5b' } });
  });
});

describe('tokenskip chat', () => {
  it('answers line after line and outlives what it does not understand', async () => {
    const { code, stdout, stderr } = await runCli(
      ['chat', '--model', model, '--device', 'cpu', '--max-tokens', '8'],
      { env, input: 'What is 3 + 4?\n/ratio 7\n/nonsense\n\nAdd 10.\n/quit\nNever asked.\n' },
    );
    expect(code).toBe(0);
    expect(stdout.match(/No boxed answer|Answer:/g)).toHaveLength(2);
    expect(stderr.match(/8 tokens ·/g)).toHaveLength(2);
    expect(stderr).toMatch(/0\.1 to 1\.0/);
    expect(stderr).toMatch(/\/ratio R, \/new, \/quit/);
  });

  it('prints one object an answer with --json, and nothing else', async () => {
    const { code, stdout } = await runCli(
      ['chat', '--model', model, '--device', 'cpu', '--max-tokens', '8', '--json'],
      { env, input: 'What is 3 + 4?\nAdd 10.\n' },
    );
    expect(code).toBe(0);
    const reports = stdout.trimEnd().split('\n').map(json);
    expect(reports).toHaveLength(2);
    for (const report of reports) expect(report).toMatchObject({ tokens: 8, checks: [] });
  });

  it('refuses a ratio before it loads anything', async () => {
    const result = await runCli(['chat', '--model', 'nothing', '--ratio', '7'], { env });
    expect(result).toMatchObject({ code: 2 });
  });
});
