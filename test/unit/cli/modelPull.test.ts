import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { model } from '../../../src/cli/commands/model';
import type { CliContext } from '../../../src/cli/cliContext';
import { runCommand } from '../../../src/cli/runCommand';
import type * as Catalogue from '../../../src/modelkit/catalogue/catalogue';
import type { CatalogueEntry } from '../../../src/modelkit/catalogue/catalogueEntry';
import type { Machine } from '../../../src/modelkit/catalogue/machine';
import { verifyModel } from '../../../src/modelkit/manifest/verifyModel';
import { findModel } from '../../../src/modelkit/store/findModel';
import { storePaths } from '../../../src/modelkit/store/storePaths';
import { sampleEntry } from '../modelkit/catalogue/sampleEntry';
import { ggufOf } from '../modelkit/convert/ggufOf';
import { FakeSink, fakeContext } from './fakeContext';

const tiny = 'test/model/tiny';
const offered = vi.hoisted(() => ({ entry: undefined as CatalogueEntry | undefined }));

vi.mock('../../../src/modelkit/catalogue/catalogue', async (original) => {
  const real = await original<typeof Catalogue>();
  const findEntry = (id: string): CatalogueEntry | undefined =>
    id === offered.entry?.id ? offered.entry : real.findEntry(id);
  return { ...real, findEntry };
});

let gguf: Uint8Array;
let root: string;
let stick: string;

beforeAll(async () => {
  gguf = await ggufOf(join(tiny, 'qwen2'));
});

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tokenskip-pull-'));
  stick = join(root, 'stick.gguf');
  await writeFile(stick, gguf);
  const base = { file: 'tiny.gguf', bytes: gguf.length, sha256: sha256(gguf) };
  const source = { kind: 'gguf', repository: 'someone/tiny', revision: 'main', ...base } as const;
  const trainedRatios = [1, 0.5];
  const prompt = 'qwen2.5-coder';
  const adapter = await shipAdapter({
    trainedRatios,
    prompt: JSON.parse(await readFile(`models/recipe/prompts/${prompt}.json`, 'utf8')) as unknown,
    base,
  });
  offered.entry = sampleEntry({ source, adapter, trainedRatios, prompt });
});

afterEach(() => rm(root, { recursive: true, force: true }));

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Puts an adapter with these facts where the product has its own. */
async function shipAdapter(facts: object): Promise<NonNullable<CatalogueEntry['adapter']>> {
  const folder = join(root, 'product', 'models', 'adapters', 'ours');
  await mkdir(folder, { recursive: true });
  await cp(join(tiny, 'qwen2-adapter'), folder, { recursive: true });
  await writeFile(join(folder, 'tokenskip.json'), JSON.stringify(facts));
  const digest = async (name: string): Promise<string> =>
    sha256(await readFile(join(folder, name)));
  return {
    kind: 'shipped',
    folder: 'ours',
    sha256: await digest('adapter_model.safetensors'),
    configSha256: await digest('adapter_config.json'),
  };
}

