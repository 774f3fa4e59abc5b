import { AppError } from '../../protocol/appError';
import { limits } from '../../protocol/limits';
import { isInsideFolder } from '../manifest/folderPath';
import type { NumberRange } from '../manifest/manifestFields';
import { checkNumber, ManifestFields } from '../manifest/manifestFields';
import { architectures } from '../source/modelConfig';
import type {
  Catalogue,
  CatalogueAdapter,
  CatalogueEntry,
  CatalogueSource,
  MeasuredResults,
  ModelShape,
  PublishedFigures,
  PublishedResults,
  ReleaseFile,
} from './catalogueEntry';

const id = /^[a-z0-9][a-z0-9._-]*$/;
const repository = /^[A-Za-z0-9][A-Za-z0-9._-]*\/[A-Za-z0-9][A-Za-z0-9._-]*$/;
const fileName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const digest = /^[0-9a-f]{64}$/;
const address = /^https:\/\/[^\s]+$/;

/** Far more than anybody reads through. */
const maxModels = 1_000;
/** Files of one release; a 1.5B in files of 94 MB has about 20. */
const maxFiles = 1_000;
const maxRatios = 10;

const size: NumberRange = { min: 1, max: 1 << 24, integer: true };
const bytes: NumberRange = { min: 1, max: Number.MAX_SAFE_INTEGER, integer: true };
const share: NumberRange = { min: 0.1, max: 1 };
const percent: NumberRange = { min: 0, max: 100 };

/** A `model-file-invalid` error of the catalogue; `what` ends the sentence "<path> …". */
function invalid(path: string, what: string): AppError {
  return new AppError(
    'model-file-invalid',
    `models/catalogue.json cannot be used: ${path === '' ? 'its content' : `"${path}"`} ${what}; correct it, or install TokenSkip again.`,
    { field: path },
  );
}

/**
 * The catalogue in a parsed `models/catalogue.json`.
 *
 * @throws AppError `model-file-invalid` with the field's path in the message and `details.field`;
 *   unknown fields, ids that are used twice, a default that is missing or no pinned file and an
 *   upgrade that is missing count too
 */
export function parseCatalogue(value: unknown): Catalogue {
  const fields = new ManifestFields(value, '', invalid);
  fields.refuseOthers([
    'formatVersion',
    'defaultModel',
    'upgradeModel',
    'releaseAddress',
    'models',
  ]);
  if (fields.raw('formatVersion') !== 1) {
    throw invalid('formatVersion', 'is not 1, the version this TokenSkip reads');
  }
  const defaultModel = fields.text('defaultModel', limits.nameLength, id);
  const models = fields.list('models', maxModels, (item, path) =>
    entryOf(new ManifestFields(item, path, invalid)),
  );
  const seen = new Set<string>();
  for (const [index, model] of models.entries()) {
    if (seen.has(model.id)) throw invalid(`models[${index}].id`, `is used twice ("${model.id}")`);
    seen.add(model.id);
  }
  const chosen = models.find((model) => model.id === defaultModel);
  if (chosen?.source.kind !== 'gguf') {
    throw invalid('defaultModel', 'is not the id of a model that comes as a pinned GGUF file');
  }
  const upgradeModel = fields.has('upgradeModel')
    ? fields.text('upgradeModel', limits.nameLength, id)
    : undefined;
  if (upgradeModel !== undefined && !seen.has(upgradeModel)) {
    throw invalid('upgradeModel', 'is not the id of a model');
  }
  const releaseAddress =
    fields.raw('releaseAddress') === null
      ? undefined
      : fields.text('releaseAddress', limits.pathLength, address);
  return {
    defaultModel,
    ...(upgradeModel === undefined ? {} : { upgradeModel }),
    ...(releaseAddress === undefined ? {} : { releaseAddress }),
    models,
  };
}

function entryOf(fields: ManifestFields): CatalogueEntry {
  fields.refuseOthers([
    ...['id', 'name', 'family', 'licence', 'gatedAt', 'shape', 'source', 'adapter'],
    ...['release', 'trainedRatios', 'prompt', 'trim', 'published', 'measured'],
  ]);
  const family = architectures.find((name) => name === fields.raw('family'));
  if (family === undefined) {
    throw invalid(fields.at('family'), `is not one of ${architectures.join(', ')}`);
  }
  const licence = fields.fields('licence');
  licence.refuseOthers(['name', 'url', 'nonCommercial']);
  const source = sourceOf(fields.fields('source'));
  const adapter = fields.has('adapter') ? adapterOf(fields.fields('adapter')) : undefined;
  if (adapter?.kind === 'hub' && source.kind === 'gguf') {
    throw invalid(fields.at('adapter'), 'is on the hub, and its base is no repository');
  }
  return {
    id: fields.text('id', limits.nameLength, id),
    name: fields.text('name', limits.nameLength),
    family,
    licence: {
      name: licence.text('name', limits.nameLength),
      url: licence.text('url', limits.pathLength, address),
      nonCommercial: licence.flag('nonCommercial'),
    },
    ...(fields.has('gatedAt')
      ? { gatedAt: fields.text('gatedAt', limits.pathLength, address) }
      : {}),
    shape: shapeOf(fields.fields('shape')),
    source,
    ...(adapter === undefined ? {} : { adapter }),
    ...(fields.has('release') ? { release: releaseOf(fields) } : {}),
    trainedRatios: ratiosOf(fields),
    prompt: fields.text('prompt', limits.nameLength, fileName),
    ...(fields.has('trim') ? { trim: trimOf(fields.fields('trim')) } : {}),
    ...(fields.has('published') ? { published: publishedOf(fields.fields('published')) } : {}),
    ...(fields.has('measured') ? { measured: measuredOf(fields.fields('measured')) } : {}),
  };
}

