import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ModelSession } from '../../../../src/engine/ask/modelSession';
import { askAtRatios } from '../../../../src/engine/ask/askAtRatios';
import { RemoteEngine } from '../../../../src/engine/remote/remoteEngine';
import type { RemoteApi } from '../../../../src/engine/remote/remoteApi';
import { remoteModel } from '../../../../src/engine/remote/remoteModel';
import { ChainLog } from '../../../../src/pipeline/chainLog';
import { generateChains, missingChains } from '../../../../src/pipeline/generateChains';
import type { AnswerReport } from '../../../../src/protocol/answerReport';
import { failure } from '../../support/failure';
import type { Recording } from './recordedServer';
import { readRecording, replay } from './recordedServer';

const question =
  'Tom has 3 boxes with 12 pencils each and gives 7 pencils away. How many pencils are left?';

async function session(recording: Recording, api: RemoteApi): Promise<ModelSession> {
  const address = await replay(recording);
  const engine = new RemoteEngine({ address, key: 'secret-key', retryDelayMs: 1 });
  onTestFinished(() => engine.close());
  const loaded = await engine.load({ modelDir: '', device: 'auto' });
  return { engine, loaded, manifest: remoteModel(engine.info, api) };
}

async function ask(
  recording: Recording,
  keepRatio: number,
  api: RemoteApi = 'auto',
): Promise<{ readonly report: AnswerReport; readonly streamed: string }> {
  let streamed = '';
  const report = await askAtRatios(
    await session(recording, api),
    { text: question, maxNewTokens: 48, sampling: { temperature: 0, seed: 0 } },
    { keepRatio, next: undefined },
    {
      signal: new AbortController().signal,
      onReasoning: (text) => (streamed += text),
    },
  );
  return { report, streamed };
}

/** Qwen2.5-Coder-0.5B-Instruct, not trained for ratios: the marker changes its words, no more. */
describe('llama-cpp-python 0.3.36 with a Qwen2.5 model, as recorded', async () => {
  const recording = await readRecording('llamaCppPython');

  it('answers in full, counted by its own tokenizer', async () => {
    const { report, streamed } = await ask(recording, 1);
    expect(report).toMatchObject({
      tokens: 48,
      chainTokens: 48,
      finishReason: 'length',
      device: 'remote',
      saved: null,
    });
    expect(report.chain).toBe(streamed);
    expect(streamed).toMatch(/^To determine how many pencils are left, we need/);
  });

  it('reads the ratio marker of a raw prompt as that of a chat', async () => {
    const raw = await ask(recording, 0.5);
    const chat = await ask(recording, 0.5, 'chat');
    expect(raw.streamed).toMatch(/^To determine how many pencils are left after Tom gives/);
    // Greedy: equal prompts, equal answers.
    expect(chat.streamed).toBe(raw.streamed);
    expect(raw.report.trainedForRatio).toBe(true);
  });

  it('took the marker for ordinary text and the turns for control tokens', () => {
    const exchange = recording.exchanges.find(({ path }) => path === '/extras/tokenize');
    const { tokens } = JSON.parse(exchange?.pieces.join('') ?? '') as { tokens: number[] };
    // Control tokens of Qwen2.5 begin at 151643 (<|endoftext|>).
    const control = tokens.filter((id) => id >= 151_643);
    expect(control).toEqual([151_644, 151_645]);
    expect(tokens).toHaveLength(24);
  });

  it('answers the questions of `data generate` side by side', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'remote-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const asked = [
      { question: 'What is 2 + 3?', answer: '5' },
      { question: 'What is 4 * 6?', answer: '24' },
      { question: 'What is 9 - 2?', answer: '7' },
    ];
    const log = await ChainLog.open(join(folder, 'chains.jsonl'), asked);
    const jobs = missingChains([0, 1, 2], log, 1);
    await generateChains(await session(recording, 'auto'), asked, jobs, log, {
      maxNewTokens: 24,
      batchSize: 3,
      temperature: 0.7,
      seed: 0,
      signal: new AbortController().signal,
      onChain: () => undefined,
    });
    await log.close();
    const lines = (await readFile(join(folder, 'chains.jsonl'), 'utf8')).trim().split('\n');
    const chains = lines.map((line) => JSON.parse(line) as { i: number; n: number; text: string });
    expect(chains.map(({ n }) => n)).toEqual([24, 24, 24]);
    const multiplied = chains.find(({ i }) => i === 1);
    expect(multiplied?.text).toMatch(/^To solve the problem of multiplying 4 by 6/);
  });

  it('refuses a wrong key', async () => {
    const engine = new RemoteEngine({ address: await replay(recording), key: 'wrong' });
    expect((await failure(engine.models())).code).toBe('remote-key');
  });

  it('ends without a word on a prompt that is too long for it', async () => {
    const { engine, manifest } = await session(recording, 'auto');
    const text = 'twelve pencils '.repeat(150).trim();
    const work = askAtRatios(
      { engine, manifest, loaded: await engine.load({ modelDir: '', device: 'auto' }) },
      { text, maxNewTokens: 16, sampling: { temperature: 0, seed: 0 } },
      { keepRatio: 1, next: undefined },
      { signal: new AbortController().signal },
    );
    expect((await failure(work)).code).toBe('remote-cut');
  });
});

it('llama-cpp-python 0.3.36 with SmolLM2, as recorded', async () => {
  const { report } = await ask(await readRecording('llamaCppPythonSmollm2'), 1);
  expect(report).toMatchObject({
    tokens: 48,
    model: 'smollm2-135m-instruct',
    trainedForRatio: false,
  });
  expect(report.checks).toContainEqual(expect.objectContaining({ holds: true }));
});
