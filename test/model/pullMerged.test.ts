import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Decoder } from '../../src/inference/decoder/decoder';
import { prepareEntry } from '../../src/modelkit/store/prepareEntry';
import { storePaths } from '../../src/modelkit/store/storePaths';
import { sampleEntry } from '../unit/modelkit/catalogue/sampleEntry';
import { RepositoryServer } from '../unit/modelkit/store/repositoryServer';
import { readLogitsGolden, relativeError } from './support/logitsGolden';
import { openDecoder } from './support/tinyModel';

describe('a base and its adapter, pulled from a hub and merged here', () => {
  const golden = readLogitsGolden('tinyQwen2MergedLogits');
  const base = readLogitsGolden('tinyQwen2Logits');
  const server = new RepositoryServer();
  let root: string;
  let decoder: Decoder;

  beforeAll(async () => {
    const tiny = path.join(import.meta.dirname, 'tiny');
    server.addFolder('someone/sample', path.join(tiny, 'qwen2'));
    server.addFolder('someone/adapter', path.join(tiny, 'qwen2-adapter'));
    root = await mkdtemp(path.join(tmpdir(), 'tokenskip-merged-'));
    const env = { TOKENSKIP_CACHE: root, HF_HOME: root, HF_ENDPOINT: await server.start() };
    const adapter = {
      kind: 'hub',
      repository: 'someone/adapter',
      revision: 'main',
      rank: 8,
      licence: 'none',
    } as const;
    const folder = await prepareEntry(sampleEntry({ adapter, trainedRatios: [1, 0.5] }), {
      rootDir: process.cwd(),
      paths: storePaths(env),
      env,
      format: 'fp32',
      freeBytes: () => Promise.resolve(1e12),
    });
    decoder = await openDecoder(folder, 'cpu');
    decoder.reserve(1);
  });
  afterAll(async () => {
    await decoder.close();
    await server.stop();
    await rm(root, { recursive: true, force: true });
  });

  it.each(golden.sequences)('computes the logits of PEFT’s own merge for $id', async (sequence) => {
    const unmerged = base.sequences.find(({ id }) => id === sequence.id);
    for (const [index, point] of sequence.points.entries()) {
      decoder.truncate(0, 0);
      const logits = await decoder.prefill(0, sequence.ids.slice(0, point.position + 1));
      expect(relativeError(point, golden, logits), `position ${point.position}`).toBeLessThan(1e-5);
      // The adapter changes what is computed by far more than that.
      const other = unmerged?.points[index];
      if (other === undefined) throw new Error('the goldens differ in their positions');
      expect(relativeError(other, base, logits)).toBeGreaterThan(1e-2);
    }
  });
});
