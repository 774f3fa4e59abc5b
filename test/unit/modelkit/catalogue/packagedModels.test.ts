import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue, defaultModelId, findEntry } from '../../../../src/modelkit/catalogue/catalogue';
import {
  packagedModel,
  packagedModels,
  withoutAdapter,
} from '../../../../src/modelkit/catalogue/packagedModels';
import { sampleEntry } from './sampleEntry';

const trained = sampleEntry({ ...findEntry(defaultModelId) });
const { adapter, ...bare } = trained;
const file = { path: 'tokenskip.json', bytes: 10, sha256: 'a'.repeat(64) };

describe('packagedModels', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'tokenskip-packaged-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('is the catalogue where the adapters are', () => {
    expect(packagedModels(process.cwd())).toEqual(catalogue.models);
  });

  it('changes only what is made with an adapter that is not there', async () => {
    const changed = packagedModels(root).filter((entry) => !catalogue.models.includes(entry));
    expect(changed).toEqual([withoutAdapter(bare)]);
    const folder = adapter?.kind === 'shipped' ? adapter.folder : '';
    await mkdir(join(root, 'models', 'adapters', folder), { recursive: true });
    await writeFile(join(root, 'models', 'adapters', folder, 'adapter_model.safetensors'), '');
    expect(packagedModel(trained.id, root)).toEqual(trained);
  });
});

describe('a model without its adapter', () => {
  const { release = [file], ...entry } = bare;

  it('is fetched ready to run where it is released, trained as it is', () => {
    expect(withoutAdapter({ ...entry, release })).toEqual({
      ...entry,
      source: { kind: 'release', files: release },
    });
  });

  it('is its base before that, which is trained for no ratio', () => {
    expect(withoutAdapter(entry)).toEqual({ ...entry, trainedRatios: [] });
  });
});
