import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { convertModel } from '../../../../src/modelkit/convert/convertModel';
import type {
  ConvertOptions,
  ConvertProgress,
} from '../../../../src/modelkit/convert/convertOptions';
import { verifyModel } from '../../../../src/modelkit/manifest/verifyModel';
import { discardPartial, partialBytes } from '../../../../src/modelkit/store/partialDownload';
import { storePaths } from '../../../../src/modelkit/store/storePaths';
import type { ModelManifest } from '../../../../src/protocol/modelManifest';
import { sampleEntry } from '../catalogue/sampleEntry';
import { temporaryFolder, tinyModel } from './temporaryFolder';

/** Just above the largest tensor of the tiny model: six data files. */
const shardBytes = 34_000;
const firstFile = 'onnx/model_q4.onnx_data';

/** A signal that aborts at the check after so many pieces. */
function stopAfter(pieces: number): AbortSignal {
  const controller = new AbortController();
  const { signal } = controller;
  const check = signal.throwIfAborted.bind(signal);
  let checks = 0;
  signal.throwIfAborted = () => {
    if (checks >= pieces) controller.abort();
    checks += 1;
    check();
  };
  return signal;
}

describe('a conversion that was stopped', () => {
  const at = temporaryFolder();

  function options(change: Partial<ConvertOptions> = {}): ConvertOptions {
    const adapterDir = at('adapter');
    const source = tinyModel('qwen2');
    return { source, adapterDir, outDir: at('out'), format: 'balanced', shardBytes, ...change };
  }

  async function addAdapter(): Promise<void> {
    await cp(join(tinyModel('qwen2'), '../qwen2-adapter'), at('adapter'), { recursive: true });
  }

  /** Stops it in the middle; returns the folder that is left. */
  async function stopped(pieces = 12): Promise<string> {
    const work = convertModel(options({ signal: stopAfter(pieces) }));
    await expect(work).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }) as Error);
    const [left] = await leftovers();
    if (left === undefined) throw new Error('nothing was finished');
    return at(left);
  }

  async function leftovers(): Promise<readonly string[]> {
    return (await readdir(at())).filter((name) => name.startsWith('.out.partial-'));
  }

  /** What tells a file that stayed from one that was written again. */
  async function identity(folder: string): Promise<unknown> {
    const { ino, mtimeMs } = await stat(join(folder, firstFile), { bigint: true });
    return { ino, mtimeMs };
  }

  /** The same without a stop. */
  async function uninterrupted(change: Partial<ConvertOptions> = {}): Promise<ModelManifest> {
    return convertModel(options({ ...change, outDir: at('whole'), id: 'qwen2' }));
  }

  it('becomes byte for byte the same, wherever it was stopped', async () => {
    await addAdapter();
    const whole = await uninterrupted();
    const dataFiles = whole.files.filter(({ path }) => path.includes('onnx_data'));
    expect(dataFiles.length).toBeGreaterThan(4);
    let kept = 0;
    for (let pieces = 1; ; pieces += 1) {
      const result = await convertModel(options({ signal: stopAfter(pieces) })).catch(() => null);
      if (result !== null) break;
      kept += (await leftovers()).length;
      expect(await convertModel(options())).toEqual(whole);
      expect(await verifyModel(at('out'))).toEqual(whole);
      expect((await readdir(at())).sort()).toEqual(['adapter', 'out', 'whole']);
    }
    expect(kept).toBeGreaterThan(4);
  });

  it('goes on after the files that it had finished, also when it is stopped again', async () => {
    await addAdapter();
    const first = await identity(await stopped(8));
    expect(await identity(await stopped(5))).toEqual(first);
    const seen: ConvertProgress[] = [];
    await convertModel(options({ onProgress: (progress) => seen.push(progress) }));
    expect(await identity(at('out'))).toEqual(first);
    const last = seen.at(-1);
    expect(last).toEqual({ stage: 'weights', done: last?.total, total: last?.total });
    await expect(readFile(at('out', 'finished.json'))).rejects.toThrow();
  });

  it.each([
    ['another format', { format: 'exact' }],
    ['no adapter', { adapterDir: undefined }],
    ['another size of files', { shardBytes: 40_000 }],
  ])('is not gone on with for %s', async (_, change) => {
    await addAdapter();
    const before = await identity(await stopped());
    const { adapterDir, ...others } = options(change as Partial<ConvertOptions>);
    const wanted = { ...others, ...(adapterDir === undefined ? {} : { adapterDir }) };
    const made = await convertModel(wanted);
    expect(await identity(at('out'))).not.toEqual(before);
    const whole = await convertModel({ ...wanted, outDir: at('whole'), id: 'qwen2' });
    expect(made).toEqual(whole);
    expect(await leftovers()).toEqual([]);
  });

  it('is not gone on with when the adapter is scaled otherwise', async () => {
    await addAdapter();
    await stopped();
    const path = at('adapter', 'adapter_config.json');
    const config = await readFile(path, 'utf8');
    await writeFile(path, config.replace('"lora_alpha": 16', '"lora_alpha": 8'));
    const made = await convertModel(options());
    expect(made).toEqual(await uninterrupted());
    expect(await verifyModel(at('out'))).toEqual(made);
  });

  it('is not gone on with when the configuration says otherwise', async () => {
    await addAdapter();
    await cp(tinyModel('qwen2'), at('qwen2'), { recursive: true });
    const source = at('qwen2');
    let checks = 0;
    const { signal } = new AbortController();
    signal.throwIfAborted = () => {
      checks += 1;
    };
    await convertModel(options({ source, outDir: at('counted'), signal }));
    // At the last check everything is written, the rotary tables too.
    const work = convertModel(options({ source, signal: stopAfter(checks - 1) }));
    await expect(work).rejects.toThrow();
    expect(await leftovers()).toHaveLength(1);
    const path = at('qwen2', 'config.json');
    const config = JSON.parse(await readFile(path, 'utf8')) as object;
    const changed = { ...config, rope_parameters: { rope_theta: 5_000, rope_type: 'default' } };
    await writeFile(path, JSON.stringify(changed));
    expect(await convertModel(options({ source }))).toEqual(await uninterrupted({ source }));
    await verifyModel(at('out'));
  });

  it('writes again what was changed meanwhile', async () => {
    await addAdapter();
    const left = await stopped();
    const bytes = await readFile(join(left, firstFile));
    bytes[100]! ^= 1;
    await writeFile(join(left, firstFile), bytes);
    expect(await convertModel(options())).toEqual(await uninterrupted());
    await verifyModel(at('out'));
  });

  it('is taken up by one of two calls', async () => {
    await addAdapter();
    await stopped();
    const [one, other] = await Promise.all([
      convertModel(options()).catch((error: unknown) => error),
      convertModel(options()).catch((error: unknown) => error),
    ]);
    expect([one, other]).toContainEqual(await uninterrupted());
    await verifyModel(at('out'));
  });

  it('is taken up after its process was killed', async () => {
    await addAdapter();
    const program = at('convert.cjs');
    await build({
      stdin: {
        contents: `import { convertModel } from './src/modelkit/convert/convertModel';
          const { signal } = new AbortController();
          let checks = 0;
          signal.throwIfAborted = () => { if (++checks > 12) process.kill(process.pid, 'SIGKILL'); };
          void convertModel({ ...JSON.parse(process.argv[2]), signal });`,
        resolveDir: process.cwd(),
        loader: 'ts',
      },
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
    });
    const run = promisify(execFile)(process.execPath, [program, JSON.stringify(options())]);
    await expect(run).rejects.toMatchObject({ signal: 'SIGKILL' });
    const [left] = await leftovers();
    const before = await identity(at(left ?? ''));
    expect(await convertModel(options())).toEqual(await uninterrupted());
    expect(await identity(at('out'))).toEqual(before);
    expect(await leftovers()).toEqual([]);
  });

  it('is removed with what was fetched for it', async () => {
    await addAdapter();
    const paths = storePaths({ TOKENSKIP_CACHE: at('cache') });
    const outDir = join(paths.models, 'sample-balanced-main');
    const work = convertModel(options({ outDir, signal: stopAfter(12) }));
    await expect(work).rejects.toThrow();
    expect(await readdir(paths.models)).toHaveLength(1);
    const env = { HF_HOME: at('hf'), TOKENSKIP_CACHE: at('cache') };
    const blobs = at('hf', 'hub', 'models--someone--sample', 'blobs');
    await mkdir(blobs, { recursive: true });
    await writeFile(join(blobs, 'weights'), 'abc');
    expect(await partialBytes(sampleEntry(), { paths, env })).toBe(3);
    await discardPartial(sampleEntry({ id: 'other' }), { paths, env });
    expect(await readdir(paths.models)).toHaveLength(1);
    await discardPartial(sampleEntry(), { paths, env });
    expect(await readdir(paths.models)).toEqual([]);
    expect(await partialBytes(sampleEntry(), { paths, env })).toBe(0);
  });
});
