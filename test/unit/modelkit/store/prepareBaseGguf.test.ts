import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GgufEntry } from '../../../../src/modelkit/catalogue/catalogueEntry';
import type { BaseGgufOptions } from '../../../../src/modelkit/store/prepareBaseGguf';
import { prepareBaseGguf } from '../../../../src/modelkit/store/prepareBaseGguf';
import type { PrepareProgress } from '../../../../src/modelkit/store/prepareProgress';
import { storePaths } from '../../../../src/modelkit/store/storePaths';
import { sampleEntry } from '../catalogue/sampleEntry';
import { FileServer } from '../hub/fileServer';

const content = randomBytes(30_000);
const base: GgufEntry = {
  ...sampleEntry(),
  name: 'Sample',
  source: {
    kind: 'gguf',
    repository: 'someone/sample-GGUF',
    revision: 'main',
    file: 'sample.gguf',
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  },
};

let server: FileServer;
let endpoint: string;
let root: string;

beforeEach(async () => {
  server = new FileServer(content);
  endpoint = (await server.start()).origin;
  root = await mkdtemp(join(tmpdir(), 'tokenskip-base-'));
});

afterEach(async () => {
  await server.stop();
  await rm(root, { recursive: true, force: true });
});

function options(change: Partial<BaseGgufOptions> = {}): BaseGgufOptions {
  return {
    paths: storePaths({ TOKENSKIP_CACHE: join(root, 'cache') }),
    env: { HF_ENDPOINT: endpoint },
    downloadLimits: { connectTimeoutMs: 500, tries: 2, delayMs: 1 },
    ...change,
  };
}

describe('prepareBaseGguf', () => {
  it('fetches from the hub once', async () => {
    const stages: PrepareProgress['stage'][] = [];
    const onProgress = ({ stage }: PrepareProgress): void => void stages.push(stage);
    const path = await prepareBaseGguf(base, options({ onProgress }));
    expect(path).toBe(join(root, 'cache', 'base', 'sample.gguf'));
    expect((await readFile(path)).equals(content)).toBe(true);
    expect(new Set(stages)).toEqual(new Set(['download', 'verify']));
    await prepareBaseGguf(base, options({ onProgress }));
    expect(server.seen.map((request) => request.path)).toEqual([
      '/someone/sample-GGUF/resolve/main/sample.gguf',
    ]);
    expect(stages.at(-1)).toBe('verify');
  });

  it.skipIf(process.platform === 'win32')('lies where its owner alone can look', async () => {
    const path = await prepareBaseGguf(base, options());
    for (const folder of [join(root, 'cache'), dirname(path)]) {
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
    }
  });

  it('fetches once for many callers at the same time', async () => {
    const paths = await Promise.all([1, 2, 3].map(() => prepareBaseGguf(base, options())));
    expect(new Set(paths).size).toBe(1);
    expect(server.seen).toHaveLength(1);
  });

  it('fetches again over a file of the right size with other bytes', async () => {
    const folder = join(root, 'cache', 'base');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'sample.gguf'), randomBytes(content.length));
    const path = await prepareBaseGguf(base, options());
    expect((await readFile(path)).equals(content)).toBe(true);
  });

  it('takes the file that is named, without the hub', async () => {
    const named = join(root, 'mine.gguf');
    await writeFile(named, content);
    const env = { HF_ENDPOINT: endpoint, TOKENSKIP_BASE_GGUF: named };
    expect(await prepareBaseGguf(base, options({ env }))).toBe(named);
    const from = join(root, 'stick.gguf');
    await writeFile(from, content);
    expect(await prepareBaseGguf(base, options({ env, from }))).toBe(from);
    expect(server.seen).toHaveLength(0);
  });

  it('refuses a named file that is missing or another one', async () => {
    const named = join(root, 'mine.gguf');
    const env = { TOKENSKIP_BASE_GGUF: named };
    const attempt = (): Promise<string> => prepareBaseGguf(base, options({ env }));
    await expect(attempt()).rejects.toMatchObject({ code: 'model-not-found' });
    const given = prepareBaseGguf(base, options({ from: named }));
    await expect(given).rejects.toThrow(/no file .*mine\.gguf: name another one with --from/);
    await writeFile(named, randomBytes(content.length));
    await expect(attempt()).rejects.toMatchObject({ code: 'model-digest-mismatch' });
    await writeFile(named, 'short');
    await expect(attempt()).rejects.toMatchObject({ code: 'model-digest-mismatch' });
  });

  it('names the variable for a copy of one’s own when the hub gives nothing', async () => {
    await server.stop();
    const attempt = prepareBaseGguf(base, options());
    await expect(attempt).rejects.toMatchObject({ code: 'download-failed' });
    await expect(attempt).rejects.toThrow(/TOKENSKIP_BASE_GGUF/);
  });

  it('names no other way round a wrong file', async () => {
    server.content = randomBytes(content.length);
    const attempt = prepareBaseGguf(base, options());
    await expect(attempt).rejects.toMatchObject({ code: 'model-digest-mismatch' });
    await expect(attempt).rejects.not.toThrow(/TOKENSKIP_BASE_GGUF/);
  });
});
