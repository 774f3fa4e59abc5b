// Our engine as the product runs it: its decoder, row cache, prefill pacing, sampling and text
// streaming, without the process and protocol around them.
import { PrefillPacer } from '../../src/core/prefillChunk';
import { generateBatch } from '../../src/inference/generate/generateBatch';
import { RowCache } from '../../src/inference/generate/rowCache';
import { Lookahead } from '../../src/inference/lookahead/lookahead';
import { createCpuDecoder } from '../../src/inference/session/createDecoder';
import { readModelFolder } from '../../src/inference/session/modelFolder';
import { loadTokenizer } from '../../src/inference/tokenizer/loadTokenizer';

/** The engine of the model folder `modelDir`, with the product's number of threads by default. */
export async function openOurs({ modelDir, threads }) {
  const folder = await readModelFolder(modelDir);
  const tokenizer = await loadTokenizer(modelDir);
  const params = { modelDir, device: 'cpu', ...(threads === undefined ? {} : { threads }) };
  const decoder = await createCpuDecoder(folder, params);
  const cache = new RowCache(decoder);
  cache.reserve(1);
  const context = {
    cache,
    lookahead: new Lookahead(),
    pacer: new PrefillPacer(folder.parameterCount),
    // No end tokens: every contender writes as many tokens as asked for.
    limits: {
      endTokens: new Set(),
      vocabularySize: tokenizer.vocabularySize,
      contextLength: folder.shape.contextLength,
    },
    tokenizer: {
      createStreamDecoder: () => tokenizer.streamDecoder(),
      encodeText: (text) => tokenizer.encodeText(text),
    },
  };
  return {
    decoder,
    /** Writes `count` tokens after `ids`, greedy; `onToken` is called after each. */
    async generate(ids, count, onToken) {
      // Or the beginning that this prompt shares with the last would not be read again.
      cache.clear();
      // Nobody guesses tokens here: steps are compared, and what can be guessed depends on the text.
      const params = { prompts: [], maxNewTokens: count, detectLoops: false, lookahead: false };
      const hooks = { onToken, onPrefill() {}, onRow() {} };
      const never = { aborted: false, throwIfAborted() {} };
      const [output] = await generateBatch(context, [{ index: 0, ids }], params, hooks, never);
      return Array.from(output.tokenIds);
    },
    close: () => decoder.close(),
  };
}
