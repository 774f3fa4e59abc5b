import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qwen2Template } from '../../../src/core/prompt/familyTemplates';
import { renderPrompt } from '../../../src/core/prompt/promptTemplate';
import type { ModelRuntime } from '../../../src/inference/modelRuntime';
import { loadModelRuntime } from '../../../src/inference/loadModelRuntime';
import type { GenerateParams, GeneratedText } from '../../../src/protocol/childProtocol';
import { silentLogger } from '../../../src/protocol/logger';
import { embeddedModelDir } from '../../support/embeddedModel';
import { silentHooks } from '../support/silentHooks';

const robe =
  'A robe takes 2 bolts of blue fiber and half that much white fiber. How many bolts in total?';

const prompt = (question: string, keepRatio = 1): GenerateParams['prompts'][number] =>
  renderPrompt(qwen2Template, { question, keepRatio });

describe('the base in its product format on the CPU', () => {
  let runtime: ModelRuntime;

  beforeAll(async () => {
    const params = { modelDir: embeddedModelDir, device: 'cpu' as const };
    runtime = await loadModelRuntime(params, silentLogger);
  });
  afterAll(() => runtime.close());

  const ask = async (
    params: Partial<GenerateParams>,
    signal = new AbortController().signal,
  ): Promise<readonly GeneratedText[]> => {
    const request = { prompts: [prompt(robe)], maxNewTokens: 24, ...params };
    return (await runtime.generate(request, silentHooks, signal)).outputs;
  };

  it('streams exactly the text it returns, row by row', async () => {
    const streamed: string[] = ['', '', ''];
    const ended: number[] = [];
    const prompts = [prompt(robe), prompt('What is 7 * 8?'), prompt('Name a prime above 90.')];
    const { outputs } = await runtime.generate(
      { prompts, maxNewTokens: 20, batchSize: 2 },
      {
        ...silentHooks,
        onToken: (row, text) => (streamed[row] = (streamed[row] ?? '') + text),
        onRow: (row) => ended.push(row),
      },
      new AbortController().signal,
    );
    expect(streamed).toEqual(outputs.map(({ text }) => text));
    expect(ended.toSorted()).toEqual([0, 1, 2]);
    expect(outputs.every(({ tokenIds }) => tokenIds.length > 0)).toBe(true);
  });

  it('writes the same text again, though most of the prompt is cached by then', async () => {
    await ask({ prompts: [prompt('What is 3 + 4?')], maxNewTokens: 4 });
    const [first] = await ask({});
    const [second] = await ask({});
    expect(second!.cachedTokens).toBe(first!.promptTokens - 2);
    expect(second!.text).toBe(first!.text);
  });

  it('writes the same, token for token, two at a time, in fewer steps', async () => {
    const prompts = [
      prompt('Ann has 12 pens and buys 3 boxes of 8 pens. How many pens has she?'),
      prompt('What is 17 * 6 + 4? Show each step.'),
    ];
    let steps = 0;
    let tokens = 0;
    for (const each of prompts) {
      await ask({ prompts: [each], maxNewTokens: 1 });
      const request = { prompts: [each], maxNewTokens: 90, exactArithmetic: true };
      const [guessed] = await ask(request);
      const [plain] = await ask({ ...request, lookahead: false });
      expect(guessed!.tokenIds).toEqual(plain!.tokenIds);
      expect(plain!.decodeSteps).toBeGreaterThanOrEqual(plain!.tokenIds.length - 1);
      steps += guessed!.decodeSteps!;
      tokens += guessed!.tokenIds.length;
    }
    expect(steps).toBeLessThan(tokens * 0.9);
  });

  it('reuses the shared beginning for another ratio', async () => {
    const [full] = await ask({ maxNewTokens: 1 });
    const [half] = await ask({ prompts: [prompt(robe, 0.5)], maxNewTokens: 1 });
    expect(half!.promptTokens).toBeGreaterThan(full!.promptTokens);
    expect(half!.cachedTokens).toBeGreaterThan(full!.promptTokens - 10);
  });

  it('writes with a seed the same text again, and with another seed another one', async () => {
    const sampling = { temperature: 1.2, topP: 0.95, seed: 7 };
    const [first] = await ask({ sampling });
    const [second] = await ask({ sampling });
    const [other] = await ask({ sampling: { ...sampling, seed: 8 } });
    expect(second!.text).toBe(first!.text);
    expect(other!.text).not.toBe(first!.text);
  });

  it('ends at a stop string, which is left out', async () => {
    const [whole] = await ask({});
    const word = whole!.text.split(' ')[3]!;
    const [cut] = await ask({ stop: [word] });
    expect(cut!.finishReason).toBe('stop');
    expect(cut!.text).toBe(whole!.text.slice(0, whole!.text.indexOf(word)));
  });

  it('ends every row at the deadline and says so', async () => {
    const outputs = await ask({
      prompts: [prompt(robe), prompt('What is 7 * 8?')],
      maxNewTokens: 4000,
      detectLoops: false,
      deadlineMs: 1,
    });
    expect(outputs.map(({ finishReason }) => finishReason)).toEqual(['deadline', 'deadline']);
  });

  it('returns a log-probability, a margin and the end of each token when asked', async () => {
    const [output] = await ask({ logProbabilities: true });
    expect(output!.tokenEnds).toHaveLength(output!.tokenIds.length);
    expect(output!.tokenEnds!.at(-1)).toBe(output!.text.length);
    expect(output!.tokenEnds!.slice().sort()).toEqual(output!.tokenEnds);
    expect(output!.logProbabilities).toHaveLength(output!.tokenIds.length);
    expect(Math.max(...output!.logProbabilities!)).toBeLessThanOrEqual(0);
    expect(Math.min(...output!.margins!)).toBeGreaterThanOrEqual(0);
  });

  it('says of a given text how likely each token was, as when it wrote it itself', async () => {
    const own = (await ask({ logProbabilities: true, maxNewTokens: 12 }))[0]!;
    const prompts = [prompt(robe), prompt(robe), prompt(robe)];
    const forced = [own.text, 'Bananas bananas bananas.', ''];
    const outputs = await ask({ prompts, forced, logProbabilities: true, maxNewTokens: 4 });
    expect(outputs.map(({ text }) => text)).toEqual(forced);
    expect(outputs.map(({ finishReason }) => finishReason)).toEqual(['stop', 'stop', 'stop']);
    const [again, strange] = outputs;
    expect(Array.from(again!.tokenIds)).toEqual(Array.from(own.tokenIds));
    for (const [i, logProb] of again!.logProbabilities!.entries()) {
      expect(logProb).toBeCloseTo(own.logProbabilities![i]!, 3);
    }
    expect(strange!.margins![0]).toBeLessThan(0);
    expect(strange!.logProbabilities![0]).toBeLessThan(again!.logProbabilities![0]! - 2);
  });

  it('refuses a question longer than the context, in tokens, before any work', async () => {
    const long = prompt('one two three four '.repeat(10_000));
    await expect(ask({ prompts: [prompt(robe), long] })).rejects.toMatchObject({
      code: 'question-too-long',
    });
  });

  it('stops between two steps, and the next answer is right all the same', async () => {
    const [expected] = await ask({});
    const controller = new AbortController();
    const stopped = runtime.generate(
      { prompts: [prompt(robe)], maxNewTokens: 200 },
      { ...silentHooks, onToken: (_row, _text, count) => count === 5 && controller.abort() },
      controller.signal,
    );
    await expect(stopped).rejects.toThrow();
    const [after] = await ask({});
    expect(after!.text).toBe(expected!.text);
  });
});
