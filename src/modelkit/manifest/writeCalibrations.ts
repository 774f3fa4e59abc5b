import { join } from 'node:path';
import type { ConfidenceCalibration } from '../../core/confidence/calibration';
import { replaceFile } from '../../files/replaceFile';
import type { ManifestAuto, ManifestCalibration } from '../../protocol/modelManifest';
import { readJsonFile } from '../source/jsonFile';
import { ManifestFields } from './manifestFields';
import { parseAuto } from './parseAuto';
import { parseConfidence } from './parseConfidence';
import { parseCalibration } from './parseManifest';
import { manifestName, maxManifestBytes } from './readManifest';

/** What a calibration run found. */
export interface Calibrations {
  /** Each takes the place of the one of its mode. */
  readonly confidence: readonly ConfidenceCalibration[];
  /** Takes the place of the one that is there; absent, that one stays. */
  readonly calibration?: ManifestCalibration;
  /** As `calibration`. */
  readonly auto?: ManifestAuto;
}

/**
 * Puts the calibrations into the `tokenskip.json` of a model's or an adapter's folder; all else stays
 * as it is. A reader sees the old file or the new one.
 *
 * @throws AppError `model-not-found` where there is no `tokenskip.json`, `model-file-invalid` for one
 * that cannot be read and for numbers that none may hold, `folder-unreadable`, `disk-full`
 */
export async function writeCalibrations(
  folder: string,
  { confidence, calibration, auto }: Calibrations,
): Promise<void> {
  const path = join(folder, manifestName);
  const json = await readJsonFile(path, maxManifestBytes);
  const fields = new ManifestFields(json);
  const old = fields.has('confidence') ? parseConfidence(fields) : [];
  const kept = old.filter(({ mode }) => confidence.every((each) => each.mode !== mode));
  const all = [...kept, ...confidence];
  parseConfidence(new ManifestFields({ confidence: all }));
  if (calibration !== undefined) parseCalibration(new ManifestFields(calibration, 'calibration'));
  if (auto !== undefined) parseAuto(new ManifestFields(auto, 'auto'));
  const content = {
    ...json,
    ...(calibration === undefined ? {} : { calibration }),
    confidence: all,
    ...(auto === undefined ? {} : { auto }),
  };
  await replaceFile(path, `${JSON.stringify(content, null, 2)}\n`);
}
