import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue, defaultModelId, findEntry } from '../../../../src/modelkit/catalogue/catalogue';
import { isMadeFrom } from '../../../../src/modelkit/catalogue/isMadeFrom';
import {
  packagedModel,
  packagedModels,
  withoutAdapter,
} from '../../../../src/modelkit/catalogue/packagedModels';
import { sampleEntry } from './sampleEntry';

const trained = sampleEntry({ ...findEntry(defaultModelId) });
const { adapter, release = [], ...base } = trained;

describe.each([true, false])('packagedModels, where releases are known: %s', (hasReleases) => {
  let rootDir: string;
  beforeAll(async () => {
    rootDir = await mkdtemp(join(tmpdir(), 'tokenskip-packaged-'));
  });
  afterAll(() => rm(rootDir, { recursive: true, force: true }));

  it('is the catalogue where the adapters are', () => {
    expect(packagedModels({ rootDir: process.cwd(), hasReleases })).toEqual(catalogue.models);
  });

  it('changes only what is made with an adapter that is not there', async () => {
    const place = { rootDir, hasReleases };
    const changed = packagedModels(place).filter((entry) => !catalogue.models.includes(entry));
    expect(changed).toEqual([withoutAdapter(trained, hasReleases)]);
    const folder = join(
      rootDir,
      'models',
      'adapters',
      adapter?.kind === 'shipped' ? adapter.folder : '',
    );
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'adapter_model.safetensors'), '');
    expect(packagedModel(trained.id, place)).toEqual(trained);
  });
});

describe('a model without its adapter', () => {
  const untrained = { ...base, name: 'Qwen2.5-Coder-0.5B-Instruct', trainedRatios: [] };

  it('is fetched ready to run where a release of it is known, trained as it is', () => {
    const source = { kind: 'release', files: release };
    expect(release.length).toBeGreaterThan(0);
    expect(withoutAdapter(trained, true)).toEqual({ ...base, adapter, source });
  });

  it('is its base as the hub has it where no address of releases is known', () => {
    expect(withoutAdapter(trained, false)).toEqual(untrained);
    expect(base.source.kind).toBe('gguf');
  });

  it('is its base where no release of it is known', () => {
    expect(withoutAdapter({ ...base, ...(adapter && { adapter }) }, true)).toEqual(untrained);
  });

  it('can be got once it is released by who has its base', () => {
    const manifest = { id: trained.id };
    expect(isMadeFrom(withoutAdapter(trained, false), manifest)).toBe(true);
    expect(isMadeFrom(withoutAdapter(trained, true), manifest)).toBe(false);
  });
});
