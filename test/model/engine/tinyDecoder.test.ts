import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Decoder } from '../../../src/inference/decoder/decoder';
import { readLogitsGolden, relativeError } from '../support/logitsGolden';
import {
  convertTiny,
  openDecoder,
  tinyArchitectures,
  type ConvertedModel,
} from '../support/tinyModel';
import { relativeDifference } from '../../../src/inference/session/relativeDifference';

/** Float32 sums in another order: 1e-6 in the reference itself, grown a little by two layers. */
const sameTolerance = 2e-5;

describe.each(tinyArchitectures)('unquantised tiny %s on the CPU', (architecture) => {
  const golden = readLogitsGolden(architecture === 'llama' ? 'tinyLlamaLogits' : 'tinyQwen2Logits');
  let model: ConvertedModel;
  let decoder: Decoder;

  beforeAll(async () => {
    model = await convertTiny(architecture, 'fp32');
    decoder = await openDecoder(model.directory, 'cpu');
    decoder.reserve(1);
  });
  afterAll(async () => {
    await decoder.close();
    await model.remove();
  });

  it.each(golden.sequences)('computes the logits of the reference for $id', async (sequence) => {
    for (const point of sequence.points) {
      decoder.truncate(0, 0);
      const logits = await decoder.prefill(0, sequence.ids.slice(0, point.position + 1));
      expect(relativeError(point, golden, logits), `position ${point.position}`).toBeLessThan(1e-3);
    }
  });

  it('computes the same token by token as in one piece', async () => {
    const { ids } = golden.sequences[0]!;
    decoder.truncate(0, 0);
    const whole = (await decoder.prefill(0, ids)).slice();
    decoder.truncate(0, 0);
    let logits = await decoder.prefill(0, ids.slice(0, 1));
    for (const id of ids.slice(1)) logits = await decoder.decode([id]);
    expect(relativeDifference(whole, logits)).toBeLessThan(sameTolerance);
  });

  it.each([1, 2, 3, 5, 7, 16, 31])('computes the same in pieces of %i', async (size) => {
    const { ids } = golden.sequences[1]!;
    decoder.truncate(0, 0);
    const whole = (await decoder.prefill(0, ids)).slice();
    decoder.truncate(0, 0);
    let logits = new Float32Array();
    for (let start = 0; start < ids.length; start += size) {
      logits = Float32Array.from(await decoder.prefill(0, ids.slice(start, start + size)));
    }
    expect(relativeDifference(whole, logits)).toBeLessThan(sameTolerance);
  });

  it('computes for rows of different lengths in a batch what it computes for each alone', async () => {
    const prompts = golden.sequences.map(({ ids }, index) => ids.slice(0, ids.length - 3 * index));
    const alone: Float32Array[] = [];
    for (const prompt of prompts) {
      decoder.truncate(0, 0);
      await decoder.prefill(0, prompt);
      alone.push((await decoder.decode([7])).slice());
    }
    decoder.truncate(0, 0);
    decoder.reserve(prompts.length);
    for (const [row, prompt] of prompts.entries()) await decoder.prefill(row, prompt);
    const batch = await decoder.decode(prompts.map(() => 7));
    const width = decoder.vocabularySize;
    for (const [row, expected] of alone.entries()) {
      const actual = batch.subarray(row * width, (row + 1) * width);
      expect(relativeDifference(expected, actual), `row ${row}`).toBeLessThan(sameTolerance);
    }
  });

  it('computes for tokens that come together, to the bit, what it computes for each', async () => {
    const { ids } = golden.sequences[0]!;
    const tokens = Array.from({ length: 40 }, (_, index) => ids[index % ids.length]!);
    decoder.reserve(1);
    for (const promptLength of [2, 15, 16, 17]) {
      const prompt = Array.from({ length: promptLength }, (_, index) => (index * 7) % 500);
      const restart = async (): Promise<void> => {
        decoder.truncate(0, 0);
        await decoder.prefill(0, prompt);
      };
      await restart();
      const alone: Float32Array[] = [];
      for (const id of tokens) alone.push((await decoder.decode([id])).slice());
      await restart();
      const width = decoder.vocabularySize;
      for (let done = 0; done < tokens.length;) {
        const together = tokens.slice(done, done + Math.min(3, decoder.mostAhead!()));
        const logits = await decoder.decodeAhead!(together);
        for (const index of together.keys()) {
          const actual = logits.subarray(index * width, (index + 1) * width);
          expect(actual, `token ${done + index}`).toEqual(alone[done + index]);
        }
        done += together.length;
      }
    }
  });

  it('computes the same, to the bit, whatever room a longer row makes and gives back', async () => {
    const { ids } = golden.sequences[0]!;
    decoder.reserve(2);
    for (const row of [0, 1]) decoder.truncate(row, 0);
    await decoder.prefill(0, ids.slice(0, 10));
    const goOn = async (): Promise<readonly Float32Array[]> => {
      decoder.truncate(0, 10);
      const logits: Float32Array[] = [];
      for (const id of ids.slice(0, 12)) logits.push((await decoder.decode([id])).slice());
      return logits;
    };
    const alone = await goOn();
    const bytes = decoder.cacheBytes();
    await decoder.prefill(
      1,
      Array.from({ length: 400 }, (_, index) => (index * 31) % 500),
    );
    expect(await goOn()).toEqual(alone);
    expect(decoder.cacheBytes()).toBe(bytes * 4);
    decoder.truncate(1, 0);
    expect(await goOn()).toEqual(alone);
    expect(decoder.cacheBytes()).toBe(bytes);
  });

  it('goes on from a truncated, copied and moved row as from a fresh one', async () => {
    const { ids } = golden.sequences[0]!;
    const cut = 10;
    decoder.reserve(1);
    decoder.truncate(0, 0);
    const fresh = (await decoder.prefill(0, ids)).slice();
    decoder.reserve(3);
    decoder.truncate(0, cut);
    expect(decoder.copyPrefix(0, 1, cut)).toBe(true);
    decoder.moveRow(1, 2);
    expect(decoder.length(2)).toBe(cut);
    const logits = await decoder.prefill(2, ids.slice(cut));
    expect(relativeDifference(fresh, logits)).toBeLessThan(sameTolerance);
  });

  it('keeps what it holds while capacity grows past 256 tokens', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => (index * 31) % 500);
    decoder.reserve(1);
    decoder.truncate(0, 0);
    const whole = (await decoder.prefill(0, ids)).slice();
    decoder.reserve(0);
    decoder.reserve(1);
    let logits = new Float32Array();
    for (let start = 0; start < ids.length; start += 100) {
      logits = Float32Array.from(await decoder.prefill(0, ids.slice(start, start + 100)));
    }
    expect(relativeDifference(whole, logits)).toBeLessThan(sameTolerance);
  });
});
