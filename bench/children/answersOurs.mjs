// What our engine writes to each question, greedily, to its end. Reads a job from standard input,
// writes one JSON line.
import { readFile } from 'node:fs/promises';
import { splitAnswer } from '../../src/core/answer/splitAnswer';
import { renderPrompt } from '../../src/core/prompt/promptTemplate';
import { rawPrompt } from '../../src/core/prompt/rawPrompt';
import { loadTokenizer } from '../../src/inference/tokenizer/loadTokenizer';
import { readManifest } from '../../src/modelkit/manifest/readManifest';
import { readJob, writeResult } from './job.mjs';
import { openOurs } from './openOurs.mjs';

async function main() {
  const { modelDir, threads, questionsFile, count, keepRatio, maxTokens } = await readJob();
  const { prompt: template } = await readManifest(modelDir);
  const tokenizer = await loadTokenizer(modelDir);
  const engine = await openOurs({ modelDir, threads });
  const lines = (await readFile(questionsFile, 'utf8')).split('\n').filter((line) => line !== '');
  const results = [];
  for (const line of lines.slice(0, count)) {
    const parts = renderPrompt(template, { question: JSON.parse(line).question, keepRatio });
    const ids = await engine.generate(tokenizer.encode(parts), maxTokens, () => {});
    const whole = tokenizer.decode(ids);
    const ends = template.stopTokens.map((token) => whole.indexOf(token)).filter((at) => at >= 0);
    const text = whole.slice(0, Math.min(whole.length, ...ends));
    results.push({
      prompt: rawPrompt(parts),
      text,
      answer: splitAnswer(text).answer,
      endTokens: template.stopTokens,
    });
  }
  await engine.close();
  writeResult(results);
}

void main();
