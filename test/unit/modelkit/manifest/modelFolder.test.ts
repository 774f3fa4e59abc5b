import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelManifest } from '../../../../src/protocol/modelManifest';
import { hashFile } from '../../../../src/modelkit/manifest/hashFile';
import { readManifest } from '../../../../src/modelkit/manifest/readManifest';
import type { VerifyProgress } from '../../../../src/modelkit/manifest/verifyModel';
import { verifyModel } from '../../../../src/modelkit/manifest/verifyModel';
import { graphPaths } from '../../../../src/modelkit/onnx/writeDecoderGraphs';
import { expectCode } from '../../support/failure';
import { sampleManifest } from './sampleManifest';

const tiny = join(import.meta.dirname, '../../../model/tiny');

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manifest-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Writes files of these sizes and a manifest that lists them. */
async function writeModel(sizes: Readonly<Record<string, number>>): Promise<ModelManifest> {
  await mkdir(join(folder, 'onnx'));
  const files = [];
  for (const [path, bytes] of Object.entries(sizes)) {
    const content = Buffer.alloc(bytes, path);
    await writeFile(join(folder, path), content);
    files.push({ path, bytes, sha256: createHash('sha256').update(content).digest('hex') });
  }
  const manifest = { ...sampleManifest, files };
  await writeFile(join(folder, 'tokenskip.json'), JSON.stringify(manifest));
  return manifest;
}

describe('hashFile', () => {
  it('gives size and digest of files shorter and longer than a piece, and reports every byte', async () => {
    for (const bytes of [0, 1, (1 << 20) - 1, 1 << 20, (1 << 21) + 5]) {
      const content = Buffer.alloc(bytes, 'xyz');
      const path = join(folder, 'file');
      await writeFile(path, content);
      let seen = 0;
      const result = await hashFile(path, { onBytes: (count) => (seen += count) });
      expect(result).toEqual({ bytes, sha256: createHash('sha256').update(content).digest('hex') });
      expect(seen).toBe(bytes);
    }
  });
});

describe('readManifest', () => {
  it('reads the manifest of a folder', async () => {
    const manifest = await writeModel({ 'onnx/a': 10 });
    expect(await readManifest(folder)).toEqual(manifest);
  });

  it('refuses damaged JSON and a folder without a model', async () => {
    await expectCode(readManifest(folder), 'model-not-found');
    await expectCode(readManifest(join(folder, 'no')), 'model-not-found');
    await writeFile(join(folder, 'tokenskip.json'), '{"formatVersion": 1,');
    await expectCode(readManifest(folder), 'model-file-invalid');
  });

  /** Stand-ins: what is in them is not read. */
  async function writeGraphs(paths: readonly string[]): Promise<void> {
    await mkdir(join(folder, 'onnx'), { recursive: true });
    for (const path of paths) await writeFile(join(folder, path), 'x');
  }

  it('makes a manifest for a folder of graphs that has none, if the engine can run them', async () => {
    for (const name of ['config.json', 'generation_config.json', 'tokenizer.json']) {
      await copyFile(join(tiny, 'qwen2', name), join(folder, name));
    }
    await expectCode(readManifest(folder), 'model-not-found');
    // A folder of transformers.js alone: there is nothing that the engine could open.
    await writeGraphs([graphPaths.transformers]);
    await expectCode(readManifest(folder), 'model-not-found');
    await writeGraphs(Object.values(graphPaths));
    const manifest = await readManifest(folder);
    expect(manifest.family).toBe('qwen2');
    expect(manifest.trainedRatios).toEqual([]);
    expect(manifest.calibration).toBeUndefined();
    expect(manifest.contextLength).toBe(512);
    expect(manifest.graphs).toEqual(graphPaths);
    expect(manifest.prompt.stopTokens).toEqual(['<|im_end|>', '<|endoftext|>']);
    // What it makes is a manifest that would also be read.
    await writeFile(join(folder, 'tokenskip.json'), JSON.stringify(manifest));
    expect(await readManifest(folder)).toEqual(manifest);
  });

  it('picks the template by the control tokens', async () => {
    await writeGraphs(Object.values(graphPaths));
    for (const name of ['config.json', 'tokenizer.json']) {
      await copyFile(join(tiny, 'llama', name), join(folder, name));
    }
    const headers = await readManifest(folder);
    expect(headers.prompt.marker).toContainEqual({ token: '<|eot_id|>' });
    await writeFile(
      join(folder, 'tokenizer.json'),
      JSON.stringify({ added_tokens: [{ id: 508, content: '</end>' }, 7, { id: 'x' }] }),
    );
    const plain = await readManifest(folder);
    expect(plain.prompt.stopTokens).toEqual(['</end>']);
    expect(plain.prompt.system).toBeUndefined();
  });
});

describe('verifyModel', () => {
  it('passes an unchanged folder and reports all bytes in order', async () => {
    const manifest = await writeModel({ 'onnx/a': 3_000_000, 'config.json': 5, empty: 0 });
    const seen: VerifyProgress[] = [];
    expect(await verifyModel(folder, { onProgress: (p) => seen.push(p) })).toEqual(manifest);
    expect(seen.at(-1)).toEqual({
      file: 'config.json',
      doneBytes: 3_000_005,
      totalBytes: 3_000_005,
    });
    const done = seen.map((progress) => progress.doneBytes);
    expect(done).toEqual([...done].sort((a, b) => a - b));
  });

  it('names the file that is missing, truncated, changed or a folder', async () => {
    await writeModel({ 'onnx/a': 100, 'onnx/b': 200 });
    const b = join(folder, 'onnx/b');
    const expectB = async (): Promise<void> => {
      const error = await expectCode(verifyModel(folder), 'model-digest-mismatch');
      expect(error.details?.file).toBe('onnx/b');
      expect(error.message).toContain('onnx/b');
    };
    await truncate(b, 199);
    await expectB();
    await writeFile(b, Buffer.alloc(200, 'other'));
    await expectB();
    await rm(b);
    await expectB();
    await mkdir(b);
    await expectB();
  });

  it('needs a manifest and stops when asked to', async () => {
    await expectCode(verifyModel(folder), 'model-not-found');
    await writeModel({ 'onnx/a': 5_000_000 });
    const controller = new AbortController();
    const work = verifyModel(folder, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(work).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }) as Error);
  });
});
