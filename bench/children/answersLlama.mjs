// What llama.cpp writes to each prompt, greedily, to its end, all prompts at once. Reads a job from
// standard input, writes one JSON line.
import { readJob, writeResult } from './job.mjs';
import { openLlama } from './openLlama.mjs';

const { ggufFile, prompts, endTokens, maxTokens, threads } = await readJob();
const { model, context, close } = await openLlama({
  ggufFile,
  threads,
  contextSize: 2048,
  sequences: prompts.length,
});
// Names of control tokens are these tokens.
const endIds = new Set(endTokens.flatMap((name) => model.tokenize(name, true)));

async function answer(prompt) {
  const sequence = context.getSequence();
  const ids = model.tokenize(prompt, true);
  const tokens = [];
  for await (const token of sequence.evaluate(ids, { temperature: 0, yieldEogToken: true })) {
    if (model.isEogToken(token) || endIds.has(token)) break;
    tokens.push(token);
    if (tokens.length >= maxTokens) break;
  }
  sequence.dispose();
  return { promptTokens: ids.length, tokens: tokens.map((token) => model.detokenize([token])) };
}

const results = await Promise.all(prompts.map(answer));
await close();
writeResult(results);
