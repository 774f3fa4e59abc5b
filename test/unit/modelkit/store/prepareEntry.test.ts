import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '../../../../src/modelkit/catalogue/catalogueEntry';
import { converterVersion } from '../../../../src/modelkit/convert/converterVersion';
import type { RepositoryFiles } from '../../../../src/modelkit/hub/fetchRepository';
import { readManifest } from '../../../../src/modelkit/manifest/readManifest';
import { verifyModel } from '../../../../src/modelkit/manifest/verifyModel';
import { installedModels } from '../../../../src/modelkit/store/installedModels';
import { discardPartial, partialBytes } from '../../../../src/modelkit/store/partialDownload';
import type { PrepareEntryOptions } from '../../../../src/modelkit/store/prepareEntry';
import { prepareEntry } from '../../../../src/modelkit/store/prepareEntry';
import type { PrepareProgress } from '../../../../src/modelkit/store/prepareProgress';
import { removeDownload } from '../../../../src/modelkit/store/removeDownload';
import { storePaths } from '../../../../src/modelkit/store/storePaths';
import { sampleEntry } from '../catalogue/sampleEntry';
import { FileServer } from '../hub/fileServer';
import { RepositoryServer } from './repositoryServer';

const tiny = 'test/model/tiny';
const adapter = {
  kind: 'hub',
  repository: 'someone/adapter',
  revision: 'main',
  rank: 8,
  licence: 'Apache-2.0',
} as const;
const entry: CatalogueEntry = sampleEntry({ adapter, trainedRatios: [1, 0.9, 0.5] });

let server: RepositoryServer;
let root: string;
let endpoint: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tokenskip-entry-'));
  server = RepositoryServer.ofTinyModels();
  endpoint = await server.start();
});

afterEach(async () => {
  await server.stop();
  await rm(root, { recursive: true, force: true });
});

function options(change: Partial<PrepareEntryOptions> = {}): PrepareEntryOptions {
  const env = { TOKENSKIP_CACHE: join(root, 'cache'), HF_HOME: join(root, 'hf') };
  return {
    rootDir: process.cwd(),
    paths: storePaths(env),
    env: { ...env, HF_ENDPOINT: endpoint },
    freeBytes: () => Promise.resolve(1e12),
    ...change,
  };
}

/** What was asked for in a repository that holds weights. */
function weightRequests(name: string): readonly string[] {
  return server.repository(name).resolved.filter((path) => path.endsWith('.safetensors'));
}

it('is refused in a format that cannot hold it before anything is asked for', async () => {
  const large = sampleEntry({ shape: { ...entry.shape, feedForward: 30_000 } });
  await expect(prepareEntry(large, options({ format: 'fp32' }))).rejects.toMatchObject({
    code: 'invalid-argument',
    details: { tensor: 'model.layers.0.mlp.gate_proj.weight' },
  });
  expect(weightRequests('someone/sample')).toEqual([]);
  expect(await readdir(root)).toEqual([]);
});

