import { describe, expect, it } from 'vitest';
import type { RowPrompt } from '../../../../src/inference/generate/answerRow';
import { generateBatch } from '../../../../src/inference/generate/generateBatch';
import type { GeneratedText, GenerateParams } from '../../../../src/protocol/childProtocol';
import { ScriptedModel } from './scriptedModel';

/** A model on a device that computes no numbers once the prompt is read. */
class BrokenModel extends ScriptedModel {
  override async decode(ids: readonly number[]): Promise<Float32Array> {
    return (await super.decode(ids)).fill(NaN);
  }
}

function write(
  prompt: Partial<RowPrompt>,
  params: Partial<GenerateParams>,
): Promise<readonly GeneratedText[]> {
  const model = new BrokenModel(['12 + 30 = 40 pens', '12 + 30 = 42 pens']);
  return generateBatch(
    model.context(),
    [{ index: 0, ids: model.encode('Ask?'), ...prompt }],
    { prompts: [], maxNewTokens: 60, lookahead: false, ...params },
    { onToken: () => undefined, onPrefill: () => undefined, onRow: () => undefined },
    new AbortController().signal,
  );
}

describe('values that are no numbers', () => {
  it.each<readonly [string, Partial<RowPrompt>, Partial<GenerateParams>]>([
    ['where the model chooses', {}, {}],
    ['where the text is given', { forcedIds: [20, 21] }, { logProbabilities: true }],
  ])('are told, %s', async (_, prompt, params) => {
    await expect(write(prompt, params)).rejects.toMatchObject({ code: 'bad-results' });
  });
});
