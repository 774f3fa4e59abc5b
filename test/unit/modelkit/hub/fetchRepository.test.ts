import { createHash, randomBytes } from 'node:crypto';
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  RepositoryFiles,
  RepositoryOptions,
  RepositoryRequest,
} from '../../../../src/modelkit/hub/fetchRepository';
import { fetchRepositoryFiles } from '../../../../src/modelkit/hub/fetchRepository';
import type { AppError } from '../../../../src/protocol/appError';
import { HubServer, oidOf } from './hubServer';

const limits = {
  connectTimeoutMs: 500,
  idleTimeoutMs: 300,
  tries: 3,
  delayMs: 1,
  maxDelayMs: 4,
  progressBytes: 1,
  connections: 3,
  segmentBytes: 5_000,
};

const config = Buffer.from('{"model_type":"qwen2"}\n');
const weights = randomBytes(20_000);
const graph = randomBytes(3_000);

let hub: HubServer;
let endpoint: string;
let root: string;

beforeEach(async () => {
  hub = new HubServer();
  hub.add('config.json', config);
  hub.add('model.safetensors', weights);
  hub.add('onnx/model.onnx', graph);
  endpoint = await hub.start();
  root = await mkdtemp(join(tmpdir(), 'tokenskip-hub-'));
});

afterEach(async () => {
  await hub.stop();
  await rm(root, { recursive: true, force: true });
});

