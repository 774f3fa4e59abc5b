import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { modelConvert } from '../../../../src/cli/commands/modelConvert';
import type { CliContext } from '../../../../src/cli/cliContext';
import type { Merge } from '../../../../src/cli/prepareModel';
import { prepareMerge } from '../../../../src/cli/prepareModel';
import { isGgufEntry } from '../../../../src/modelkit/catalogue/catalogue';
import type { CatalogueEntry, GgufEntry } from '../../../../src/modelkit/catalogue/catalogueEntry';
import { exportGguf } from '../../../../src/modelkit/export/exportGguf';
import { readManifest } from '../../../../src/modelkit/manifest/readManifest';
import { verifyModel } from '../../../../src/modelkit/manifest/verifyModel';
import type { JsonObject } from '../../../../src/modelkit/source/jsonFile';
import { readJsonFile } from '../../../../src/modelkit/source/jsonFile';
import { findModel } from '../../../../src/modelkit/store/findModel';
import type { PrepareEntryOptions } from '../../../../src/modelkit/store/prepareEntry';
import { prepareEntry } from '../../../../src/modelkit/store/prepareEntry';
import { storePaths } from '../../../../src/modelkit/store/storePaths';
import { keptTokensJson, vocabularyDigest } from '../../../../src/modelkit/tokenizer/keptTokens';
import type { ModelManifest } from '../../../../src/protocol/modelManifest';
import { readTokenizerJson } from '../../../../src/protocol/readTokenizerJson';
import { fakeContext } from '../../cli/fakeContext';
import { sampleEntry } from '../catalogue/sampleEntry';
import { ggufOf } from '../convert/ggufOf';
import { FileServer } from '../hub/fileServer';
import { sampleManifest } from '../manifest/sampleManifest';
import { RepositoryServer } from './repositoryServer';

const tiny = 'test/model/tiny';
const weightsName = 'adapter_model.safetensors';
const { calibration, confidence, auto } = sampleManifest;

let gguf: Buffer;
let weights: Buffer;
let facts: Record<string, unknown>;
let source: CatalogueEntry['source'];
let server: FileServer;
let root: string;
let endpoint: string;

beforeAll(async () => {
  gguf = Buffer.from(await ggufOf(join(tiny, 'qwen2')));
  weights = await readFile(join(tiny, 'qwen2-adapter', weightsName));
  const file = 'tiny.gguf';
  const pinned = { file, bytes: gguf.length, sha256: sha256(gguf) };
  source = { kind: 'gguf', repository: 'someone/tiny', revision: 'main', ...pinned };
  const prompt: unknown = JSON.parse(
    await readFile('models/recipe/prompts/qwen2.5-coder.json', 'utf8'),
  );
  facts = { trainedRatios: [1, 0.9, 0.5], prompt, base: pinned, calibration, confidence, auto };
});

beforeEach(async () => {
  server = new FileServer(gguf);
  endpoint = (await server.start()).origin;
  root = await mkdtemp(join(tmpdir(), 'tokenskip-shipped-'));
});

