import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands/commands';
import { runCommand } from '../../../src/cli/runCommand';
import { encodeOnnxModel } from '../../../src/core/onnx/onnxModel';
import { fakeContext } from './fakeContext';
import { sampleManifest } from './sampleManifest';

let folder = '';
const at = (name: string): string => join(folder, name);
const chain = { i: 0, text: 'It is 4.', n: 4, fin: true, correct: true };
const line = (value: object): string => `${JSON.stringify(value)}\n`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokenskip-compare-'));
  await writeFile(at('questions.jsonl'), line({ question: 'Half of 8?', answer: '#### 4' }));
  await writeFile(at('chains.jsonl'), line(chain));
  await writeFile(at('strange.jsonl'), line({ ...chain, i: 7 }));
  await writeFile(at('wrong.jsonl'), line({ ...chain, correct: false }));
  await mkdir(at('model/onnx'), { recursive: true });
  await writeFile(at('model/tokenskip.json'), JSON.stringify(sampleManifest()));
  const graph = { name: 'test', nodes: [], initializers: [], inputs: [], outputs: [] };
  await writeFile(at('model/onnx/cpu.onnx'), encodeOnnxModel(graph));
  await mkdir(at('graphless'));
  await writeFile(at('graphless/tokenskip.json'), JSON.stringify(sampleManifest()));
  await mkdir(at('empty'));
  await writeFile(at('notes.gguf'), 'no weights');
});
afterAll(() => rm(folder, { recursive: true }));

/** Exit code and what was said about `tokenskip model compare …`. */
async function compare(
  names: readonly string[],
  {
    chains = 'chains.jsonl',
    questions = 'questions.jsonl',
    more = [] as string[],
    hasRuntime = true,
  } = {},
): Promise<{ readonly code: number; readonly said: string }> {
  const env = { TOKENSKIP_CACHE: at('cache') };
  const context = fakeContext({ rootDir: folder, env, hasRuntime: () => hasRuntime });
  const files = ['--chains', at(chains), '--questions', at(questions)];
  const args = ['model', 'compare', ...names, ...files, ...more];
  const code = await runCommand(args, commands, '', context).catch((error: unknown) => {
    context.err.write(error instanceof Error ? error.message : '');
    return -1;
  });
  return { code, said: context.err.text };
}

describe('tokenskip model compare', () => {
  it('refuses anything but two models', async () => {
    expect((await compare([at('model')])).said).toContain('takes two models, not 1');
    expect((await compare(['a', 'b', 'c'])).said).toContain('takes two models, not 3');
  });

  it.each([
    ['a chain without its question', { chains: 'strange.jsonl' }, 'question 7'],
    ['no chain that is right', { chains: 'wrong.jsonl' }, 'finished and right'],
    ['chains that are not there', { chains: 'missing.jsonl' }, 'missing.jsonl'],
    ['questions that are not there', { questions: 'missing.jsonl' }, 'missing.jsonl'],
    ['no number of texts', { more: ['--texts', '0'] }, '--texts'],
  ])('refuses %s', async (_name, change, said) => {
    const result = await compare([at('model'), at('model')], change);
    expect(result.code).not.toBe(0);
    expect(result.said).toContain(said);
  });

  it.each([
    ['a model that is not there', 'nowhere', 'model', 'no model "nowhere"'],
    ['a reference that is not there', 'model', 'nowhere', 'no model'],
    ['a model without its graph', 'graphless', 'notes.gguf', 'cpu.onnx cannot be used'],
    ['a folder without a model', 'model', 'empty', 'config.json'],
    ['a file that is no GGUF', 'model', 'notes.gguf', 'GGUF'],
  ])('refuses %s', async (_name, model, reference, said) => {
    const path = (name: string): string => (name === 'nowhere' ? name : at(name));
    const result = await compare([path(model), path(reference)]);
    expect(result.code).not.toBe(0);
    expect(result.said).toContain(said);
  });

  it('says that there is no engine before a source is converted', async () => {
    const result = await compare([at('model'), at('notes.gguf')], { hasRuntime: false });
    expect(result.code).toBe(1);
    expect(result.said).toContain('TokenSkip has no engine for this system');
  });
});
