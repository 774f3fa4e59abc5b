import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convertModel } from '../../src/modelkit/convert/convertModel';
import { rotaryTables } from '../../src/modelkit/onnx/rotaryTables';
import { hfConfig } from '../../src/modelkit/source/safetensors/hfConfig';
import { hashedIds, writeHashedModel, type HashedModel } from './support/hashedWeights';
import { errorAt, readPublishedModels } from './support/publishedGoldens';
import { selectSoftwareGpu } from './support/softwareGpu';
import { openDecoder } from './support/tinyModel';

/** Float32 sums in another order, grown by two layers. */
const tolerance = 1e-4;

/** Tokens of a prompt that are computed at once. */
const pieceTokens = 512;

/**
 * For runs by hand: also the model of more than 2 GB, which takes 5 GB of disk, and every structure on
 * WebGPU, which takes minutes on a driver in software.
 */
const withLarge = process.env.TOKENSKIP_TEST_LARGE === '1';

const hasGpu = withLarge && selectSoftwareGpu();

const models = readPublishedModels();
const runs = models.filter(({ large }) => !large || withLarge);

let root: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'tokenskip-shapes-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Converts the model unquantised and returns its folder. */
async function convert(name: string, model: HashedModel): Promise<string> {
  const source = path.join(root, `${name} source`);
  const outDir = path.join(root, name);
  await writeHashedModel(source, model);
  await convertModel({ source, outDir, format: 'fp32', accuracyLevel: 0 });
  await rm(source, { recursive: true });
  return outDir;
}

/** Logits after each position of `positions`, ascending. */
async function logitsAfter(
  folder: string,
  ids: readonly number[],
  positions: readonly number[],
  device: 'cpu' | 'webgpu' = 'cpu',
): Promise<readonly Float32Array[]> {
  const decoder = await openDecoder(folder, device);
  try {
    decoder.reserve(1);
    const found: Float32Array[] = [];
    let done = 0;
    for (const position of positions) {
      let logits = new Float32Array();
      while (done <= position) {
        const end = Math.min(done + Math.min(pieceTokens, decoder.maxPrefillTokens), position + 1);
        logits = (await decoder.prefill(0, ids.slice(done, end))).slice();
        done = end;
      }
      found.push(logits);
    }
    return found;
  } finally {
    await decoder.close();
  }
}

async function dataBytes(folder: string): Promise<readonly number[]> {
  const names = await readdir(path.join(folder, 'onnx'));
  const data = names.filter((name) => name.includes('.onnx_data'));
  return Promise.all(data.map(async (name) => (await stat(path.join(folder, 'onnx', name))).size));
}

describe.each(runs.map((model) => [model.id, model] as const))(
  'the structure of %s',
  (_, model) => {
    let folder: string;
    const isScaled = 'rope_scaling' in model.config;
    const positions = model.points.map(({ position }) => position);
    const ids = hashedIds(model.id, model.tokens, model.config.vocab_size);

    beforeAll(async () => {
      folder = await convert('model', model);
    });
    afterAll(() => rm(folder, { recursive: true }));

    it('computes the logits of the reference', async () => {
      const found = await logitsAfter(folder, ids, positions);
      for (const [index, point] of model.points.entries()) {
        expect(errorAt(point, found[index]!), `position ${point.position}`).toBeLessThan(tolerance);
      }
    });

    it.runIf(hasGpu && !model.large && model.tokens < 1000)(
      'computes them on WebGPU, too',
      async () => {
        const [point] = model.points;
        const [found] = await logitsAfter(folder, ids, [point!.position], 'webgpu');
        expect(errorAt(point!, found!)).toBeLessThan(tolerance);
      },
    );

    it('has data files under 95 MB, and more than one where the weights are larger', async () => {
      const bytes = await dataBytes(folder);
      const total = bytes.reduce((sum, size) => sum + size, 0);
      expect(Math.max(...bytes)).toBeLessThan(95_000_000);
      expect(bytes.length).toBeGreaterThanOrEqual(Math.ceil(total / 95e6));
      if (model.large) expect(total).toBeGreaterThan(2 ** 31);
    });

    // Scaling turns long waves, which a short prompt hardly tells apart.
    it.runIf(isScaled && model.tokens >= 600)('would compute something else unscaled', async () => {
      const config = Object.entries(model.config).filter(([name]) => name !== 'rope_scaling');
      const unscaled = await convert('unscaled', { ...model, config: Object.fromEntries(config) });
      const found = await logitsAfter(unscaled, ids, positions);
      const point = model.points.at(-1)!;
      expect(errorAt(point, found.at(-1)!)).toBeGreaterThan(20 * tolerance);
      await rm(unscaled, { recursive: true });
    });
  },
);

describe('the rotary tables of Llama-3.1 scaling', () => {
  const { config, rotary } = models.find((model) => model.rotary !== undefined)!;
  const parsed = hfConfig(config, undefined);
  const half = parsed.headDim / 2;

  it('have the frequencies of the reference', () => {
    const inverse = rotary!.inverse;
    expect(inverse).toHaveLength(half);
    for (const [index, expected] of inverse.entries()) {
      const base = parsed.ropeTheta ** ((-2 * index) / parsed.headDim);
      const found = base / (parsed.ropeFactors?.[index] ?? NaN);
      expect(Math.abs(found / expected - 1)).toBeLessThan(6e-7);
    }
  });

  it('have its rows, up to the last position and beyond the 8,192 of the unscaled model', () => {
    const { positions, cos, sin, inverse } = rotary!;
    const tables = rotaryTables(parsed, 32_768);
    expect(Math.max(...positions)).toBe(32_767);
    for (const [row, position] of positions.entries()) {
      for (let index = 0; index < half; index++) {
        // The reference rounds frequency and angle to float32; here they are float64.
        const allowed = position * inverse[index]! * 6e-7 + 1e-6;
        const at = position * half + index;
        expect(Math.abs(tables.cos[at]! - cos[row]![index]!)).toBeLessThan(allowed);
        expect(Math.abs(tables.sin[at]! - sin[row]![index]!)).toBeLessThan(allowed);
      }
    }
  });
});
