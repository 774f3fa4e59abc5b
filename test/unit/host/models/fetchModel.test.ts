import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { FetchModel } from '../../../../src/host/models/fetchModel';
import { fetchFrom } from '../../../../src/host/models/fetchModel';
import { sampleEntry } from '../../modelkit/catalogue/sampleEntry';
import { FileServer } from '../../modelkit/hub/fileServer';

const weights = Buffer.from('weights');

interface Fetching {
  readonly root: string;
  readonly server: FileServer;
  readonly fetch: FetchModel;
}

/** An empty store in `root`/cache, and a hub whose every file are the weights. */
async function openFetching(): Promise<Fetching> {
  const root = await mkdtemp(join(tmpdir(), 'tokenskip-fetch-'));
  const server = new FileServer(weights);
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
  return { root, server, fetch };
}

function hooks(): Parameters<FetchModel>[1] {
  return {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onFetched: () => undefined,
  };
}

const sha256 = createHash('sha256').update(weights).digest('hex');
const file = { repository: 'a/b', revision: 'main', file: 'a.gguf', bytes: weights.length };
const source = { kind: 'gguf', ...file, sha256 } as const;

it('misses an adapter of the product before the base is fetched', async () => {
  const { root, server, fetch } = await openFetching();
  const adapter = { kind: 'shipped', folder: 'ours', sha256, configSha256: sha256 } as const;
  const work = fetch(sampleEntry({ source, adapter }), hooks());
  await expect(work).rejects.toMatchObject({ code: 'model-not-found' });
  expect(server.seen).toEqual([]);
  expect(await readdir(root)).toEqual([]);
});

it.skipIf(process.platform === 'win32')(
  'makes a store that its owner alone can look into',
  async () => {
    const { root, fetch } = await openFetching();
    expect(await fetch(sampleEntry({ source }), hooks())).toBeNull();
    for (const folder of ['cache', 'cache/models', 'cache/base']) {
      expect((await stat(join(root, folder))).mode & 0o777, folder).toBe(0o700);
    }
  },
);
