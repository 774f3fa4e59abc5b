import { describe, expect, it } from 'vitest';
import data from '../../../../models/catalogue.json' with { type: 'json' };
import { parseCatalogue } from '../../../../src/modelkit/catalogue/parseCatalogue';

/** The shipped file with the value at `path` replaced; undefined removes it. */
function changed(path: readonly (string | number)[], value: unknown): unknown {
  const copy: unknown = structuredClone(data);
  let place = objectOf(copy);
  for (const step of path.slice(0, -1)) place = objectOf(Reflect.get(place, step));
  const last = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(place, last);
  else Reflect.set(place, last, value);
  return copy;
}

function objectOf(value: unknown): object {
  if (typeof value === 'object' && value !== null) return value;
  throw new Error('the path leaves the file');
}

const gguf = data.models.findIndex(({ id }) => id === 'coder-0.5b');
const merged = data.models.findIndex(({ id }) => id === 'qwen2.5-7b');
const shipped = {
  kind: 'shipped',
  folder: 'tokenskip-one',
  sha256: 'b'.repeat(64),
  configSha256: 'c'.repeat(64),
};
const file = { path: 'tokenskip.json', bytes: 10, sha256: 'a'.repeat(64) };

describe('parseCatalogue', () => {
  it('reads the shipped file whole', () => {
    const { models } = parseCatalogue(data);
    expect(models.map(({ id }) => id)).toEqual(data.models.map(({ id }) => id));
  });

  it.each([gguf, merged])(
    'reads an adapter that the product brings along, at model %i',
    (index) => {
      const { models } = parseCatalogue(changed(['models', index, 'adapter'], shipped));
      expect(models[index]?.adapter).toEqual(shipped);
    },
  );

  it('reads the files of a model that is released ready to run', () => {
    const { models } = parseCatalogue(changed(['models', gguf, 'release'], [file]));
    expect(models[gguf]?.release).toEqual([file]);
  });

  it('reads what was measured on a model, one line of the file', () => {
    const measured = { gsm8k: [{ keepRatio: 1, accuracy: 54.2, questions: 319 }] };
    const { models } = parseCatalogue(changed(['models', gguf, 'measured'], measured));
    expect(models[gguf]?.measured).toEqual(measured);
  });

  it.each([
    ['', [], 'no object'],
    ['formatVersion', ['formatVersion'], 2],
    ['defaultModel', ['defaultModel'], 'other'],
    ['releaseAddress', ['releaseAddress'], 'ftp://somewhere'],
    ['upgradeModel', ['upgradeModel'], 'other'],
    ['models', ['models'], {}],
    ['models[0].sort', ['models', 0, 'sort'], 'unknown field'],
    ['models[0].id', ['models', 0, 'id'], 'With Blanks'],
    ['models[1].id', ['models', 1, 'id'], data.models[0]?.id],
    ['models[0].family', ['models', 0, 'family'], 'mamba'],
    ['models[0].licence.url', ['models', 0, 'licence', 'url'], 'LICENSE'],
    ['models[0].licence.nonCommercial', ['models', 0, 'licence', 'nonCommercial'], 'yes'],
    ['models[0].shape.layers', ['models', 0, 'shape', 'layers'], 0],
    ['models[0].shape.width', ['models', 0, 'shape', 'width'], undefined],
    ['models[0].trainedRatios[0]', ['models', 0, 'trainedRatios', 0], 5],
    ['models[0].prompt', ['models', 0, 'prompt'], '../secret'],
    [`models[${gguf}].source.kind`, ['models', gguf, 'source', 'kind'], 'torrent'],
    [`models[${gguf}].source.sha256`, ['models', gguf, 'source', 'sha256'], 'ABC'],
    [`models[${gguf}].source.bytes`, ['models', gguf, 'source', 'bytes'], undefined],
    [`models[${gguf}].source.file`, ['models', gguf, 'source', 'file'], 'a/b.gguf'],
    [`models[${gguf}].trim.list`, ['models', gguf, 'trim', 'list'], '../../list.json'],
    [`models[${merged}].source.repository`, ['models', merged, 'source', 'repository'], 'one'],
    [`models[${merged}].adapter.rank`, ['models', merged, 'adapter', 'rank'], 1.5],
    [`models[${merged}].adapter.kind`, ['models', merged, 'adapter', 'kind'], undefined],
    [`models[${merged}].adapter.folder`, ['models', merged, 'adapter', 'folder'], 'one'],
    [`models[${gguf}].adapter`, ['models', gguf, 'adapter'], data.models[merged]?.adapter],
    ...[
      ['folder', '../one'],
      ['folder', undefined],
      ['sha256', 'B'.repeat(64)],
      ['configSha256', undefined],
      ['rank', 8],
    ].map(([key, value]): [string, (string | number)[], unknown] => [
      `models[${gguf}].adapter.${key}`,
      ['models', gguf, 'adapter'],
      { ...shipped, [`${key}`]: value },
    ]),
    [
      `models[${merged}].published.ratios[2].accuracy`,
      ['models', merged, 'published', 'ratios', 2, 'accuracy'],
      101,
    ],
    ...[
      ['accuracy', 101],
      ['questions', 0],
      ['keepRatio', 0],
      ['tokens', 100],
    ].map(([key, value]): [string, (string | number)[], unknown] => [
      `models[${gguf}].measured.gsm8k[0].${key}`,
      ['models', gguf, 'measured'],
      { gsm8k: [{ keepRatio: 1, accuracy: 54, questions: 319, [`${key}`]: value }] },
    ]),
    ...[
      ['path', '../x'],
      ['bytes', undefined],
      ['sha256', 'A'.repeat(64)],
      ['url', 'other'],
    ].map(([key, value]): [string, (string | number)[], unknown] => [
      `models[${gguf}].release[0].${key}`,
      ['models', gguf, 'release'],
      [{ ...file, [`${key}`]: value }],
    ]),
  ])('names %s when it is wrong', (field, path, value) => {
    const file = path.length === 0 ? value : changed(path, value);
    expect(() => parseCatalogue(file)).toThrow(
      expect.objectContaining({ code: 'model-file-invalid', details: { field } }),
    );
  });
});
