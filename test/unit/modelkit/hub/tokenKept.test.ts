import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchRepositoryFiles } from '../../../../src/modelkit/hub/fetchRepository';
import { defaultDownloadLimits } from '../../../../src/modelkit/hub/downloadFile';
import { HubServer } from './hubServer';

const token = 'hf_secretsecretsecret';
const limits = {
  ...defaultDownloadLimits,
  tries: 2,
  delayMs: 1,
  maxDelayMs: 2,
  segmentBytes: 5_000,
};

let hub: HubServer;
let endpoint: string;
let root: string;

beforeEach(async () => {
  hub = new HubServer();
  hub.add('config.json', Buffer.from('{"model_type":"qwen2"}\n'));
  hub.add('model.safetensors', randomBytes(40_000));
  hub.gate = { token, refusal: { status: 401 } };
  endpoint = await hub.start();
  root = await mkdtemp(join(tmpdir(), 'tokenskip-token-'));
});
afterEach(async () => {
  await hub.stop();
  await rm(root, { recursive: true, force: true });
});

const notes: string[] = [];

function fetchFiles(signal?: AbortSignal, onBytes?: (done: number) => void): Promise<unknown> {
  return fetchRepositoryFiles(
    { repository: hub.repository, revision: 'main', files: [{ path: '*' }] },
    {
      hub: { endpoint, token, proxyEnv: undefined },
      folders: { target: root, known: [root] },
      limits: { ...limits, progressBytes: 1 },
      onProgress: ({ done }) => onBytes?.(done),
      onNote: (note) => notes.push(note),
      ...(signal === undefined ? {} : { signal }),
    },
  );
}

/** Names and contents of all files below the folder of the cache. */
async function allThatIsKept(): Promise<string> {
  const names = await readdir(root, { recursive: true });
  const texts = await Promise.all(
    names.map(async (name) => {
      const path = join(root, name);
      return (await stat(path)).isFile() ? readFile(path, 'latin1') : '';
    }),
  );
  return [...names, ...texts].join('\n');
}

describe('the token of a hub', () => {
  it('is in no file, neither of what was fetched nor of what is half there', async () => {
    const controller = new AbortController();
    const stopped = fetchFiles(controller.signal, (done) => {
      if (done > 10_000) controller.abort();
    });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    const half = await allThatIsKept();
    expect(half).toContain('.part.json');
    expect(half).not.toContain(token);
    await fetchFiles();
    const whole = await allThatIsKept();
    expect(whole).toContain('snapshots');
    expect(whole).not.toContain(token);
  });

  it.each([
    { status: 401 },
    { status: 403, errorCode: 'GatedRepo' },
    { status: 404, errorCode: 'RepoNotFound' },
    { status: 500 },
  ])('is in no error: %j', async (refusal) => {
    hub.gate = { token: 'another', refusal };
    const error: unknown = await fetchFiles().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    // With its causes and details, as a log would have it.
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(token);
    expect(notes.join()).not.toContain(token);
  });
});
