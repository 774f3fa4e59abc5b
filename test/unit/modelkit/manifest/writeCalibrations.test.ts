import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseManifest } from '../../../../src/modelkit/manifest/parseManifest';
import { writeCalibrations } from '../../../../src/modelkit/manifest/writeCalibrations';
import { sampleManifest } from './sampleManifest';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'confidence-'));
});
afterEach(() => rm(folder, { recursive: true }));

const [greedy] = sampleManifest.confidence!;
const vote = {
  ...greedy!,
  mode: 'vote' as const,
  vote: { chains: 5, keepRatio: 0.5 },
  n: 601,
};
const path = (): string => join(folder, 'tokenskip.json');
const read = async (): Promise<object> => JSON.parse(await readFile(path(), 'utf8')) as object;

describe('writeCalibrations', () => {
  it('takes the place of the one of its mode and leaves all else as it was', async () => {
    await writeFile(path(), JSON.stringify({ ...sampleManifest, later: [1] }));
    await writeCalibrations(folder, { confidence: [vote] });
    await writeCalibrations(folder, { confidence: [{ ...greedy!, n: 7 }] });
    const written = await read();
    expect(written).toMatchObject({ later: [1], files: sampleManifest.files });
    expect(parseManifest(written).confidence).toEqual([vote, { ...greedy!, n: 7 }]);
    expect(parseManifest(written).calibration).toEqual(sampleManifest.calibration);
    expect(await readdir(folder)).toEqual(['tokenskip.json']);
  });

  it('writes into the facts of an adapter too', async () => {
    await writeFile(path(), JSON.stringify({ trainedRatios: [1, 0.5] }));
    await writeCalibrations(folder, { confidence: [greedy!] });
    expect(await read()).toEqual({ trainedRatios: [1, 0.5], confidence: [greedy] });
  });

  it('takes the place of the ratios that were measured before', async () => {
    await writeFile(path(), JSON.stringify(sampleManifest));
    const calibration = { ...sampleManifest.calibration!, date: '2026-03-03' };
    await writeCalibrations(folder, { confidence: [], calibration });
    expect(parseManifest(await read())).toEqual({ ...sampleManifest, calibration });
  });

  it('takes the place of what auto went on with before, and leaves it where nothing was measured', async () => {
    await writeFile(path(), JSON.stringify(sampleManifest));
    await writeCalibrations(folder, { confidence: [], auto: { next: 'full' } });
    await writeCalibrations(folder, { confidence: [greedy!] });
    expect(parseManifest(await read()).auto).toEqual({ next: 'full' });
    const auto = { next: 'later' as 'vote' };
    await expect(writeCalibrations(folder, { confidence: [], auto })).rejects.toMatchObject({
      code: 'model-file-invalid',
      details: { field: 'auto.next' },
    });
    expect(parseManifest(await read()).auto).toEqual({ next: 'full' });
  });

  it('writes no ratio that a manifest may not hold', async () => {
    await writeFile(path(), JSON.stringify(sampleManifest));
    const ratios = [{ ...sampleManifest.calibration!.ratios[0]!, actualRatio: 11 }];
    const calibration = { ...sampleManifest.calibration!, ratios };
    await expect(writeCalibrations(folder, { confidence: [], calibration })).rejects.toMatchObject({
      code: 'model-file-invalid',
      details: { field: 'calibration.ratios[0].actualRatio' },
    });
    expect(parseManifest(await read())).toEqual(sampleManifest);
  });

  it.each([
    ['a weight that is no number', { bias: NaN }, 'confidence[0].bias'],
    ['a name that is too long', { measuredOn: 'x'.repeat(2_000) }, 'confidence[0].measuredOn'],
  ])('writes no confidence with %s', async (_, change, field) => {
    await writeFile(path(), JSON.stringify(sampleManifest));
    const confidence = [{ ...greedy!, ...change }];
    await expect(writeCalibrations(folder, { confidence })).rejects.toMatchObject({
      code: 'model-file-invalid',
      details: { field },
    });
    expect(parseManifest(await read())).toEqual(sampleManifest);
  });

  it('needs a manifest that can be read', async () => {
    await expect(writeCalibrations(folder, { confidence: [greedy!] })).rejects.toMatchObject({
      code: 'model-not-found',
    });
    await writeFile(path(), '{"confidence": 1}');
    await expect(writeCalibrations(folder, { confidence: [greedy!] })).rejects.toMatchObject({
      code: 'model-file-invalid',
    });
    expect(await readFile(path(), 'utf8')).toBe('{"confidence": 1}');
  });
});
