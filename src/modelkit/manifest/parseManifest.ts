import { isPromptTemplate } from '../../core/prompt/isPromptTemplate';
import type { PromptTemplate } from '../../core/prompt/promptTemplate';
import { limits } from '../../protocol/limits';
import type {
  ManifestAdapter,
  ManifestCalibration,
  ManifestFile,
  ManifestGraphs,
  ManifestSource,
  ModelManifest,
  RatioCalibration,
} from '../../protocol/modelManifest';
import { parseAuto } from './parseAuto';
import { parseConfidence } from './parseConfidence';
import { isInsideFolder } from './folderPath';
import type { NumberRange } from './manifestFields';
import { checkNumber, invalidManifest, ManifestFields } from './manifestFields';

const sha256 = /^[0-9a-f]{64}$/;
export const modelId = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Files of one model; a 7B in files of 94 MB has about 100. */
const maxFiles = 10_000;
/** Ratios of one model; six are trained. */
const maxRatios = 100;
/** Characters of a sentence: a description, a licence, the command of an evaluation. */
const maxSentence = 4_000;

const sizeBytes: NumberRange = { min: 0, max: Number.MAX_SAFE_INTEGER, integer: true };
const share: NumberRange = { min: 0, max: 1 };
/** An answer can be longer at a low ratio than at 1.0; ten times as long is a mistake. */
const lengthRatio: NumberRange = { min: 0, max: 10 };

/**
 * The manifest in a parsed `tokenskip.json`; fields of later versions are left out.
 *
 * @throws AppError `model-file-invalid`, with the field's path in the message and `details.field`
 */
export function parseManifest(value: unknown): ModelManifest {
  const fields = new ManifestFields(value);
  if (fields.raw('formatVersion') !== 1) {
    throw invalidManifest('formatVersion', 'is not 1, the version this TokenSkip reads');
  }
  const family = fields.text('family', limits.nameLength);
  if (family !== 'qwen2' && family !== 'llama') {
    throw invalidManifest('family', 'is not qwen2 or llama');
  }
  const prompt = parsePrompt(fields);
  const quantisation = fields.fields('quantisation');
  return {
    formatVersion: 1,
    id: fields.text('id', limits.nameLength, modelId),
    name: fields.text('name', limits.nameLength),
    family,
    licence: fields.text('licence', maxSentence),
    source: parseSource(fields.fields('source')),
    ...(fields.has('adapter') ? { adapter: parseAdapter(fields.fields('adapter')) } : {}),
    quantisation: {
      format: quantisation.text('format', limits.nameLength),
      description: quantisation.text('description', maxSentence),
    },
    contextLength: fields.number('contextLength', {
      min: 1,
      max: limits.contextLength,
      integer: true,
    }),
    trainedRatios: fields.list('trainedRatios', maxRatios, checkRatio),
    prompt,
    ...optionalCalibration(fields),
    ...optionalConfidence(fields),
    ...optionalAuto(fields),
    graphs: parseGraphs(fields.fields('graphs')),
    files: parseFiles(fields),
  };
}

/** What the fine-tune that made an adapter says about it, in the adapter folder's `tokenskip.json`. */
export type AdapterFacts = Pick<
  ModelManifest,
  'trainedRatios' | 'calibration' | 'confidence' | 'auto'
> & {
  /** How the fine-tuned model wants to be asked; absent = as the base. */
  readonly prompt?: PromptTemplate;
  /** What it was trained on; absent = not known. */
  readonly base?: ManifestSource;
};

/** The facts in an adapter's parsed `tokenskip.json`. Errors as {@link parseManifest}. */
export function parseAdapterFacts(value: unknown): AdapterFacts {
  const fields = new ManifestFields(value);
  return {
    trainedRatios: fields.list('trainedRatios', maxRatios, checkRatio),
    ...(fields.has('prompt') ? { prompt: parsePrompt(fields) } : {}),
    ...(fields.has('base') ? { base: parseSource(fields.fields('base')) } : {}),
    ...optionalCalibration(fields),
    ...optionalConfidence(fields),
    ...optionalAuto(fields),
  };
}

