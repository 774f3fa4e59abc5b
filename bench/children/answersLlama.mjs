// What llama.cpp writes to each prompt, greedily, to its end, through node-llama-cpp's prebuilt
// binary for the processor. Reads a job from standard input, writes one JSON line.
import { readJob, writeResult } from './job.mjs';

const { ggufFile, prompts, endTokens, maxTokens, threads } = await readJob();
const { getLlama } = await import('node-llama-cpp');
const llama = await getLlama({
  gpu: false,
  build: 'never',
  logLevel: 'error',
  maxThreads: threads,
});
const model = await llama.loadModel({ modelPath: ggufFile, gpuLayers: 0 });
const context = await model.createContext({ contextSize: 2048, threads });
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
await context.dispose();
await model.dispose();
writeResult(texts);
