// transformers.js as a contender: its own generate(), with its own cache, on the same weights.
import { basename, dirname } from 'node:path';
import { measureContender } from './measure.mjs';

await measureContender(async ({ modelDir, threads }) => {
  const { AutoModelForCausalLM, AutoTokenizer, Tensor, env } =
    await import('@huggingface/transformers');
  env.allowRemoteModels = false;
  env.localModelPath = `${dirname(modelDir)}/`;
  const name = basename(modelDir);
  await AutoTokenizer.from_pretrained(name);
  const model = await AutoModelForCausalLM.from_pretrained(name, {
    dtype: 'q4',
    device: 'cpu',
    session_options: { intraOpNumThreads: threads },
  });
  return {
    async generate(ids, count, onToken) {
      const dims = [1, ids.length];
      let isPrompt = true;
      const streamer = {
        // The first call brings the prompt.
        put() {
          if (!isPrompt) onToken();
          isPrompt = false;
        },
        end() {},
      };
      const output = await model.generate({
        input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), dims),
        attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), dims),
        max_new_tokens: count,
        min_new_tokens: count,
        do_sample: false,
        streamer,
      });
      return Array.from(output.data, Number).slice(ids.length);
    },
    close: () => model.dispose(),
  };
});