function parsePrompt(fields: ManifestFields): PromptTemplate {
  const prompt = fields.raw('prompt');
  if (isPromptTemplate(prompt)) return prompt;
  throw invalidManifest(fields.at('prompt'), 'is not a prompt template');
}

function optionalCalibration(fields: ManifestFields): Pick<ModelManifest, 'calibration'> {
  if (!fields.has('calibration')) return {};
  return { calibration: parseCalibration(fields.fields('calibration')) };
}

function optionalConfidence(fields: ManifestFields): Pick<ModelManifest, 'confidence'> {
  return fields.has('confidence') ? { confidence: parseConfidence(fields) } : {};
}

function optionalAuto(fields: ManifestFields): Pick<ModelManifest, 'auto'> {
  return fields.has('auto') ? { auto: parseAuto(fields.fields('auto')) } : {};
}

function parseSource(fields: ManifestFields): ManifestSource {
  const optional = (key: 'repository' | 'revision' | 'file'): Partial<ManifestSource> =>
    fields.has(key) ? { [key]: fields.text(key, limits.nameLength) } : {};
  return {
    ...optional('repository'),
    ...optional('revision'),
    ...optional('file'),
    bytes: fields.number('bytes', sizeBytes),
    sha256: fields.text('sha256', 64, sha256),
  };
}

function parseAdapter(fields: ManifestFields): ManifestAdapter {
  return {
    ...(fields.has('name') ? { name: fields.text('name', limits.nameLength) } : {}),
    ...parseSource(fields),
  };
}

function checkRatio(item: unknown, path: string): number {
  const ratio = checkNumber(item, path, share);
  if (ratio === 0) throw invalidManifest(path, 'is 0, and a ratio keeps something');
  return ratio;
}

/** The member `calibration`: what was measured at each ratio. Errors as {@link parseManifest}. */
export function parseCalibration(fields: ManifestFields): ManifestCalibration {
  return {
    benchmark: fields.text('benchmark', limits.nameLength),
    date: fields.text('date', limits.nameLength, /^\d{4}-\d{2}-\d{2}/),
    // An argument of it may have more than one line.
    command: fields.lines('command', maxSentence),
    ratios: fields.list('ratios', maxRatios, (item, path) =>
      parseRatio(new ManifestFields(item, path)),
    ),
  };
}

function parseRatio(fields: ManifestFields): RatioCalibration {
  return {
    keepRatio: checkRatio(fields.raw('keepRatio'), fields.at('keepRatio')),
    actualRatio: fields.number('actualRatio', lengthRatio),
    interval: fields.interval('interval', lengthRatio),
    questionInterval: fields.interval('questionInterval', lengthRatio),
    accuracy: fields.number('accuracy', share),
    accuracyInterval: fields.interval('accuracyInterval', share),
    questions: fields.number('questions', { min: 1, max: 1e9, integer: true }),
  };
}

function parsePath(fields: ManifestFields, key: string): string {
  const path = fields.text(key, limits.pathLength);
  if (!isInsideFolder(path)) {
    throw invalidManifest(fields.at(key), 'is not a path inside the model folder');
  }
  return path;
}

function parseGraphs(fields: ManifestFields): ManifestGraphs {
  return {
    cpu: parsePath(fields, 'cpu'),
    webgpu: parsePath(fields, 'webgpu'),
    transformers: parsePath(fields, 'transformers'),
  };
}

function parseFiles(fields: ManifestFields): readonly ManifestFile[] {
  const seen = new Set<string>();
  return fields.list('files', maxFiles, (item, path) => {
    const file = new ManifestFields(item, path);
    const name = parsePath(file, 'path');
    // Compared without case: on Windows and macOS two such names are one file.
    if (seen.has(name.toLowerCase())) throw invalidManifest(file.at('path'), 'is listed twice');
    seen.add(name.toLowerCase());
    return {
      path: name,
      bytes: file.number('bytes', sizeBytes),
      sha256: file.text('sha256', 64, sha256),
    };
  });
}
