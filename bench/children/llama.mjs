// llama.cpp as a contender.
import { measureContender } from './measure.mjs';
import { openLlama } from './openLlama.mjs';

/** Largest number of prompt tokens that llama.cpp computes at once: its own default. */
const batchSize = 512;

await measureContender(async ({ ggufFile, threads, flashAttention, contextSize }) => {
  const { llama, model, context, close } = await openLlama({
    ggufFile,
    threads,
    contextSize,
    batchSize,
    flashAttention,
  });
  return {
    about: { cpu: llama.systemInfo },
    // A folder with a trimmed vocabulary has other ids than the GGUF file.
    tokenise: ({ promptIds, promptText, ownTokens }) =>
      ownTokens ? model.tokenize(promptText) : promptIds,
    async generate(ids, count, onToken) {
      const sequence = context.getSequence();
      const tokens = [];
      // Without a temperature it takes the likeliest token.
      for await (const token of sequence.evaluate(ids, { temperature: 0, yieldEogToken: true })) {
        onToken();
        tokens.push(token);
        if (tokens.length >= count) break;
      }
      sequence.dispose();
      return tokens;
    },
    close,
  };
});
