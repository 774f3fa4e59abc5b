import { AutoModelForCausalLM, AutoTokenizer, env, Tensor } from '@huggingface/transformers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGreedyGolden } from '../support/logitsGolden';
import { convertTiny, tinyArchitectures, type ConvertedModel } from '../support/tinyModel';

describe.each(tinyArchitectures)('transformers.js on the folder of tiny %s', (architecture) => {
  const golden = readGreedyGolden(architecture === 'llama' ? 'tinyLlamaGreedy' : 'tinyQwen2Greedy');
  let model: ConvertedModel;

  beforeAll(async () => {
    env.allowRemoteModels = false;
    model = await convertTiny(architecture, 'fp32');
  });
  afterAll(() => model.remove());

  it('reads it as it is and writes what the reference writes', async () => {
    const tokenizer = await AutoTokenizer.from_pretrained(model.directory);
    const causal = await AutoModelForCausalLM.from_pretrained(model.directory);
    for (const { prompt, promptIds, ids } of golden.prompts) {
      const encoded = tokenizer.encode(prompt, { add_special_tokens: false });
      expect(encoded).toEqual(promptIds);
      const input = new Tensor('int64', BigInt64Array.from(promptIds, BigInt), [
        1,
        promptIds.length,
      ]);
      const mask = new Tensor('int64', new BigInt64Array(promptIds.length).fill(1n), input.dims);
      const output: unknown = await causal.generate({
        inputs: input,
        attention_mask: mask,
        max_new_tokens: ids.length,
        do_sample: false,
      });
      if (!(output instanceof Tensor)) throw new Error('generate returned no tensor');
      const written = Array.from(output.data as BigInt64Array, Number).slice(promptIds.length);
      expect(written).toEqual(ids);
    }
    await causal.dispose();
  });
});