/** Nothing is fetched: there is no such hub. */
const env = (): Record<string, string> => ({
  TOKENSKIP_CACHE: join(root, 'cache'),
  HF_ENDPOINT: 'http://127.0.0.1:1',
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function pull(
  args: readonly string[],
  err: FakeSink = new FakeSink(),
  change: Partial<CliContext> = {},
): Promise<Ran> {
  const rootDir = join(root, 'product');
  const context = { ...fakeContext({ rootDir, env: env(), ...change }), err };
  const code = await runCommand(['model', 'pull', ...args], [model], '', context);
  return { code, out: context.out.text, err: err.text };
}

/** What lies in the store, hidden or not. */
async function stored(): Promise<readonly string[]> {
  return readdir(storePaths(env()).models).catch(() => []);
}

/** The last line, which says what went wrong; a sentence with what to do. */
function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}

it('makes a model of a file that is here, with the adapter that comes along', async () => {
  const { code, out, err } = await pull(['sample', '--from', stick]);
  expect(err).toContain('Merging the adapter and converting Sample');
  expect(code).toBe(0);
  const found = await findModel('sample', join(root, 'product', 'models'), storePaths(env()));
  if (found.kind !== 'folder') throw new Error('sample is not in the store');
  expect(out).toBe(`sample is ready in ${found.folder}\n`);
  expect(await verifyModel(found.folder)).toMatchObject({
    id: 'sample',
    trainedRatios: [1, 0.5],
    adapter: { name: 'ours' },
    source: { file: 'tiny.gguf', sha256: sha256(gguf) },
  });
  expect(await stored()).toHaveLength(1);
  expect(Buffer.compare(await readFile(stick), gguf)).toBe(0);
});

it('fetches nothing where the same model is part of the product', async () => {
  expect((await pull(['sample', '--from', stick])).code).toBe(0);
  const [name] = await stored();
  const own = join(root, 'product', 'models', 'own');
  await rename(join(storePaths(env()).models, name ?? ''), own);
  // What is here needs no room to be fetched for.
  const machine = (): Promise<Machine> => Promise.resolve({ totalBytes: 1 });
  const { code, out } = await pull(['sample'], new FakeSink(), { machine });
  expect({ code, out }).toEqual({ code: 0, out: `sample is ready in ${own}\n` });
  expect(await stored()).toEqual([]);
});

it('leaves a file that was not fetched where it is', async () => {
  const { code, out } = await pull(['sample', '--from', stick, '--remove-source', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ id: 'sample', removedBytes: 0 });
  expect(Buffer.compare(await readFile(stick), gguf)).toBe(0);
});

it.each([
  ['of other bytes', Buffer.alloc(0)],
  ['that ends early', undefined],
])('refuses a file %s in one sentence, and writes nothing', async (_, change) => {
  const wrong = change === undefined ? gguf.slice(1) : Uint8Array.from(gguf);
  if (change !== undefined) wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ 1;
  await writeFile(stick, wrong);
  const { code, out, err } = await pull(['sample', '--from', stick]);
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(lastLine(err)).toBe(
    `tokenskip: ${stick} is not tiny.gguf of someone/tiny (sha256 ${sha256(gguf).slice(0, 12)}…): name another one with --from.`,
  );
  expect(await stored()).toEqual([]);
});

it('says that there is no such file', async () => {
  const missing = join(root, 'none.gguf');
  const { code, err } = await pull(['sample', '--from', missing]);
  expect(code).toBe(1);
  expect(lastLine(err)).toBe(
    `tokenskip: There is no file ${missing}: name another one with --from.`,
  );
  expect(await stored()).toEqual([]);
});

/** A terminal at which somebody presses Ctrl-C as soon as it shows that it converts. */
class ImpatientSink extends FakeSink {
  readonly abort = new AbortController();

  constructor() {
    super(true);
  }

  override write(text: string): void {
    super.write(text);
    if (text.includes('Converting: ')) this.abort.abort();
  }
}

it('leaves nothing half-written when it is stopped while it converts, and can be run again', async () => {
  const sink = new ImpatientSink();
  const { code, out, err } = await pull(['sample', '--from', stick], sink, {
    signal: sink.abort.signal,
  });
  expect(sink.abort.signal.aborted).toBe(true);
  expect(code).toBe(130);
  expect(out).toBe('');
  expect(lastLine(err)).toMatch(/Stopped\.$/);
  expect(await stored()).toEqual([]);
  expect((await pull(['sample', '--from', stick])).code).toBe(0);
  expect(await stored()).toHaveLength(1);
});

it('takes no file for a model that comes as a repository, and says what to do', async () => {
  const { code, out, err } = await pull(['qwen2.5-1.5b', '--from', stick]);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toMatch(
    /^tokenskip: --from takes the GGUF file .*; qwen2\.5-1\.5b is a repository: [^\n]*\n$/,
  );
  expect(await stored()).toEqual([]);
});