function ratiosOf(fields: ManifestFields): readonly number[] {
  return fields.list('trainedRatios', maxRatios, (item, path) =>
    checkNumber(item, path, share, invalid),
  );
}

function shapeOf(fields: ManifestFields): ModelShape {
  const names = ['layers', 'width', 'heads', 'keyValueHeads', 'headSize', 'feedForward'] as const;
  fields.refuseOthers([...names, 'vocabulary', 'tiedHead', 'context']);
  const of = (name: string): number => fields.number(name, size);
  return {
    layers: of('layers'),
    width: of('width'),
    heads: of('heads'),
    keyValueHeads: of('keyValueHeads'),
    headSize: of('headSize'),
    feedForward: of('feedForward'),
    vocabulary: of('vocabulary'),
    tiedHead: fields.flag('tiedHead'),
    context: of('context'),
  };
}

function sourceOf(fields: ManifestFields): CatalogueSource {
  const kind = fields.raw('kind');
  switch (kind) {
    case 'gguf':
      fields.refuseOthers(['kind', 'repository', 'revision', 'file', 'bytes', 'sha256']);
      return {
        kind,
        ...repositoryOf(fields),
        file: fields.text('file', limits.nameLength, fileName),
        bytes: fields.number('bytes', bytes),
        sha256: fields.text('sha256', 64, digest),
      };
    case 'safetensors':
      fields.refuseOthers(['kind', 'repository', 'revision']);
      return { kind, ...repositoryOf(fields) };
    default:
      throw invalid(fields.at('kind'), 'is not one of gguf, safetensors');
  }
}

function releaseOf(fields: ManifestFields): readonly ReleaseFile[] {
  return fields.list('release', maxFiles, (item, path) => {
    const file = new ManifestFields(item, path, invalid);
    file.refuseOthers(['path', 'bytes', 'sha256']);
    const name = file.text('path', limits.pathLength);
    if (!isInsideFolder(name)) throw invalid(file.at('path'), 'leaves the folder of the model');
    return {
      path: name,
      bytes: file.number('bytes', bytes),
      sha256: file.text('sha256', 64, digest),
    };
  });
}

function repositoryOf(fields: ManifestFields): { repository: string; revision: string } {
  return {
    repository: fields.text('repository', limits.nameLength, repository),
    revision: fields.text('revision', limits.nameLength, fileName),
  };
}

function adapterOf(fields: ManifestFields): CatalogueAdapter {
  const kind = fields.raw('kind');
  switch (kind) {
    case 'hub':
      fields.refuseOthers(['kind', 'repository', 'revision', 'rank', 'licence']);
      return {
        kind,
        ...repositoryOf(fields),
        rank: fields.number('rank', size),
        licence: fields.text('licence', limits.nameLength),
      };
    case 'shipped':
      fields.refuseOthers(['kind', 'folder', 'sha256', 'configSha256']);
      return {
        kind,
        folder: fields.text('folder', limits.nameLength, fileName),
        sha256: fields.text('sha256', 64, digest),
        configSha256: fields.text('configSha256', 64, digest),
      };
    default:
      throw invalid(fields.at('kind'), 'is not one of hub, shipped');
  }
}

function trimOf(fields: ManifestFields): { list: string; tokens: number } {
  fields.refuseOthers(['list', 'tokens']);
  const list = fields.text('list', limits.pathLength);
  if (!isInsideFolder(list)) throw invalid(fields.at('list'), 'leaves the folder of TokenSkip');
  return { list, tokens: fields.number('tokens', size) };
}

function publishedOf(fields: ManifestFields): PublishedResults {
  fields.refuseOthers(['source', 'benchmark', 'original', 'ratios']);
  return {
    source: fields.text('source', limits.nameLength),
    benchmark: fields.text('benchmark', limits.nameLength),
    original: figuresOf(fields.fields('original')),
    ratios: fields.list('ratios', maxRatios, (item, path) => {
      const row = new ManifestFields(item, path, invalid);
      return { keepRatio: row.number('keepRatio', share), ...figuresOf(row) };
    }),
  };
}

function measuredOf(fields: ManifestFields): MeasuredResults {
  fields.refuseOthers(['gsm8k']);
  return {
    gsm8k: fields.list('gsm8k', maxRatios, (item, path) => {
      const row = new ManifestFields(item, path, invalid);
      row.refuseOthers(['keepRatio', 'accuracy', 'questions']);
      return {
        keepRatio: row.number('keepRatio', share),
        accuracy: row.number('accuracy', percent),
        questions: row.number('questions', size),
      };
    }),
  };
}

function figuresOf(fields: ManifestFields): PublishedFigures {
  return {
    accuracy: fields.number('accuracy', percent),
    tokens: fields.number('tokens', { min: 0, max: 1e6 }),
  };
}
