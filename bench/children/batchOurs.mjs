// Speed of our decoder by batch size. Reads a job from standard input, writes one JSON line.
import { readJob, writeResult } from './job.mjs';
import { openOurs } from './openOurs.mjs';

async function main() {
  const job = await readJob();
  const { decoder, close } = await openOurs(job);
  const prompt = job.promptIds.slice(0, job.context);
  const stepMs = Object.fromEntries(job.batchSizes.map((size) => [size, []]));
  for (let round = 0; round < job.rounds; round++) {
    for (const size of job.batchSizes) {
      decoder.reserve(size);
      decoder.truncate(0, 0);
      await decoder.prefill(0, prompt);
      for (let row = 1; row < size; row++) decoder.copyPrefix(0, row, prompt.length);
      const ids = Array.from({ length: size }, (_, row) => job.promptIds[row]);
      for (let step = 0; step < job.steps; step++) {
        const began = performance.now();
        await decoder.decode(ids);
        // The first step still allocates.
        if (step > 0) stepMs[size].push(performance.now() - began);
      }
    }
  }
  await close();
  writeResult({ stepMs });
}

void main();
