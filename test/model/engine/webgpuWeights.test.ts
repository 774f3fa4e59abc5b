import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convertModel } from '../../../src/modelkit/convert/convertModel';
import type { Decoder } from '../../../src/inference/decoder/decoder';
import { selectSoftwareGpu } from '../support/softwareGpu';
import { openDecoder } from '../support/tinyModel';
import { embeddedModelDir } from '../../support/embeddedModel';
import { unroundedModel } from '../support/unroundedModel';
import { writeWideModel } from '../support/wideModel';
import { relativeDifference } from '../../../src/inference/session/relativeDifference';

/** Prompt, the rest of it, and two steps, on both devices. */
async function compareDevices(directory: string, ids: readonly number[]): Promise<void> {
  const cpu = await openDecoder(directory, 'cpu');
  const gpu = await openDecoder(directory, 'webgpu');
  try {
    const run = async (decoder: Decoder): Promise<readonly Float32Array[]> => {
      decoder.reserve(1);
      return [
        (await decoder.prefill(0, ids.slice(0, 6))).slice(),
        (await decoder.prefill(0, ids.slice(6))).slice(),
        (await decoder.decode([13])).slice(),
        (await decoder.decode([14])).slice(),
      ];
    };
    const actual = await run(gpu);
    for (const [step, expected] of (await run(cpu)).entries()) {
      expect(relativeDifference(expected, actual[step]!), `step ${step}`).toBeLessThan(1e-3);
    }
  } finally {
    await gpu.close();
    await cpu.close();
  }
}

describe.skipIf(!selectSoftwareGpu())('on WebGPU, in buffers that every device binds', () => {
  let root: string;

  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'tokenskip-webgpu-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('the embedded model computes what it computes on the CPU', async () => {
    const model = await unroundedModel(embeddedModelDir);
    try {
      await compareDevices(model.directory, [504, 314, 260, 3575, 282, 4649, 47, 378, 28, 198]);
    } finally {
      await model.remove();
    }
  });

  describe('a vocabulary of 151,936 tokens of 1,024 dimensions (156 MB in 8 bits)', () => {
    let directory: string;

    beforeAll(async () => {
      const source = path.join(root, 'source');
      directory = path.join(root, 'wide');
      await writeWideModel(source);
      await convertModel({ source, outDir: directory, format: 'exact', accuracyLevel: 0 });
    });

    it('is split by rows, and ids of both parts mean the same on both devices', () =>
      compareDevices(directory, [5, 8253, 87_000, 92_000, 151_935, 3, 91_551, 91_552, 150_000, 0]));

    it('has no tensor larger than may be bound: none is larger than its data file', async () => {
      const folder = path.join(directory, 'onnx');
      const files = (await readdir(folder)).filter((name) => name.includes('.onnx_data'));
      const bytes = await Promise.all(
        files.map(async (name) => (await stat(path.join(folder, name))).size),
      );
      expect(bytes.length).toBeGreaterThanOrEqual(2);
      expect(Math.max(...bytes)).toBeLessThan(95_000_000);
    });
  });
});
