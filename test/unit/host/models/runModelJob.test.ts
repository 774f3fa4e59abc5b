import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runModelJob } from '../../../../src/host/models/runModelJob';
import { findGgufEntry } from '../../../../src/modelkit/catalogue/catalogue';
import { isAppError } from '../../../../src/protocol/appError';
import type { ModelJobProgress } from '../../../../src/protocol/modelJob';
import { FileServer } from '../../modelkit/hub/fileServer';

const found = findGgufEntry('coder-0.5b');
if (found === undefined) throw new Error('the catalogue has no coder-0.5b');
const base = found.source;
const sentBytes = 3_000_000;

let folder: string;
let childPath: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokenskip-jobs-'));
  childPath = join(folder, 'modelJob.js');
  await build({
    entryPoints: ['src/modelkit/worker/main.ts'],
    outfile: childPath,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A job with what it reports, and a way to stop it. */
function run(job: Parameters<typeof runModelJob>[0]): {
  readonly ended: Promise<string>;
  readonly stop: () => void;
  readonly at: (done: number) => Promise<void>;
} {
  const abort = new AbortController();
  let progress: ModelJobProgress | undefined;
  const waiting: { readonly done: number; readonly go: () => void }[] = [];
  const ended = runModelJob(job, {
    childPath,
    nodePath: '',
    signal: abort.signal,
    onNote: () => undefined,
    onProgress: (newest) => {
      progress = newest;
      for (const { done, go } of waiting) if (newest.done >= done) go();
    },
  });
  ended.catch(() => undefined);
  const at = (done: number): Promise<void> =>
    new Promise((go, fail) => {
      if ((progress?.done ?? 0) >= done) go();
      waiting.push({ done, go });
      void ended.catch(fail);
    });
  return { ended, stop: () => abort.abort(), at };
}

describe('a pull in a process of its own', () => {
  const pull = {
    kind: 'pull',
    id: 'coder-0.5b',
    rootDir: process.cwd(),
    hasReleases: false,
    fetched: null,
  } as const;
  let server: FileServer;
  let part: string;

  beforeEach(async () => {
    const cache = await mkdtemp(join(folder, 'cache-'));
    part = join(cache, 'base', `${base.file}.part`);
    server = new FileServer(Buffer.alloc(base.bytes));
    server.oneAtATime = true;
    const { origin } = await server.start();
    vi.stubEnv('TOKENSKIP_CACHE', cache);
    vi.stubEnv('HF_ENDPOINT', origin);
    vi.stubEnv('TOKENSKIP_BASE_GGUF', '');
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await server.stop();
  });

  it('keeps what has arrived when it is paused, and asks only for the rest when it goes on', async () => {
    server.faults = [
      { kind: 'silence', afterBytes: sentBytes },
      { kind: 'silence', afterBytes: sentBytes },
    ];
    const first = run(pull);
    await first.at(sentBytes);
    first.stop();
    await expect(first.ended).rejects.toSatisfy((error) => isAppError(error, 'cancelled'));
    expect((await stat(part)).size).toBe(sentBytes);

    const second = run(pull);
    await second.at(2 * sentBytes);
    second.stop();
    await expect(second.ended).rejects.toSatisfy((error) => isAppError(error, 'cancelled'));
    expect((await stat(part)).size).toBe(2 * sentBytes);
    expect(server.seen.map(({ range }) => range?.split('-')[0])).toEqual([
      'bytes=0',
      `bytes=${sentBytes}`,
    ]);
  });

  it('fails with the code of what went wrong', async () => {
    server.faults = [{ kind: 'status', status: 404 }];
    await expect(run(pull).ended).rejects.toSatisfy((error) => isAppError(error, 'hub-not-found'));
  });

  it('is refused for a model that is not in the catalogue', async () => {
    await expect(run({ ...pull, id: 'other' }).ended).rejects.toSatisfy((error) =>
      isAppError(error, 'model-not-found'),
    );
  });
});

describe('a job that cannot run', () => {
  it('says so when its program is not there', async () => {
    const hooks = { nodePath: '', onNote: () => undefined, onProgress: () => undefined };
    const { signal } = new AbortController();
    const job = { kind: 'verify', folder } as const;
    const missing = join(folder, 'missing.js');
    await expect(runModelJob(job, { ...hooks, signal, childPath: missing })).rejects.toSatisfy(
      (error) => isAppError(error, 'engine-exited'),
    );
    const nodePath = join(folder, 'no-node');
    await expect(runModelJob(job, { ...hooks, signal, childPath, nodePath })).rejects.toSatisfy(
      (error) => isAppError(error, 'engine-start-failed'),
    );
  });

  it('names the folder that is no model', async () => {
    await expect(run({ kind: 'verify', folder }).ended).rejects.toSatisfy((error) =>
      isAppError(error, 'model-not-found'),
    );
  });
});
