import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseManifest } from '../../../../src/modelkit/manifest/parseManifest';
import { writeConfidence } from '../../../../src/modelkit/manifest/writeConfidence';
import { sampleManifest } from './sampleManifest';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'confidence-'));
});
afterEach(() => rm(folder, { recursive: true }));

const [greedy] = sampleManifest.confidence!;
const vote = { ...greedy!, mode: 'vote' as const, n: 601 };
const path = (): string => join(folder, 'tokenskip.json');
const read = async (): Promise<object> => JSON.parse(await readFile(path(), 'utf8')) as object;

describe('writeConfidence', () => {
  it('takes the place of the one of its mode and leaves all else as it was', async () => {
    await writeFile(path(), JSON.stringify({ ...sampleManifest, later: [1] }));
    await writeConfidence(folder, [vote]);
    await writeConfidence(folder, [{ ...greedy!, n: 7 }]);
    const written = await read();
    expect(written).toMatchObject({ later: [1], files: sampleManifest.files });
    expect(parseManifest(written).confidence).toEqual([vote, { ...greedy!, n: 7 }]);
    expect(await readdir(folder)).toEqual(['tokenskip.json']);
  });

  it('writes into the facts of an adapter too', async () => {
    await writeFile(path(), JSON.stringify({ trainedRatios: [1, 0.5] }));
    await writeConfidence(folder, [greedy!]);
    expect(await read()).toEqual({ trainedRatios: [1, 0.5], confidence: [greedy] });
  });

  it('needs a manifest that can be read', async () => {
    await expect(writeConfidence(folder, [greedy!])).rejects.toMatchObject({
      code: 'model-not-found',
    });
    await writeFile(path(), '{"confidence": 1}');
    await expect(writeConfidence(folder, [greedy!])).rejects.toMatchObject({
      code: 'model-file-invalid',
    });
    expect(await readFile(path(), 'utf8')).toBe('{"confidence": 1}');
  });
});
