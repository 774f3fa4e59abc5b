import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convertModel } from '../../src/modelkit/convert/convertModel';
import { writeHashedTensors } from './support/hashedWeights';
import { errorAt, readPublishedAdapters } from './support/publishedGoldens';
import { openDecoder } from './support/tinyModel';

const adapters = readPublishedAdapters();
type Adapter = (typeof adapters)[number];

/** PEFT sums in float32, the merge here in float64. */
const tolerance = 1e-4;

let root: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'tokenskip-adapters-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Converts the tiny base, with the adapter where asked, into a new folder. */
async function convert(adapter: Adapter, merge: boolean): Promise<string> {
  const folder = path.join(root, adapter.id);
  const outDir = path.join(root, `${adapter.id} ${merge ? 'merged' : 'base'}`);
  const source = path.join(import.meta.dirname, 'tiny', adapter.base);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'adapter_config.json'), JSON.stringify(adapter.config));
  const file = path.join(folder, 'adapter_model.safetensors');
  await writeHashedTensors(file, adapter.tensors, 'F32');
  const adapterDir = merge ? { adapterDir: folder } : {};
  await convertModel({ source, outDir, format: 'fp32', accuracyLevel: 0, ...adapterDir });
  return outDir;
}

/** Errors at the golden's positions. */
async function errorsOf(adapter: Adapter, merge: boolean): Promise<readonly number[]> {
  const decoder = await openDecoder(await convert(adapter, merge), 'cpu');
  decoder.reserve(1);
  const errors: number[] = [];
  for (const point of adapter.points ?? []) {
    decoder.truncate(0, 0);
    const ids = adapter.ids?.slice(0, point.position + 1) ?? [];
    errors.push(errorAt(point, await decoder.prefill(0, ids)));
  }
  await decoder.close();
  return errors;
}

describe('a PEFT adapter, as PEFT saves it', () => {
  it.each(adapters.filter(({ refused }) => !refused))(
    'computes the logits of PEFT’s own merge: $id',
    async (adapter) => {
      const merged = await errorsOf(adapter, true);
      expect(merged.length).toBeGreaterThan(0);
      expect(Math.max(...merged)).toBeLessThan(tolerance);
      // Without the adapter the model computes something else by far.
      expect(Math.min(...(await errorsOf(adapter, false)))).toBeGreaterThan(50 * tolerance);
    },
  );

  it.each(adapters.filter(({ refused }) => refused))(
    'is refused with what it uses and the remedy: $id',
    async (adapter) => {
      const refusal = convert(adapter, true);
      await expect(refusal).rejects.toMatchObject({ code: 'adapter-mismatch' });
      await expect(refusal).rejects.toThrow(/merge it with PEFT and use the merged model\.$/);
    },
  );
});