function fetchFiles(
  request: Partial<RepositoryRequest> = {},
  options: Partial<RepositoryOptions> = {},
): Promise<RepositoryFiles> {
  return fetchRepositoryFiles(
    {
      repository: hub.repository,
      revision: 'main',
      files: [{ path: 'config.json' }, { path: 'model.safetensors' }],
      ...request,
    },
    {
      hub: { endpoint, token: undefined, proxyEnv: undefined },
      folders: { target: join(root, 'hub'), known: [join(root, 'hub')] },
      limits,
      ...options,
    },
  );
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Folder of the repository in the cache. */
function cached(...path: string[]): string {
  return join(root, 'hub', 'models--owner--model', ...path);
}

/** A file as the hub's own tools leave it in a cache folder. */
async function leaveFile(
  folder: string,
  path: string,
  content: Buffer,
  oid: string,
): Promise<void> {
  const blob = join(folder, 'models--owner--model', 'blobs', oid);
  const shown = join(folder, 'models--owner--model', 'snapshots', hub.commit, path);
  for (const file of [blob, shown]) await mkdir(dirname(file), { recursive: true });
  await writeFile(blob, content);
  await symlink(join('..', '..', 'blobs', oid), shown);
}

describe('fetchRepositoryFiles', () => {
  it('pins the commit, checks each file and lays them out as the hub’s tools do', async () => {
    const progress: number[] = [];
    const fetched = await fetchFiles(
      {},
      {
        onProgress: ({ stage, done, total }) => stage === 'download' && progress.push(done / total),
      },
    );
    expect(fetched).toEqual({
      commit: hub.commit,
      folder: cached('snapshots', hub.commit),
      files: [['config.json', config] as const, ['model.safetensors', weights] as const].map(
        ([path, content]) => ({
          path,
          bytes: content.length,
          sha256: sha256(content),
          localPath: cached('snapshots', hub.commit, path),
          isFetched: true,
        }),
      ),
    });
    expect((await readFile(fetched.files[1]!.localPath)).equals(weights)).toBe(true);
    expect(await readlink(fetched.files[1]!.localPath)).toBe(
      join('..', '..', 'blobs', sha256(weights)),
    );
    expect((await readdir(cached('blobs'))).sort()).toEqual(
      [sha256(weights), oidOf({ content: config, isLfs: false })].sort(),
    );
    expect(await readFile(cached('refs', 'main'), 'utf8')).toBe(hub.commit);
    expect(progress.at(-1)).toBe(1);
    expect([...progress].sort((a, b) => a - b)).toEqual(progress);
  });

  it('lists by pattern, in pages, with folders', async () => {
    hub.pageSize = 2;
    hub.add('model-00002.safetensors', graph);
    const { files } = await fetchFiles({ files: [{ path: '*.safetensors' }, { path: 'onnx/*' }] });
    expect(files.map(({ path }) => path).sort()).toEqual([
      'model-00002.safetensors',
      'model.safetensors',
      'onnx/model.onnx',
    ]);
    expect(
      (await readFile(files.find(({ path }) => path === 'onnx/model.onnx')!.localPath)).equals(
        graph,
      ),
    ).toBe(true);
  });

  it('needs no network for a commit that is here', async () => {
    const first = await fetchFiles();
    await hub.stop();
    const files = first.files.map((file) => ({ ...file, isFetched: false }));
    expect(await fetchFiles({ revision: hub.commit })).toEqual({ ...first, files });
    await hub.start();
  });

  it('takes from the standard folder what is there and right', async () => {
    const standard = join(root, 'standard');
    await leaveFile(standard, 'model.safetensors', weights, sha256(weights));
    const gitOid = oidOf({ content: config, isLfs: false });
    await leaveFile(standard, 'config.json', Buffer.from('{"model_type":"other"}\n'), gitOid);
    const folders = { target: join(root, 'hub'), known: [join(root, 'hub'), standard] };
    const { files, folder } = await fetchFiles({ revision: hub.commit }, { folders });
    expect(hub.resolved).toEqual(['config.json']);
    expect((await readFile(join(folder, 'model.safetensors'))).equals(weights)).toBe(true);
    expect(await readdir(cached('blobs'))).toEqual([gitOid]);
    expect(files.map(({ sha256: digest }) => digest)).toEqual([sha256(config), sha256(weights)]);
    expect(files.map(({ isFetched }) => isFetched)).toEqual([true, false]);
  });

  it('replaces a damaged file of its own folder', async () => {
    const damaged = Buffer.from(weights);
    damaged[9] = damaged[9]! ^ 1;
    await leaveFile(join(root, 'hub'), 'model.safetensors', damaged, sha256(weights));
    const { files } = await fetchFiles({ revision: hub.commit });
    expect((await readFile(files[1]!.localPath)).equals(weights)).toBe(true);
    expect((await lstat(files[1]!.localPath)).isSymbolicLink()).toBe(true);
  });

  it('goes on where it was stopped', async () => {
    const controller = new AbortController();
    hub.storage.drip = { bytes: 500, pauseMs: 1 };
    const stopped = fetchFiles(
      {},
      {
        signal: controller.signal,
        onProgress: ({ done }) => done > 8_000 && controller.abort(),
      },
    );
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    const names = await readdir(cached('blobs'));
    expect(names).toContain(`${sha256(weights)}.part`);
    hub.storage.drip = undefined;
    let firstDone = 0;
    const onProgress = ({ stage, done }: { stage: string; done: number }): void => {
      if (stage === 'download') firstDone ||= done;
    };
    await fetchFiles({}, { onProgress });
    expect(firstDone).toBeGreaterThan(8_000);
    expect(hub.resolved.filter((path) => path === 'config.json')).toHaveLength(1);
  });

  it('fetches once for two that want the same', async () => {
    const [one, two] = await Promise.all([fetchFiles(), fetchFiles()]);
    const places = ({ files }: RepositoryFiles): readonly string[] =>
      files.map(({ localPath }) => localPath);
    expect(places(two)).toEqual(places(one));
    const fetched = [...one.files, ...two.files].filter(({ isFetched }) => isFetched);
    expect(fetched.map(({ path }) => path).toSorted()).toEqual([
      'config.json',
      'model.safetensors',
    ]);
    expect(hub.resolved.filter((path) => path === 'config.json')).toHaveLength(1);
  });

  it('sends the token to the hub alone', async () => {
    const token = 'any-mirror-token';
    hub.gate = { token, refusal: { status: 401 } };
    await fetchFiles({}, { hub: { endpoint, token, proxyEnv: undefined } });
    expect(hub.storage.seen.length).toBeGreaterThan(0);
    expect(hub.storage.seen.every(({ authorization }) => authorization === undefined)).toBe(true);
  });

  it('sends no token to where a page says the next one is', async () => {
    const other = new HubServer();
    hub.nextOrigin = await other.start();
    hub.pageSize = 2;
    try {
      await fetchFiles(
        { files: [{ path: '*' }] },
        { hub: { endpoint, token: 'hf_secret', proxyEnv: undefined } },
      );
      expect(other.seen.map(({ authorization }) => authorization)).toEqual([undefined]);
    } finally {
      await other.stop();
    }
  });

  it('says how much space is missing before the first byte', async () => {
    const freeBytes = (): Promise<number> => Promise.resolve(10_000);
    await expect(fetchFiles({}, { freeBytes })).rejects.toMatchObject({
      code: 'disk-full',
      details: { neededBytes: weights.length + config.length },
    });
    expect(hub.resolved).toEqual([]);
  });

  it('refuses other bytes than the hub or the caller promise, and keeps none', async () => {
    hub.storage.contents.set(`/${sha256(weights)}`, randomBytes(weights.length));
    await expect(fetchFiles()).rejects.toMatchObject({ code: 'model-digest-mismatch' });
    expect(await readdir(cached('blobs'))).toHaveLength(1);
    for (const pin of [{ bytes: 5 }, { sha256: 'a'.repeat(64) }]) {
      await expect(
        fetchFiles({ files: [{ path: 'model.safetensors', ...pin }] }),
      ).rejects.toMatchObject({ code: 'model-digest-mismatch' });
      await expect(fetchFiles({ files: [{ path: 'config.json', ...pin }] })).rejects.toMatchObject({
        code: 'model-digest-mismatch',
      });
    }
    const right = { path: 'config.json', bytes: config.length, sha256: sha256(config) };
    expect((await fetchFiles({ files: [right] })).files[0]?.sha256).toBe(right.sha256);
  });

  it('refuses an LFS pointer in place of its file', async () => {
    const pointer = Buffer.from(
      `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\n`,
    );
    hub.storage.contents.set(`/${sha256(weights)}`, pointer);
    await expect(fetchFiles()).rejects.toMatchObject({ code: 'model-digest-mismatch' });
  });

  it.each(['../escape.json', '/etc/passwd', 'a/../../b', 'C:\\x', 'con'])(
    'keeps no file under the path %s',
    async (path) => {
      hub.add(path, config);
      const attempt = fetchFiles({ files: [{ path: '*' }] });
      await expect(attempt).rejects.toMatchObject({ code: 'invalid-argument' });
      await expect(stat(join(root, 'escape.json'))).rejects.toMatchObject({ code: 'ENOENT' });
    },
  );

  it.each(['', '../x', 'a/b/c', 'owner/..', 'owner/na me', 'https://huggingface.co/a/b'])(
    'takes no repository named "%s"',
    async (repository) => {
      await expect(fetchFiles({ repository })).rejects.toMatchObject({ code: 'invalid-argument' });
      expect(hub.seen).toHaveLength(0);
    },
  );

  it.each([
    '<html>',
    '{"error":1}',
    [{ path: 1 }],
    [{ type: 'file', path: 'a', size: 1, oid: 'x' }],
  ])('says that %j is no answer of a hub', async (listing) => {
    hub.listing = listing;
    await expect(fetchFiles()).rejects.toMatchObject({ code: 'download-failed' });
  });

  it('tries again when the hub is busy, and follows Retry-After', async () => {
    hub.refusals = [{ status: 503 }, { status: 429, headers: { 'retry-after': '0' } }];
    await fetchFiles();
    expect(hub.seen.length).toBeGreaterThan(4);
  });

  const gated = { status: 403, errorCode: 'GatedRepo' };
  it.each([
    [
      'gated',
      gated,
      undefined,
      'hub-gated',
      /accept its terms at .*owner\/model, then set one in HF/,
    ],
    ['gated with a token', gated, 'hf_x', 'hub-gated', /with the account of your token/],
    [
      'private or missing',
      { status: 401, errorCode: 'RepoNotFound' },
      undefined,
      'hub-not-found',
      /check the name/,
    ],
    ['asks for a token', { status: 401 }, undefined, 'hub-token', /asks for a token/],
    ['refuses the token', { status: 401 }, 'hf_x', 'hub-token', /does not accept the token/],
    ['forbids', { status: 403 }, 'hf_x', 'hub-token', /does not accept the token/],
    [
      'no revision',
      { status: 404, errorCode: 'RevisionNotFound' },
      undefined,
      'hub-not-found',
      /no revision main/,
    ],
    [
      'busy for good',
      { status: 429, headers: { 'retry-after': '0' } },
      undefined,
      'hub-busy',
      /in some minutes/,
    ],
    [
      'broken',
      { status: 500, headers: { 'retry-after': '0' } },
      undefined,
      'download-failed',
      /check the network/,
    ],
    ['asks for a proxy’s password', { status: 407 }, undefined, 'download-proxy', /http\.proxy/],
  ] as const)('%s: one sentence with the remedy', async (_, refusal, token, code, words) => {
    hub.refusals = Array.from({ length: 9 }, () => refusal);
    const error = await fetchFiles({}, { hub: { endpoint, token, proxyEnv: undefined } }).catch(
      (reason: unknown) => reason as AppError,
    );
    expect(error).toMatchObject({ code });
    expect((error as AppError).message).toMatch(words);
    expect((error as AppError).message).toMatch(/^[^\n]*[^.]\.$/);
    expect((error as AppError).message).not.toMatch(/hf_x|the hub’s own text/);
  });

  it('asks for a fresh address when that of the storage is refused', async () => {
    hub.storage.faults = [{ kind: 'status', status: 403 }];
    await fetchFiles();
    hub.storage.faults = Array.from(
      { length: 9 },
      () => ({ kind: 'status', status: 403 }) as const,
    );
    const attempt = fetchFiles({ files: [{ path: 'onnx/model.onnx' }] });
    await expect(attempt).rejects.toMatchObject({ code: 'download-failed' });
    await expect(attempt).rejects.toThrow(/its storage answers 403/);
  });

  it('tells what is missing: revision, file of a listing, file of a mirror', async () => {
    await expect(fetchFiles({ revision: 'v9' })).rejects.toMatchObject({
      details: { missing: 'revision' },
    });
    for (const path of ['nope.bin', '*.nope']) {
      await expect(fetchFiles({ files: [{ path }] })).rejects.toMatchObject({
        code: 'hub-not-found',
        details: { missing: 'file' },
      });
    }
    const none = { repository: 'owner/nothing' };
    await expect(fetchFiles(none)).rejects.toMatchObject({ details: { missing: 'repository' } });
    // A mirror that lists what it does not have.
    hub.hidden.add('model.safetensors');
    await expect(fetchFiles()).rejects.toMatchObject({ details: { missing: 'file' } });
  });

  it('says that nobody answers, and that the folder cannot be used', async () => {
    await writeFile(join(root, 'plain'), '');
    const folders = { target: join(root, 'plain', 'x'), known: [] };
    await expect(fetchFiles({}, { folders })).rejects.toMatchObject({ code: 'folder-unreadable' });
    await hub.stop();
    await expect(fetchFiles()).rejects.toMatchObject({
      code: 'download-failed',
      details: { unreachable: true },
    });
    await hub.start();
  });
});
