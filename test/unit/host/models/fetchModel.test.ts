import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { fetchFrom } from '../../../../src/host/models/fetchModel';
import { sampleEntry } from '../../modelkit/catalogue/sampleEntry';
import { FileServer } from '../../modelkit/hub/fileServer';

it('misses an adapter of the product before the base is fetched', async () => {
  const root = await mkdtemp(join(tmpdir(), 'tokenskip-fetch-'));
  const server = new FileServer(Buffer.from('weights'));
  const { origin } = await server.start();
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await server.stop();
    await rm(root, { recursive: true });
  });
  vi.stubEnv('TOKENSKIP_CACHE', join(root, 'cache'));
  const fetch = fetchFrom({
    hub: () => Promise.resolve({ endpoint: origin, token: undefined, proxyEnv: {} }),
    releaseAddress: () => '',
    rootDir: root,
  });
  const sha256 = '0'.repeat(64);
  const adapter = { kind: 'shipped', folder: 'ours', sha256, configSha256: sha256 } as const;
  const file = { repository: 'a/b', revision: 'main', file: 'a.gguf', bytes: 7 };
  const source = { kind: 'gguf', ...file, sha256 } as const;
  const work = fetch(sampleEntry({ source, adapter }), {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onFetched: () => undefined,
  });
  await expect(work).rejects.toMatchObject({ code: 'model-not-found' });
  expect(server.seen).toEqual([]);
  expect(await readdir(root)).toEqual([]);
});
