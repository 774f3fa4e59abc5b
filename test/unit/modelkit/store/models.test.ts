import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findModel } from '../../../../src/modelkit/store/findModel';
import { installedModels } from '../../../../src/modelkit/store/installedModels';
import type { StorePaths } from '../../../../src/modelkit/store/storePaths';
import { storePaths } from '../../../../src/modelkit/store/storePaths';
import { sampleManifest } from '../../cli/sampleManifest';

let root: string;
let modelsDir: string;
let paths: StorePaths;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tokenskip-store-'));
  modelsDir = join(root, 'tree', 'models');
  paths = storePaths({ TOKENSKIP_CACHE: join(root, 'cache') });
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function addModel(directory: string, name: string, id: string): Promise<string> {
  const folder = join(directory, name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'tokenskip.json'), JSON.stringify(sampleManifest({ id })));
  return folder;
}

describe('installedModels', () => {
  it('is empty where nothing was made yet', async () => {
    expect(await installedModels(modelsDir, paths)).toEqual([]);
  });

  it('lists embedded models before those of the store, each by name', async () => {
    await addModel(paths.models, 'b', 'two');
    await addModel(paths.models, 'a', 'one');
    await addModel(modelsDir, 'z', 'own');
    const models = await installedModels(modelsDir, paths);
    expect(models.map(({ place, manifest }) => `${place} ${manifest.id}`)).toEqual([
      'embedded own',
      'store one',
      'store two',
    ]);
  });

  it('leaves out what is no finished model', async () => {
    await addModel(paths.models, '.half.partial-1', 'half');
    await mkdir(join(paths.models, 'empty'), { recursive: true });
    await mkdir(join(modelsDir, 'recipe'), { recursive: true });
    const broken = await addModel(paths.models, 'broken', 'broken');
    await writeFile(join(broken, 'tokenskip.json'), '{');
    await writeFile(join(paths.models, 'x.lock'), '');
    expect(await installedModels(modelsDir, paths)).toEqual([]);
  });

  it('says that a folder cannot be read', async () => {
    await mkdir(paths.root, { recursive: true });
    await writeFile(paths.models, '');
    await expect(installedModels(modelsDir, paths)).rejects.toMatchObject({
      code: 'folder-unreadable',
    });
  });
});

describe('findModel', () => {
  it('takes the embedded model without a name, else the default base', async () => {
    expect(await findModel(undefined, modelsDir, paths)).toEqual({
      kind: 'catalogue',
      id: 'coder-0.5b',
    });
    await addModel(paths.models, 'a', 'one');
    const own = await addModel(modelsDir, 'own', 'own');
    expect(await findModel(undefined, modelsDir, paths)).toEqual({ kind: 'folder', folder: own });
  });

  it('finds by id, by folder, and the default base before it was pulled', async () => {
    const one = await addModel(paths.models, 'a', 'one');
    expect(await findModel('one', modelsDir, paths)).toEqual({ kind: 'folder', folder: one });
    expect(await findModel(one, modelsDir, paths)).toEqual({ kind: 'folder', folder: one });
    expect(await findModel('coder-0.5b', modelsDir, paths)).toEqual({
      kind: 'catalogue',
      id: 'coder-0.5b',
    });
  });

  it('takes the embedded one of several with an id, also of the default', async () => {
    const own = await addModel(modelsDir, 'own', 'coder-0.5b');
    await addModel(paths.models, 'newer', 'coder-0.5b');
    await utimes(own, 1, 1);
    expect(await findModel('coder-0.5b', modelsDir, paths)).toEqual({
      kind: 'folder',
      folder: own,
    });
  });

  it('takes the newest of several with an id, whatever they are called', async () => {
    const [first, second, third] = await Promise.all(
      ['b', 'a', 'c'].map((name) => addModel(paths.models, name, 'one')),
    );
    await utimes(first ?? '', 3, 3);
    await utimes(second ?? '', 1, 1);
    await utimes(third ?? '', 2, 2);
    expect(await findModel('one', modelsDir, paths)).toEqual({ kind: 'folder', folder: first });
  });

  it('names the remedy for what is not there', async () => {
    await addModel(paths.models, 'a', 'one');
    const unknown = findModel('nothing', modelsDir, paths);
    await expect(unknown).rejects.toMatchObject({ code: 'model-not-found' });
    await expect(unknown).rejects.toThrow(/one/);
    await expect(findModel('coder-1.5b', modelsDir, paths)).rejects.toThrow(
      /model pull coder-1\.5b/,
    );
  });
});
