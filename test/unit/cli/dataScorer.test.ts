import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands/commands';
import { runCommand } from '../../../src/cli/runCommand';
import { golden, tinyClassifier } from '../pipeline/llmlingua2/golden';
import { tinyModel } from '../pipeline/tinyTokenizer';
import { fakeContext } from './fakeContext';

let folder = '';
const at = (name: string): string => join(folder, name);
const text = `${golden.texts.steps ?? ''}\n\nThe final answer is: $\\boxed{8.5}$`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scorer-'));
  await mkdir(at('model'));
  await copyFile(join(tinyModel, 'tokenizer.json'), at('model/tokenizer.json'));
  await writeFile(at('model/tokenskip.json'), '{}');
  const chain = { i: 0, text, n: 9, fin: true, correct: true };
  await writeFile(at('chains.jsonl'), `${JSON.stringify(chain)}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

async function data(command: string, ...args: readonly string[]): Promise<number> {
  const inputs = ['--chains', at('chains.jsonl'), '--model', at('model')];
  return runCommand(['data', command, ...inputs, ...args], commands, '', fakeContext());
}

const readLine = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(at(name), 'utf8'));

describe('--scorer llmlingua2', () => {
  const own = ['--scorer', 'llmlingua2', '--classifier', tinyClassifier];

  it('scores tokens by the classifier of a folder', async () => {
    expect(await data('score', ...own, '--out', at('scores.jsonl'))).toBe(0);
    const { ids, scores } = (await readLine('scores.jsonl')) as { ids: number[]; scores: number[] };
    expect(scores).toHaveLength(ids.length);
    expect(new Set(scores).size).toBeGreaterThan(10);
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
  });

  it.each([
    ['qwen', 'released Qwen path'],
    ['llama3', 'released LLaMA path'],
  ])('prunes with --paper as released for %s, the answer line kept', async (family, setting) => {
    const flags = ['--paper', '--ratio', '0.5', '--released', family, '--out', at('pruned.jsonl')];
    expect(await data('prune', ...own, ...flags)).toBe(0);
    const expected = golden.cases.find(
      (each) => each.text === 'steps' && each.setting === setting && each.rate === 0.5,
    );
    expect(await readLine('pruned.jsonl')).toMatchObject({
      text: `${expected?.compressed ?? ''}\n\nThe final answer is: $\\boxed{8.5}$`,
    });
  });

  it.each([
    [['--scorer', 'guess']],
    [['--classifier', tinyClassifier]],
    [['--scorer', 'tiered', '--released', 'qwen']],
    [['--scorer', 'llmlingua2', '--released', 'gpt']],
  ])('calls %j wrong', async (flags) => {
    expect(await data('score', ...flags, '--out', at('none.jsonl'))).toBe(2);
  });

  it('fails without the classifier', async () => {
    const flags = ['--scorer', 'llmlingua2', '--classifier', at('nowhere')];
    expect(await data('score', ...flags, '--out', at('none.jsonl'))).toBe(1);
  });
});
