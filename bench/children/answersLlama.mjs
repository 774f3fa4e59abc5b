// What llama.cpp writes to each prompt, greedily, to its end. Reads a job from standard input, writes
// one JSON line.
import { readJob, writeResult } from './job.mjs';
import { openLlama } from './openLlama.mjs';

const { ggufFile, prompts, endTokens, maxTokens, threads } = await readJob();
const { model, context, close } = await openLlama({ ggufFile, threads, contextSize: 2048 });
const texts = [];
for (const prompt of prompts) {
  const sequence = context.getSequence();
  const tokens = [];
  // Names of control tokens in the prompt are these tokens.
  const ids = model.tokenize(prompt, true);
  for await (const token of sequence.evaluate(ids, { temperature: 0, yieldEogToken: true })) {
    tokens.push(token);
    if (model.isEogToken(token) || tokens.length >= maxTokens) break;
  }
  sequence.dispose();
  const text = model.detokenize(tokens, true);
  const ends = endTokens.map((token) => text.indexOf(token)).filter((at) => at >= 0);
  texts.push(text.slice(0, Math.min(text.length, ...ends)));
}
await close();
writeResult(texts);
