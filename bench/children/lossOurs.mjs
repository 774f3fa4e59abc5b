// How far one model folder's next-token distribution is from another's, on given texts. Reads a job
// from standard input, writes one JSON line.
import { readFile } from 'node:fs/promises';
import { qwen2Template } from '../../src/core/prompt/familyTemplates';
import { renderPrompt } from '../../src/core/prompt/promptTemplate';
import { loadTokenizer } from '../../src/inference/tokenizer/loadTokenizer';
import { LogitsComparer } from '../../src/modelkit/convert/compareLogits';
import { readJob, writeResult } from './job.mjs';
import { openOurs } from './openOurs.mjs';

/** Rows decoded at once: the gain of more is small. */
const batchSize = 8;

async function main() {
  const job = await readJob();
  const tokenizer = await loadTokenizer(job.referenceDir);
  const texts = await readTexts(job, tokenizer);
  const reference = await openOurs({ modelDir: job.referenceDir });
  const other = await openOurs({ modelDir: job.modelDir });
  const comparer = new LogitsComparer();
  for (let start = 0; start < texts.length; start += batchSize) {
    await compareBatch(
      reference.decoder,
      other.decoder,
      texts.slice(start, start + batchSize),
      comparer,
    );
  }
  await reference.close();
  await other.close();
  writeResult(comparer.result());
}

/** Token ids of questions and the chains that were written for them, the longest chain first. */
async function readTexts({ chainsFile, questionsFile, count }, tokenizer) {
  const lines = async (file) =>
    (await readFile(file, 'utf8'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  const questions = await lines(questionsFile);
  const chains = (await lines(chainsFile)).filter(({ correct, fin }) => correct && fin);
  return chains
    .slice(0, count)
    .map(({ i, text }) => ({
      promptIds: tokenizer.encode(renderPrompt(qwen2Template, { question: questions[i].question })),
      chainIds: tokenizer.encodeText(text),
    }))
    .sort((a, b) => b.chainIds.length - a.chainIds.length);
}

/** Feeds the same chains to both and compares what each expects next. Rows end from the last on. */
async function compareBatch(reference, other, texts, comparer) {
  for (const decoder of [reference, other]) {
    decoder.reserve(texts.length);
    for (const [row, { promptIds }] of texts.entries()) {
      decoder.truncate(row, 0);
      await decoder.prefill(row, promptIds);
    }
  }
  const longest = texts[0].chainIds.length;
  for (let step = 0; step < longest; step++) {
    const rows = texts.filter(({ chainIds }) => chainIds.length > step);
    const ids = rows.map(({ chainIds }) => chainIds[step]);
    const expected = await reference.decode(ids);
    const actual = await other.decode(ids);
    const width = reference.vocabularySize;
    for (let row = 0; row < rows.length; row++) {
      const part = [row * width, (row + 1) * width];
      comparer.add(expected.subarray(...part), actual.subarray(...part));
    }
  }
}

void main();
