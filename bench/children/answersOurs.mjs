// What our engine writes to each question, greedily, to its end, and how sure it was of each token.
// Reads a job from standard input, writes one JSON line.
import { readFile } from 'node:fs/promises';
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
  const { decoder, close } = await openOurs({ modelDir, threads });
  const endIds = new Set(template.stopTokens.map((token) => tokenizer.tokenId(token)));
  const lines = (await readFile(questionsFile, 'utf8')).split('\n').filter((line) => line !== '');
  const rows = lines.slice(0, count).map((line) => {
    const parts = renderPrompt(template, { question: JSON.parse(line).question, keepRatio });
    return { prompt: rawPrompt(parts), ids: tokenizer.encode(parts), choices: [] };
  });
  decoder.reserve(rows.length);
  for (const [row, { ids, choices }] of rows.entries()) {
    choices.push(bestTwo(await decoder.prefill(row, ids)));
  }
  const isOver = ({ choices }) => endIds.has(choices.at(-1).id) || choices.length >= maxTokens;
  // Rows that have ended are fed on, so that the others keep their places.
  while (!rows.every(isOver)) {
    const logits = await decoder.decode(rows.map(({ choices }) => choices.at(-1).id));
    for (const [row, { choices }] of rows.entries()) {
      if (isOver({ choices })) continue;
      const from = row * decoder.vocabularySize;
      choices.push(bestTwo(logits.subarray(from, from + decoder.vocabularySize)));
    }
  }
  await close();
  writeResult(
    rows.map(({ prompt, ids, choices }) => ({
      prompt,
      promptTokens: ids.length,
      tokens: choices
        .filter(({ id }) => !endIds.has(id))
        .map(({ id, runnerUp, margin }) => ({
          text: tokenizer.decode([id]),
          runnerUp: tokenizer.decode([runnerUp]),
          margin,
        })),
      endTokens: template.stopTokens,
    })),
  );
}

/** The likeliest token, the one after it, and how far apart their logits are. */
function bestTwo(logits) {
  let id = 0;
  let runnerUp = -1;
  for (let i = 1; i < logits.length; i += 1) {
    if (logits[i] > logits[id]) [id, runnerUp] = [i, id];
    else if (runnerUp < 0 || logits[i] > logits[runnerUp]) runnerUp = i;
  }
  return { id, runnerUp, margin: logits[id] - logits[runnerUp] };
}

void main();
