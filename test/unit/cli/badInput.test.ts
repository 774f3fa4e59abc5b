import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask } from '../../../src/cli/commands/ask';
import { model } from '../../../src/cli/commands/model';
import { runCommand } from '../../../src/cli/runCommand';
import { findEntry } from '../../../src/modelkit/catalogue/catalogue';
import type { CatalogueEntry } from '../../../src/modelkit/catalogue/catalogueEntry';
import type { PrepareEntryOptions } from '../../../src/modelkit/store/prepareEntry';
import { prepareEntry } from '../../../src/modelkit/store/prepareEntry';
import { storePaths } from '../../../src/modelkit/store/storePaths';
import type { ErrorData } from '../../../src/protocol/appError';
import { toErrorData } from '../../../src/protocol/appError';
import type { Answer } from '../engine/remote/completionServer';
import { CompletionServer, json } from '../engine/remote/completionServer';
import { sampleEntry } from '../modelkit/catalogue/sampleEntry';
import { RepositoryServer } from '../modelkit/store/repositoryServer';
import { fakeContext } from './fakeContext';

const gated = 'meta-llama/Llama-3.1-8B-Instruct';

let root: string;
let hub: RepositoryServer;
let endpoint: string;
let server: CompletionServer;
let address: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tokenskip-bad-'));
  hub = RepositoryServer.ofTinyModels();
  const mamba = { model_type: 'mamba', architectures: ['MambaForCausalLM'] };
  hub.repository('someone/mamba').add('config.json', Buffer.from(JSON.stringify(mamba)));
  hub.repository(gated).gate = {
    token: 'granted',
    refusal: { status: 401, errorCode: 'GatedRepo' },
  };
  endpoint = await hub.start();
  server = new CompletionServer();
  address = await server.start();
});

afterEach(async () => {
  await hub.stop();
  await server.stop();
  await rm(root, { recursive: true, force: true });
});

/** What a command says at its end; `--json` stands for the sentence on standard error. */
async function said(args: readonly string[]): Promise<ErrorData> {
  const context = fakeContext({ env: { TOKENSKIP_CACHE: root } });
  await runCommand([...args, '--json'], [ask, model], '', context);
  return (JSON.parse(context.out.text) as { error: ErrorData }).error;
}

/** What `model pull` says of an entry, on a disk and in an environment of the test's. */
async function saidOfPull(
  entry: CatalogueEntry | undefined,
  change: Partial<PrepareEntryOptions> = {},
): Promise<ErrorData> {
  if (entry === undefined) throw new Error('no such entry');
  const env = { TOKENSKIP_CACHE: join(root, 'cache'), HF_HOME: root, HF_ENDPOINT: endpoint };
  const work = prepareEntry(entry, {
    rootDir: process.cwd(),
    paths: storePaths(env),
    freeBytes: () => Promise.resolve(1e12),
    ...change,
    env: { ...env, ...change.env },
  });
  return work.then(() => Promise.reject(new Error('it was made')), toErrorData);
}

function repository(name: string): CatalogueEntry {
  return sampleEntry({ source: { kind: 'safetensors', repository: name, revision: 'main' } });
}

/** What `ask --remote` says of a server that lists its models, or answers, so. */
async function saidOfServer(change: { other?: Answer; answers?: Answer[] }): Promise<ErrorData> {
  Object.assign(server, change);
  return said(['ask', '--remote', address, '2 + 2?']);
}

const adapter = {
  kind: 'hub',
  repository: 'someone/adapter',
  revision: 'main',
  rank: 8,
  licence: 'Apache-2.0',
} as const;

it.each<[string, () => Promise<ErrorData>, string, RegExp]>([
  [
    'not enough memory',
    () => said(['model', 'pull', 'qwen2.5-7b']),
    'not-enough-memory',
    /: take \S+, or a server \(--remote\); --anyway fetches it all the same/,
  ],
  [
    'not enough disk',
    () => saidOfPull(sampleEntry(), { freeBytes: () => Promise.resolve(1e6) }),
    'disk-full',
    /MB are needed in .* 1 MB are free: free some space/,
  ],
  [
    'a gated repository',
    () => saidOfPull(findEntry('llama3.1-8b')),
    'hub-gated',
    /: accept the .* at https:\S+meta-llama\S+, then set HF_TOKEN/,
  ],
  [
    'a missing repository',
    () => saidOfPull(repository('someone/none')),
    'hub-not-found',
    /: check the name, or set one in HF_TOKEN/,
  ],
  [
    'the wrong adapter for the base',
    () => saidOfPull({ ...repository('someone/llama'), adapter }),
    'adapter-mismatch',
    /; use the base model that it was trained on/,
  ],
  [
    'an unsupported architecture',
    () => saidOfPull(repository('someone/mamba')),
    'unsupported-architecture',
    /mamba.*; choose a Llama or Qwen2 text model/,
  ],
  [
    'a server without streaming',
    () => saidOfServer({ answers: [json(200, { choices: [{ text: '4' }] })] }),
    'remote-not-streaming',
    /instead of a stream: switch streaming on there/,
  ],
  [
    'a wrong key',
    () => saidOfServer({ other: json(401, { error: { message: 'Invalid API key' } }) }),
    'remote-key',
    /: set the right one .*TOKENSKIP_API_KEY/,
  ],
  [
    'a proxy that is not there',
    () => saidOfPull(repository('someone/sample'), { env: { HTTP_PROXY: 'http://127.0.0.1:1' } }),
    'download-proxy',
    /: correct HTTP_PROXY, or start the proxy/,
  ],
  [
    'a proxy before a server that wants a password',
    () => saidOfServer({ other: json(407, {}) }),
    'remote-proxy',
    /: put it in the proxy's address/,
  ],
])('%s: one sentence with the remedy', async (_, work, code, remedy) => {
  const { message, ...error } = await work();
  expect(error).toMatchObject({ code });
  expect(message).toMatch(remedy);
  expect(message).toMatch(/^[^\n]*[^.]\.$/);
  // No second sentence.
  expect(message).not.toMatch(/[.!?]\s+\p{Lu}/u);
});
