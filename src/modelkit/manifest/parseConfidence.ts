import type { ConfidenceCalibration, VoteShape } from '../../core/confidence/calibration';
import { confidenceModes } from '../../core/confidence/calibration';
import { perFeature } from '../../core/confidence/features';
import { limits } from '../../protocol/limits';
import type { NumberRange } from './manifestFields';
import { invalidManifest, ManifestFields } from './manifestFields';

/** Signals are on scales of about one unit: a weight beyond this decides alone and is a mistake. */
const weight: NumberRange = { min: 0, max: 1_000 };
const bias: NumberRange = { min: -1_000, max: 1_000 };
const tokens: NumberRange = { min: 1, max: limits.maxNewTokens, integer: true };
const chains: NumberRange = { min: 2, max: limits.batchSize, integer: true };
const ratio: NumberRange = { min: 0, max: 1 };
const answers: NumberRange = { min: 1, max: 1e9, integer: true };

function parseVote(fields: ManifestFields): VoteShape {
  return {
    chains: fields.number('chains', chains),
    keepRatio: fields.number('keepRatio', ratio),
  };
}

/** The member `confidence`: one calibration for each mode that was measured. */
export function parseConfidence(fields: ManifestFields): readonly ConfidenceCalibration[] {
  const seen = new Set<string>();
  return fields.list('confidence', confidenceModes.length, (item, path) => {
    const entry = new ManifestFields(item, path);
    const mode = confidenceModes.find((name) => name === entry.raw('mode'));
    if (mode === undefined) {
      throw invalidManifest(entry.at('mode'), `is not one of ${confidenceModes.join(', ')}`);
    }
    if (seen.has(mode)) throw invalidManifest(entry.at('mode'), 'is there twice');
    seen.add(mode);
    const weights = entry.fields('weights');
    return {
      mode,
      ...(mode === 'vote' ? { vote: parseVote(entry.fields('vote')) } : {}),
      bias: entry.number('bias', bias),
      weights: perFeature((name) => weights.number(name, weight)),
      exactArithmetic: entry.flag('exactArithmetic'),
      maxTokens: entry.number('maxTokens', tokens),
      n: entry.number('n', answers),
      date: entry.text('date', limits.nameLength, /^\d{4}-\d{2}-\d{2}/),
      measuredOn: entry.text('measuredOn', limits.nameLength),
    };
  });
}
