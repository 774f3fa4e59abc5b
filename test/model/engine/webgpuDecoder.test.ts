import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Decoder } from '../../../src/inference/decoder/decoder';
import { chooseDevice } from '../../../src/inference/session/chooseDevice';
import { readModelFolder } from '../../../src/inference/session/modelFolder';
import type { DeviceReport } from '../../../src/protocol/childProtocol';
import { silentLogger } from '../../../src/protocol/logger';
import { readLogitsGolden, relativeError } from '../support/logitsGolden';
import { selectSoftwareGpu } from '../support/softwareGpu';
import {
  convertTiny,
  openDecoder,
  tinyArchitectures,
  type ConvertedModel,
} from '../support/tinyModel';
import { relativeDifference } from '../../../src/inference/session/relativeDifference';

const tolerance = 2e-4;

async function prefillAll(decoder: Decoder, ids: readonly number[]): Promise<Float32Array> {
  const size = Math.min(decoder.maxPrefillTokens, ids.length);
  let logits = new Float32Array();
  for (let start = 0; start < ids.length; start += size) {
    logits = Float32Array.from(await decoder.prefill(0, ids.slice(start, start + size)));
  }
  return logits;
}

describe.skipIf(!selectSoftwareGpu())('on WebGPU', () => {
  describe.each(tinyArchitectures)('tiny %s', (architecture) => {
    const golden = readLogitsGolden(
      architecture === 'llama' ? 'tinyLlamaLogits' : 'tinyQwen2Logits',
    );
    const models: ConvertedModel[] = [];

    afterAll(() => Promise.all(models.map((model) => model.remove())));

    it.each(['fp32', 'balanced', 'small', 'exact'])(
      'computes in format %s what the CPU computes, step by step and in pieces',
      async (format) => {
        const model = await convertTiny(architecture, format);
        models.push(model);
        const cpu = await openDecoder(model.directory, 'cpu');
        const gpu = await openDecoder(model.directory, 'webgpu');
        for (const decoder of [cpu, gpu]) decoder.reserve(1);
        const { ids } = golden.sequences[0]!;
        const run = async (decoder: Decoder): Promise<readonly Float32Array[]> => [
          (await decoder.prefill(0, ids.slice(0, 5))).slice(),
          (await prefillAll(decoder, ids.slice(5))).slice(),
          (await decoder.decode([3])).slice(),
          (await decoder.decode([9])).slice(),
        ];
        const actual = await run(gpu);
        for (const [step, expected] of (await run(cpu)).entries()) {
          expect(relativeDifference(expected, actual[step]!), `step ${step}`).toBeLessThan(
            tolerance,
          );
        }
        await gpu.close();
        await cpu.close();
      },
    );
  });

  describe('tiny llama', () => {
    const golden = readLogitsGolden('tinyLlamaLogits');
    let model: ConvertedModel;
    let gpu: Decoder;

    beforeAll(async () => {
      model = await convertTiny('llama', 'fp32');
      gpu = await openDecoder(model.directory, 'webgpu');
    });
    afterAll(async () => {
      await gpu.close();
      await model.remove();
    });

    it('computes the logits of the reference', async () => {
      gpu.reserve(1);
      for (const sequence of golden.sequences) {
        for (const point of sequence.points) {
          gpu.truncate(0, 0);
          const logits = await prefillAll(gpu, sequence.ids.slice(0, point.position + 1));
          expect(relativeError(point, golden, logits)).toBeLessThan(1e-3);
        }
      }
    });

    it('keeps rows apart and moves them', async () => {
      const { ids } = golden.sequences[0]!;
      gpu.reserve(2);
      for (const row of [0, 1]) gpu.truncate(row, 0);
      await gpu.prefill(0, ids.slice(0, 3));
      const expected = (await gpu.prefill(1, ids.slice(0, 8))).slice();
      gpu.moveRow(1, 0);
      gpu.truncate(0, 7);
      expect(relativeDifference(expected, await gpu.prefill(0, ids.slice(7, 8)))).toBeLessThan(
        tolerance,
      );
    });

    it('keeps what it holds while its tensors grow past 256 tokens', async () => {
      const ids = Array.from({ length: 300 }, (_, index) => (index * 31) % 500);
      const cpu = await openDecoder(model.directory, 'cpu');
      cpu.reserve(1);
      const expected = await cpu.prefill(0, ids);
      gpu.reserve(0);
      gpu.reserve(1);
      const logits = await prefillAll(gpu, ids);
      expect(relativeDifference(expected, logits)).toBeLessThan(tolerance);
      await cpu.close();
    });

    it('reports the device it uses and why the other was not used', async () => {
      const folder = await readModelFolder(model.directory);
      const deviceMemory = path.join(model.directory, 'devices.json');
      const params = { modelDir: model.directory, device: 'auto' as const, deviceMemory };
      const choose = async (): Promise<DeviceReport> => {
        const probe = golden.sequences[0]!.ids;
        const { decoder, report } = await chooseDevice({
          folder,
          params,
          logger: silentLogger,
          probe,
        });
        await decoder.close();
        return report;
      };
      const measured = await choose();
      const used = measured.attempts.filter((attempt) => attempt.used);
      expect(used.map(({ device }) => device)).toEqual([measured.used]);
      expect(measured.reason).toMatch(/^(the fastest|right and the fastest): .* ms a token, /);
      expect(measured.attempts.map(({ device }) => device)).toEqual([
        'webgpu',
        'cuda',
        'dml',
        'cpu',
      ]);
      expect(await choose()).toMatchObject({
        used: measured.used,
        reason: expect.stringMatching(/^remembered from \d{4}-\d\d-\d\d: /) as unknown,
      });
    });
  });
});