afterEach(async () => {
  await server.stop();
  await rm(root, { recursive: true, force: true });
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Puts an adapter where the product has its own, and returns the entry that names it. */
async function ship(
  name: string,
  change: { readonly weights?: Buffer; readonly facts?: Record<string, unknown> } = {},
): Promise<CatalogueEntry> {
  const folder = folderOf(name);
  await mkdir(folder, { recursive: true });
  await cp(join(tiny, 'qwen2-adapter'), folder, { recursive: true });
  const bytes = change.weights ?? weights;
  await writeFile(join(folder, weightsName), bytes);
  await writeFile(join(folder, 'tokenskip.json'), JSON.stringify({ ...facts, ...change.facts }));
  const adapter = {
    kind: 'shipped',
    folder: name,
    sha256: sha256(bytes),
    configSha256: sha256(await readFile(join(tiny, 'qwen2-adapter', 'adapter_config.json'))),
  } as const;
  return sampleEntry({ source, adapter, trainedRatios: [1, 0.9, 0.5], prompt: 'qwen2.5-coder' });
}

function folderOf(name: string): string {
  return join(root, 'product', 'models', 'adapters', name);
}

function options(change: Partial<PrepareEntryOptions> = {}): PrepareEntryOptions {
  const env = { TOKENSKIP_CACHE: join(root, 'cache'), HF_HOME: join(root, 'hf') };
  return {
    rootDir: join(root, 'product'),
    paths: storePaths(env),
    env: { ...env, HF_ENDPOINT: endpoint },
    freeBytes: () => Promise.resolve(1e12),
    ...change,
  };
}

/** What `tokenskip model convert --adapter` makes of the same files. */
async function converted(
  from: string,
  adapter: string,
  flags: readonly string[] = [],
): Promise<ModelManifest> {
  const out = join(root, 'converted');
  const names = ['--id', 'sample', '--name', 'Sample'];
  const args = [from, '--adapter', folderOf(adapter), '--out', out, ...names, ...flags];
  await modelConvert.run(args, fakeContext());
  return readManifest(out);
}

async function everySecondToken(): Promise<JsonObject> {
  const tokenizer = await readJsonFile(join(tiny, 'qwen2', 'tokenizer.json'), 1e7);
  const { vocabulary } = readTokenizerJson(tokenizer);
  const ids = [...vocabulary.values()].filter((id) => id % 2 === 0).sort((a, b) => a - b);
  const vocabularySha256 = vocabularyDigest(vocabulary);
  return keptTokensJson({ name: 'half', vocabularySha256, ids });
}

async function contents(folder: string, manifest: ModelManifest): Promise<readonly Buffer[]> {
  return Promise.all(manifest.files.map(({ path }) => readFile(join(folder, path))));
}

describe('a GGUF file and an adapter of the product', () => {
  it('become, byte for byte, what converting both by hand makes', async () => {
    const entry = await ship('ours');
    const list = join(root, 'product', 'list.json');
    await writeFile(list, JSON.stringify(await everySecondToken()));
    const trim = { list: 'list.json', tokens: 256 };
    const folder = await prepareEntry({ ...entry, trim }, options());
    const pulled = await readManifest(folder);
    await writeFile(join(root, 'tiny.gguf'), gguf);
    const made = await converted(join(root, 'tiny.gguf'), 'ours', ['--trim-vocab', list]);
    expect({ ...pulled, source: made.source }).toEqual(made);
    expect(await contents(folder, pulled)).toEqual(await contents(join(root, 'converted'), made));
    expect(pulled.source).toEqual({ ...made.source, repository: 'someone/tiny', revision: 'main' });
  });

  it('say what they were made from, how to be asked, and what was measured', async () => {
    const folder = await prepareEntry(await ship('ours'), options());
    expect(await verifyModel(folder)).toMatchObject({
      id: 'sample',
      trainedRatios: [1, 0.9, 0.5],
      prompt: { ratioMarkers: { '0.5': [{ token: '<|fim_pad|>' }] } },
      adapter: { name: 'ours', file: weightsName, sha256: sha256(weights) },
      calibration,
      confidence,
      auto,
    });
  });
});

describe('a repository and an adapter of the product', () => {
  let hub: RepositoryServer;
  beforeEach(async () => {
    hub = new RepositoryServer();
    hub.addFolder('someone/sample', join(tiny, 'qwen2'));
    hub.addFolder('someone/llama', join(tiny, 'llama'));
    endpoint = await hub.start();
  });
  afterEach(() => hub.stop());

  it('become what converting both by hand makes', async () => {
    const { adapter, trainedRatios } = await ship('ours');
    const entry = sampleEntry({ ...(adapter && { adapter }), trainedRatios });
    const folder = await prepareEntry(entry, options());
    const pulled = await readManifest(folder);
    const made = await converted(join(tiny, 'qwen2'), 'ours');
    expect({ ...pulled, source: made.source, licence: made.licence }).toEqual(made);
  });

  it('are compared before the weights are fetched', async () => {
    const { adapter } = await ship('ours');
    const other = { kind: 'safetensors', repository: 'someone/llama', revision: 'main' } as const;
    const entry = sampleEntry({ source: other, ...(adapter && { adapter }) });
    await expect(prepareEntry(entry, options())).rejects.toMatchObject({
      code: 'adapter-mismatch',
    });
    const { resolved } = hub.repository('someone/llama');
    expect(resolved.filter((path) => path.endsWith('.safetensors'))).toEqual([]);
  });
});

describe('a model that was made before', () => {
  const plain = (): CatalogueEntry => sampleEntry({ source });

  /** The same adapter with another last number. */
  function otherWeights(): Buffer {
    const bytes = Buffer.from(weights);
    bytes.writeFloatLE(0.25, bytes.length - 4);
    return bytes;
  }

  it('without the adapter or with another is made anew from the file that is here', async () => {
    const first = await prepareEntry(plain(), options());
    const asked = server.seen.length;
    expect(asked).toBeGreaterThan(0);
    const manifests: ModelManifest[] = [];
    const folders = [first];
    const meanwhile: Promise<ModelManifest>[] = [];
    for (const entry of [await ship('one'), await ship('two', { weights: otherWeights() })]) {
      const onProgress: PrepareEntryOptions['onProgress'] = ({ stage }) => {
        if (stage === 'convert') meanwhile.push(verifyModel(first));
      };
      const folder = await prepareEntry(entry, options({ onProgress }));
      expect(folders).not.toContain(folder);
      folders.push(folder);
      manifests.push(await verifyModel(folder));
    }
    expect(manifests.map(({ adapter }) => adapter?.name)).toEqual(['one', 'two']);
    expect(manifests[0]?.files).not.toEqual(manifests[1]?.files);
    expect(server.seen).toHaveLength(asked);
    expect(meanwhile.length).toBeGreaterThan(1);
    await Promise.all(meanwhile);
    for (const folder of folders) await verifyModel(folder);
    const { paths } = options();
    expect(await findModel('sample', join(root, 'none'), paths)).toEqual({
      kind: 'folder',
      folder: folders.at(-1),
    });
  });

  it('stays when nothing has changed, and takes over what was measured later', async () => {
    const { confidence: later, ...unmeasured } = facts;
    const entry = await ship('ours');
    await writeFile(join(folderOf('ours'), 'tokenskip.json'), JSON.stringify(unmeasured));
    const first = await prepareEntry(entry, options());
    expect(await prepareEntry(entry, options())).toBe(first);
    expect((await readManifest(first)).confidence).toBeUndefined();
    const second = await prepareEntry(await ship('ours'), options());
    expect((await readManifest(second)).confidence).toEqual(later);
    expect((await readManifest(second)).files).toEqual((await readManifest(first)).files);
  });

  it('goes on answering when the new one cannot be made', async () => {
    const first = await prepareEntry(plain(), options());
    const entry = await ship('ours');
    const abort = new AbortController();
    const stopped = prepareEntry(
      entry,
      options({
        signal: abort.signal,
        onProgress: ({ stage }) => {
          if (stage === 'convert') abort.abort();
        },
      }),
    );
    await expect(stopped).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }) as Error);
    await verifyModel(first);
    expect(await readdir(options().paths.models)).toEqual([basename(first)]);
  });
});

