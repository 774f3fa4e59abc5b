import { join } from 'node:path';
import type { ConfidenceCalibration } from '../../core/confidence/calibration';
import { readJsonFile } from '../source/jsonFile';
import { replaceFile } from '../../files/replaceFile';
import { ManifestFields } from './manifestFields';
import { parseConfidence } from './parseConfidence';
import { manifestName, maxManifestBytes } from './readManifest';

/**
 * Puts the calibrations into the `tokenskip.json` of a model's or an adapter's folder, each in the
 * place of the one of its mode; all else stays as it is. A reader sees the old file or the new one.
 *
 * @throws AppError `model-not-found` where there is no `tokenskip.json`, `model-file-invalid` for one
 * that cannot be read, `folder-unreadable`, `disk-full`
 */
export async function writeConfidence(
  folder: string,
  calibrations: readonly ConfidenceCalibration[],
): Promise<void> {
  const path = join(folder, manifestName);
  const json = await readJsonFile(path, maxManifestBytes);
  const fields = new ManifestFields(json);
  const old = fields.has('confidence') ? parseConfidence(fields) : [];
  const kept = old.filter(({ mode }) => calibrations.every((each) => each.mode !== mode));
  const content = { ...json, confidence: [...kept, ...calibrations] };
  await replaceFile(path, `${JSON.stringify(content, null, 2)}\n`);
}
