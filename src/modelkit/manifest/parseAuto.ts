import { limits } from '../../protocol/limits';
import type { AutoMeasurement, ManifestAuto, MeasuredStep } from '../../protocol/modelManifest';
import { autoNextSteps } from '../../protocol/modelManifest';
import type { ManifestFields, NumberRange } from './manifestFields';
import { invalidManifest } from './manifestFields';

const share: NumberRange = { min: 0, max: 1 };
/** An answer that takes a day is a mistake. */
const seconds: NumberRange = { min: 0, max: 86_400 };
const questions: NumberRange = { min: 1, max: 1e9, integer: true };

/** The member `auto`: what follows a short answer that is not good enough. */
export function parseAuto(fields: ManifestFields): ManifestAuto {
  const next = autoNextSteps.find((name) => name === fields.raw('next'));
  if (next === undefined) {
    throw invalidManifest(fields.at('next'), `is not one of ${autoNextSteps.join(', ')}`);
  }
  if (!fields.has('measured')) return { next };
  return { next, measured: parseMeasured(fields.fields('measured')) };
}

function parseMeasured(fields: ManifestFields): AutoMeasurement {
  return {
    benchmark: fields.text('benchmark', limits.nameLength),
    date: fields.text('date', limits.nameLength, /^\d{4}-\d{2}-\d{2}/),
    questions: fields.number('questions', questions),
    shortAccuracy: fields.number('shortAccuracy', share),
    full: parseStep(fields.fields('full')),
    vote: parseStep(fields.fields('vote')),
  };
}

function parseStep(fields: ManifestFields): MeasuredStep {
  return {
    accuracy: fields.number('accuracy', share),
    seconds: fields.number('seconds', seconds),
  };
}