describe('a base with its adapter', () => {
  it('becomes a model that says what it was made from and how it wants to be asked', async () => {
    const stages = new Set<PrepareProgress['stage']>();
    const folder = await prepareEntry(
      entry,
      options({ onProgress: ({ stage }) => void stages.add(stage) }),
    );
    const manifest = await readManifest(folder);
    await verifyModel(folder);
    expect(manifest).toMatchObject({
      id: 'sample',
      licence: 'Apache-2.0',
      trainedRatios: [1, 0.9, 0.5],
      source: {
        repository: 'someone/sample',
        revision: server.repository('someone/sample').commit,
        bytes: 255_392,
      },
      adapter: {
        repository: 'someone/adapter',
        revision: server.repository('someone/adapter').commit,
        file: 'adapter_model.safetensors',
      },
      quantisation: { format: 'balanced' },
    });
    expect(manifest.prompt.marker).toEqual(['<|eot_id|>{ratio}<|eot_id|>']);
    expect([...stages]).toEqual(expect.arrayContaining(['download', 'convert']));
  });

  it('is fetched as one download, whose small files are a small part of it', async () => {
    const seen: PrepareProgress[] = [];
    const opened = options({ onProgress: (step) => void seen.push(step) });
    const folder = await prepareEntry(entry, opened);
    const fetching = seen.filter(({ stage }) => stage !== 'convert');
    expect(new Set(fetching.map(({ stage }) => stage))).toEqual(new Set(['download']));
    const done = fetching.map((step) => step.done);
    expect(done.toSorted((a, b) => a - b)).toEqual(done);
    // Before the weights it stands at the very beginning; with them it ends.
    const { bytes } = (await readManifest(folder)).source;
    const shares = fetching.map((step) => step.done / step.total);
    const first = fetching.findIndex((step) => step.total < 1e8);
    expect(Math.max(...shares.slice(0, first))).toBeLessThan(0.01);
    expect(shares.at(-1)).toBe(1);
    expect(fetching.at(-1)!.total).toBeGreaterThan(bytes);
    // The weights alone may be checked again.
    seen.length = 0;
    await rm(folder, { recursive: true });
    await prepareEntry(entry, opened);
    const again = seen.filter(({ stage }) => stage === 'verify');
    expect(again.length).toBeGreaterThan(0);
    expect(again[0]!.total).toBe(fetching.at(-1)!.total);
  });

  it.skipIf(process.platform === 'win32')('lies where its owner alone can look', async () => {
    await prepareEntry(entry, options());
    for (const folder of [options().paths.root, options().paths.models]) {
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
    }
  });

  it('is made once, and needs no network when it is there', async () => {
    const first = await prepareEntry(entry, options());
    await server.stop();
    expect(await prepareEntry(entry, options())).toBe(first);
    expect(weightRequests('someone/sample')).toEqual(['model.safetensors']);
  });

  it.each([
    ['emptied', (path: string): Promise<void> => truncate(path)],
    ['missing', (path: string): Promise<void> => rm(path)],
    ['of another version', (path: string): Promise<void> => writeFile(path, '{"formatVersion":2}')],
  ])('is made anew where its manifest is %s', async (_, damage) => {
    const folder = await prepareEntry(entry, options());
    await damage(join(folder, 'tokenskip.json'));
    expect(await prepareEntry(entry, options())).toBe(folder);
    await verifyModel(folder);
    expect(await readdir(dirname(folder))).toHaveLength(1);
    expect(weightRequests('someone/sample')).toEqual(['model.safetensors']);
  });

  it('names its digest as a conversion of the same folder would', async () => {
    const folder = await prepareEntry(entry, options());
    const content = await readFile(join(tiny, 'qwen2', 'model.safetensors'));
    const { source } = await readManifest(folder);
    expect(source.sha256).toBe(createHash('sha256').update(content).digest('hex'));
  });

  it('gives the room of the download back', async () => {
    const fetched: RepositoryFiles[] = [];
    const opened = options({ onFetched: (files) => void fetched.push(files) });
    const folder = await prepareEntry(entry, opened);
    const removed = await removeDownload(entry, opened.paths, fetched);
    expect(removed).toBeGreaterThan(255_392 + 94_304);
    const left = await readdir(join(root, 'cache', 'hub'), { recursive: true });
    expect(left.filter((name) => name.endsWith('.safetensors'))).toEqual([]);
    await verifyModel(folder);
  });
});

describe('what is wrong is told before the weights are fetched', () => {
  it('an adapter of another base', async () => {
    const source = { kind: 'safetensors', repository: 'someone/llama', revision: 'main' } as const;
    await expect(prepareEntry({ ...entry, source }, options())).rejects.toMatchObject({
      code: 'adapter-mismatch',
    });
    expect(weightRequests('someone/llama')).toEqual([]);
  });

  it('an architecture that is not known', async () => {
    const config = { model_type: 'mamba', architectures: ['MambaForCausalLM'] };
    const hub = server.repository('someone/sample');
    hub.add('config.json', Buffer.from(JSON.stringify(config)));
    await expect(prepareEntry(entry, options())).rejects.toMatchObject({
      code: 'unsupported-architecture',
    });
    expect(weightRequests('someone/sample')).toEqual([]);
  });

  it('access that has to be asked for, with the page where it is given', async () => {
    server.repository('someone/sample').gate = {
      token: 'granted',
      refusal: { status: 401, errorCode: 'GatedRepo' },
    };
    const gated = { ...entry, gatedAt: 'https://hub.example/someone/sample' };
    await expect(prepareEntry(gated, options())).rejects.toMatchObject({
      code: 'hub-gated',
      details: { page: 'https://hub.example/someone/sample' },
      message: expect.stringContaining('https://hub.example/someone/sample') as string,
    });
    const env = { ...options().env, HF_TOKEN: 'granted' };
    await expect(prepareEntry(gated, options({ env }))).resolves.toContain('sample-balanced-main');
  });

  it('a disk that holds the download, but not the model beside it', async () => {
    // 1.0 GB to fetch and 0.39 GB to write, by the entry's shape.
    const freeBytes = (): Promise<number> => Promise.resolve(1.2e9);
    await expect(prepareEntry(entry, options({ freeBytes }))).rejects.toMatchObject({
      code: 'disk-full',
    });
    expect(server.repository('someone/sample').seen).toEqual([]);
  });

  it('a repository that is not there', async () => {
    const source = { kind: 'safetensors', repository: 'someone/none', revision: 'main' } as const;
    await expect(prepareEntry({ ...entry, source }, options())).rejects.toMatchObject({
      code: 'hub-not-found',
    });
  });
});

