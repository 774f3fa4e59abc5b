import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Decoder } from '../../src/inference/decoder/decoder';
import { convertModel } from '../../src/modelkit/convert/convertModel';
import { readGreedyGolden, readLogitsGolden, relativeError } from './support/logitsGolden';
import { smollm2Gguf } from './support/otherWeights';
import { openDecoder } from './support/tinyModel';

/** Engine and reference differ by less; a gap of the two best tokens below it may fall either way. */
const tieGap = 1e-3;

const source = smollm2Gguf ?? '';

describe.skipIf(source === '')('SmolLM2-135M-Instruct, a Llama, from its GGUF', () => {
  const golden = readLogitsGolden('smollm2Logits');
  const answers = readGreedyGolden('smollm2Greedy');
  let root: string;
  let decoder: Decoder;

  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'tokenskip-smollm2-'));
    const outDir = path.join(root, 'model');
    await convertModel({ source, outDir, format: 'fp32', accuracyLevel: 0 });
    decoder = await openDecoder(outDir, 'cpu');
    decoder.reserve(1);
  });
  afterAll(async () => {
    await decoder.close();
    await rm(root, { recursive: true, force: true });
  });

  it.each(golden.sequences)('computes the logits of the reference for $id', async (sequence) => {
    for (const point of sequence.points) {
      decoder.truncate(0, 0);
      const logits = await decoder.prefill(0, sequence.ids.slice(0, point.position + 1));
      expect(relativeError(point, golden, logits), `position ${point.position}`).toBeLessThan(1e-4);
    }
  });

  it('answers as the reference does, question by question', async () => {
    expect(Math.min(...answers.prompts.flatMap(({ gaps }) => gaps))).toBeGreaterThan(tieGap);
    const width = decoder.vocabularySize;
    decoder.reserve(answers.prompts.length);
    const found: number[][] = [];
    for (const [row, { promptIds }] of answers.prompts.entries()) {
      decoder.truncate(row, 0);
      found.push([best(await decoder.prefill(row, promptIds))]);
    }
    const length = Math.max(...answers.prompts.map(({ ids }) => ids.length));
    for (let step = 1; step < length; step++) {
      const logits = await decoder.decode(found.map((ids) => ids.at(-1)!));
      for (const [row, ids] of found.entries()) {
        ids.push(best(logits.subarray(row * width, (row + 1) * width)));
      }
    }
    for (const [row, { id, ids }] of answers.prompts.entries()) {
      expect(found[row]?.slice(0, ids.length), id).toEqual(ids);
    }
  });
});

function best(logits: Float32Array): number {
  let index = 0;
  for (let id = 1; id < logits.length; id++) if (logits[id]! > logits[index]!) index = id;
  return index;
}