describe('an export of a base', () => {
  const context = (): CliContext =>
    fakeContext({ rootDir: join(root, 'product'), env: options().env });

  function ggufEntry(entry: CatalogueEntry): GgufEntry {
    if (isGgufEntry(entry)) return entry;
    throw new Error('the entry is no GGUF file');
  }

  async function exported(merge: Merge, name: string): Promise<Buffer> {
    const target = join(root, name);
    await exportGguf({ ...merge, target, type: 'f16' });
    return readFile(target);
  }

  it('takes the adapter that the product brings along for it', async () => {
    const entry = ggufEntry(await ship('ours'));
    const made = await exported(await prepareMerge(entry, undefined, context()), 'own.gguf');
    const source = join(root, 'tiny.gguf');
    await writeFile(source, gguf);
    const named = await prepareMerge(source, folderOf('ours'), context());
    expect(made.equals(await exported(named, 'named.gguf'))).toBe(true);
    expect(made.includes(JSON.stringify(facts))).toBe(true);
  });

  it('says before it fetches that there is none, or that it has other bytes', async () => {
    const entry = await ship('ours');
    await writeFile(join(folderOf('ours'), weightsName), weights.subarray(1));
    for (const [base, code] of [
      [ggufEntry(sampleEntry({ source })), 'invalid-argument'],
      ['some.gguf', 'invalid-argument'],
      [ggufEntry(entry), 'model-digest-mismatch'],
    ] as const) {
      const attempt = prepareMerge(base, undefined, context());
      await expect(attempt).rejects.toMatchObject({ code });
    }
    expect(server.seen).toEqual([]);
  });
});

describe('an adapter that cannot be used is told before anything is fetched', () => {
  afterEach(async () => {
    expect(server.seen).toEqual([]);
    expect(await readdir(options().paths.models).catch(() => [])).toEqual([]);
  });

  it.each([weightsName, 'adapter_config.json', 'tokenskip.json'])(
    'without its %s',
    async (name) => {
      const entry = await ship('ours');
      await rm(join(folderOf('ours'), name));
      const attempt = prepareEntry(entry, options());
      await expect(attempt).rejects.toMatchObject({ code: 'model-not-found' });
      await expect(attempt).rejects.toThrow(`models/adapters/ours/${name} is missing`);
    },
  );

  it('without its folder', async () => {
    const entry = await ship('ours');
    await rm(folderOf('ours'), { recursive: true });
    await expect(prepareEntry(entry, options())).rejects.toMatchObject({ code: 'model-not-found' });
  });

  it('with other weights than the catalogue names', async () => {
    const entry = await ship('ours');
    await writeFile(join(folderOf('ours'), weightsName), weights.subarray(1));
    await expect(prepareEntry(entry, options())).rejects.toMatchObject({
      code: 'model-digest-mismatch',
    });
  });

  it('with other settings than the catalogue names', async () => {
    const entry = await ship('ours');
    const path = join(folderOf('ours'), 'adapter_config.json');
    const config = await readFile(path, 'utf8');
    await writeFile(path, config.replace('"lora_alpha": 16', '"lora_alpha": 8'));
    await expect(prepareEntry(entry, options())).rejects.toMatchObject({
      code: 'model-digest-mismatch',
    });
  });

  it('of another base', async () => {
    const base = { file: 'other.gguf', bytes: 1, sha256: '0'.repeat(64) };
    const attempt = prepareEntry(await ship('ours', { facts: { base } }), options());
    await expect(attempt).rejects.toMatchObject({ code: 'adapter-mismatch' });
    await expect(attempt).rejects.toThrow(/wrong adapter for the base/);
  });

  it('with facts that cannot be read', async () => {
    const entry = await ship('ours', { facts: { trainedRatios: [2] } });
    await expect(prepareEntry(entry, options())).rejects.toMatchObject({
      code: 'model-file-invalid',
    });
  });
});
