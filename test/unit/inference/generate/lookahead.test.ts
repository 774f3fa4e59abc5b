import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateBatch } from '../../../../src/inference/generate/generateBatch';
import { Lookahead } from '../../../../src/inference/lookahead/lookahead';
import type { GeneratedText, GenerateParams } from '../../../../src/protocol/childProtocol';
import { ScriptedModel } from './scriptedModel';

/** On a machine where a step of two tokens always takes a tenth longer than one of one. */
class SteadyLookahead extends Lookahead {
  override record(_elapsedMs: number, isHit?: boolean): void {
    super.record(isHit === undefined ? 10 : 11, isHit);
  }
}

/** Answers to questions one after another, each on what the ones before left in the cache. */
async function writeAll(
  model: ScriptedModel,
  questions: readonly string[],
  params: Partial<GenerateParams>,
): Promise<readonly GeneratedText[]> {
  return generateBatch(
    model.context(new SteadyLookahead()),
    questions.map((question, index) => ({ index, ids: model.encode(question) })),
    { prompts: [], maxNewTokens: 60, logProbabilities: true, ...params },
    { onToken: () => undefined, onPrefill: () => undefined, onRow: () => undefined },
    new AbortController().signal,
  );
}

function told(outputs: readonly GeneratedText[]): unknown {
  return outputs.map(
    ({ text, tokenIds, finishReason, corrections, logProbabilities, tokenEnds }) => ({
      ...{ text, tokenIds, finishReason, corrections, logProbabilities, tokenEnds },
    }),
  );
}

const numbers = 'first 12 + 30 = 42 pens, then 42 - 12 = 30 pens';
const wrong = 'first 12 + 30 = 41 pens, then';

describe('decoding two tokens in a step', () => {
  it('writes what single steps write, in fewer steps', async () => {
    const questions = ['Ask one?', 'Ask two?', 'Ask one?'];
    const model = (): ScriptedModel => new ScriptedModel([wrong, numbers]);
    for (const params of [
      {},
      { exactArithmetic: true },
      { stop: ['pens, th'] },
      { maxNewTokens: 9 },
    ]) {
      const single = await writeAll(model(), questions, { ...params, lookahead: false });
      const double = await writeAll(model(), questions, params);
      expect(told(double)).toEqual(told(single));
      for (const output of single) {
        expect(output.decodeSteps).toBeGreaterThanOrEqual(output.tokenIds.length - 1);
        expect(output.guesses).toEqual({ made: 0, right: 0 });
      }
      const last = double.at(-1)!;
      expect(last.decodeSteps!).toBeLessThan(last.tokenIds.length * 0.7);
    }
  });

  it('says how many guesses it made, and how many of them were right', async () => {
    const script = 'ab ab ab ax ab';
    const [output] = await writeAll(new ScriptedModel([script]), ['Ask?'], {});
    const { tokenIds, decodeSteps, guesses } = output!;
    expect(output!.text).toBe(script);
    // Each right guess saved a step, and «x» was guessed to be «b».
    expect(guesses!.right).toBe(tokenIds.length - decodeSteps!);
    expect(guesses!.right).toBeGreaterThan(2);
    expect(guesses!.made).toBeGreaterThan(guesses!.right);
  });

  it('writes the same whatever the model repeats', async () => {
    const words = fc.array(fc.constantFrom('ab ', 'a', 'b ', 'ba ', '1 + 1 = 2 ', '1 + 1 = 3 '), {
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 4 }), async (scripts) => {
        const texts = scripts.map((each) => each.join(''));
        const model = (): ScriptedModel => new ScriptedModel(texts, ['ab', ' = ']);
        const params = { exactArithmetic: true, maxNewTokens: 40 };
        const single = await writeAll(model(), ['A?', 'B?'], { ...params, lookahead: false });
        const double = await writeAll(model(), ['A?', 'B?'], params);
        expect(told(double)).toEqual(told(single));
      }),
      { numRuns: 60 },
    );
  });

  it('feeds what is known two by two', async () => {
    const model = new ScriptedModel(['abcdefghij']);
    const outputs = await generateGiven(model, 'abcdefghij');
    expect(outputs.text).toBe('abcdefghij');
    expect(outputs.decodeSteps).toBe(5);
    expect(outputs.guesses).toEqual({ made: 0, right: 0 });
  });
});

async function generateGiven(model: ScriptedModel, text: string): Promise<GeneratedText> {
  const [output] = await generateBatch(
    model.context(new SteadyLookahead()),
    [{ index: 0, ids: model.encode('Ask?'), forcedIds: model.encode(text) }],
    { prompts: [], maxNewTokens: 60 },
    { onToken: () => undefined, onPrefill: () => undefined, onRow: () => undefined },
    new AbortController().signal,
  );
  return output!;
}
