import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findSelectedModel } from '../../../../src/host/engine/selectedModel';
import { sampleManifest } from '../../modelkit/manifest/sampleManifest';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tokenskip-selected-'));
  vi.stubEnv('TOKENSKIP_CACHE', join(root, 'cache'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true });
});

/** A model folder, embedded or in the store. */
async function install(id: string, place: 'embedded' | 'store'): Promise<string> {
  const folder = join(root, place === 'embedded' ? 'models' : 'cache/models', id);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'tokenskip.json'), JSON.stringify({ ...sampleManifest, id }));
  return folder;
}

describe('findSelectedModel', () => {
  it('is the named one, by id or by folder', async () => {
    await install('embedded', 'embedded');
    const folder = await install('large', 'store');
    for (const name of ['large', folder]) {
      expect(await findSelectedModel(name, root)).toMatchObject({ folder });
      expect(await findSelectedModel(name, root)).not.toHaveProperty('insteadOf');
    }
  });

  it.each(['embedded', 'store'] as const)(
    'lets the default model (%s) answer in the place of one that was removed',
    async (place) => {
      const folder = await install('coder-0.5b', place);
      const large = await install('large', 'store');
      await rm(large, { recursive: true });
      for (const insteadOf of ['large', large]) {
        expect(await findSelectedModel(insteadOf, root)).toMatchObject({ folder, insteadOf });
      }
    },
  );

  it('lets the default model answer in the place of one whose merge was interrupted', async () => {
    const folder = await install('coder-0.5b', 'embedded');
    const half = await install('.coder-1.5b-balanced-main.partial-1-a', 'store');
    await rm(join(half, 'tokenskip.json'));
    expect(await findSelectedModel('coder-1.5b', root)).toMatchObject({
      folder,
      insteadOf: 'coder-1.5b',
    });
    // The manifest is written last, but a folder that is still being written is none even with it.
    await install('.coder-1.5b-balanced-main.partial-1-a', 'store');
    expect(await findSelectedModel('coder-1.5b', root)).toMatchObject({ folder });
  });

  it('names the missing one where there is no other', async () => {
    await expect(findSelectedModel('coder-1.5b', root)).rejects.toMatchObject({
      code: 'model-not-found',
      details: { model: 'coder-1.5b' },
    });
    await expect(findSelectedModel('', root)).rejects.toMatchObject({
      code: 'model-not-found',
      details: { model: 'coder-0.5b' },
    });
  });
});