describe('a disk on which a broken-off pull lies', () => {
  const freeBytes = (): Promise<number> => Promise.resolve(1.2e9);
  const largeBytes = 3e8;
  const madeIn = (format: string): string => `.sample-${format}-main-amain-v${converterVersion}`;

  /** A file that takes no room, whatever it says. */
  async function leave(...path: readonly string[]): Promise<void> {
    const file = join(root, 'cache', ...path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, '');
    await truncate(file, largeBytes);
  }

  it.each([
    ['of the converted model', ['models', `${madeIn('balanced')}.partial-0-ab`, 'data']],
    ['of the download', ['hub', 'models--someone--sample', 'blobs', 'ab']],
    ['of the download of the adapter', ['hub', 'models--someone--adapter', 'blobs', 'ab']],
  ])('has to hold what is missing %s', async (_, path) => {
    await leave(...path);
    await verifyModel(await prepareEntry(entry, options({ freeBytes })));
  });

  it('has to hold all of a model in another format', async () => {
    await leave('models', `${madeIn('exact')}.partial-0-ab`, 'data');
    const needed = prepareEntry(entry, options({ freeBytes }));
    await expect(needed).rejects.toMatchObject({ code: 'disk-full' });
  });

  it('has to hold a model in the format that is asked for', async () => {
    const room = options({ format: 'fp32', freeBytes: () => Promise.resolve(2e9) });
    await expect(prepareEntry(entry, room)).rejects.toMatchObject({ code: 'disk-full' });
  });
});

describe('a release', () => {
  const contents = new Map([
    ['tokenskip.json', Buffer.from('not read here')],
    ['onnx/model.onnx_data', Buffer.alloc(5_000, 7)],
  ]);
  const files = [...contents].map(([path, content]) => ({
    path,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  const released = sampleEntry({ source: { kind: 'release', files } });
  let releases: FileServer;
  let address: string;

  beforeEach(async () => {
    releases = new FileServer(Buffer.from('nothing'));
    for (const [path, content] of contents) releases.contents.set(`/v1/sample/${path}`, content);
    address = `${(await releases.start()).origin}/v1`;
  });
  afterEach(() => releases.stop());

  it('is fetched from the address that a setting names, file by file', async () => {
    const folder = await prepareEntry(released, options({ releaseAddress: address }));
    for (const [path, content] of contents) {
      expect((await readFile(join(folder, path))).equals(content)).toBe(true);
    }
    expect((await readdir(options().paths.models)).sort()).toEqual([folder.split('/').at(-1)]);
  });

  it('keeps the files that have arrived', async () => {
    releases.contents.delete('/v1/sample/onnx/model.onnx_data');
    const downloadLimits = { tries: 1, delayMs: 1 };
    const failing = options({ releaseAddress: address, downloadLimits });
    await expect(prepareEntry(released, failing)).rejects.toMatchObject({
      code: 'model-digest-mismatch',
    });
    expect(await partialBytes(released, failing)).toBeGreaterThan(0);
    expect(await installedModels(join(root, 'none'), failing.paths)).toEqual([]);
    const before = releases.seen.length;
    for (const [path, content] of contents) releases.contents.set(`/v1/sample/${path}`, content);
    await prepareEntry(released, failing);
    expect(releases.seen.slice(before).map(({ path }) => path)).toEqual([
      '/v1/sample/onnx/model.onnx_data',
    ]);
  });

  it('says that no address is known, and discards what is not wanted any more', async () => {
    await expect(prepareEntry(released, options())).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    await discardPartial(released, options());
    expect(await partialBytes(released, options())).toBe(0);
    await expect(stat(join(options().paths.models, 'sample-none'))).rejects.toThrow();
  });
});
