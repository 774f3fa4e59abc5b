import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelManifest, RatioCalibration } from '../../../src/protocol/modelManifest';
import { readManifest } from '../../../src/modelkit/manifest/readManifest';
import { embeddedModelDir } from '../../support/embeddedModel';

/** What the evaluation of a trained model would have found at 0.5; the numbers are made up. */
const calibration: RatioCalibration = {
  keepRatio: 0.5,
  actualRatio: 0.5,
  interval: [0.48, 0.52],
  questionInterval: [0.4, 0.625],
  accuracy: 0.5,
  accuracyInterval: [0.4, 0.6],
  questions: 100,
};

/**
 * A folder with the embedded model under a manifest that says it was trained for ratios and
 * measured: what people see of an estimate does not depend on how good the model is.
 */
export async function calibratedModel(change: Partial<ModelManifest> = {}): Promise<{
  readonly folder: string;
  readonly remove: () => Promise<void>;
}> {
  const base = await readManifest(embeddedModelDir);
  const manifest: ModelManifest = {
    ...base,
    trainedRatios: [1, 0.5],
    calibration: { benchmark: 'none', date: '2026-01-01', command: 'none', ratios: [calibration] },
    ...change,
  };
  const folder = await mkdtemp(join(tmpdir(), 'tokenskip-calibrated-'));
  for (const name of await readdir(embeddedModelDir)) {
    if (name !== 'tokenskip.json') await symlink(join(embeddedModelDir, name), join(folder, name));
  }
  await writeFile(join(folder, 'tokenskip.json'), JSON.stringify(manifest));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
