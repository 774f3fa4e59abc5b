import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeRows } from '../../../../src/modelkit/export/encodeRows';
import { exportGguf } from '../../../../src/modelkit/export/exportGguf';
import { hashFile } from '../../../../src/modelkit/manifest/hashFile';
import { roundToFloat16 } from '../../../../src/modelkit/quantise/float16';
import { MemoryByteSource } from '../../../../src/modelkit/source/byteSource';
import { huggingFaceName } from '../../../../src/modelkit/source/gguf/ggufNames';
import { openGgufSource } from '../../../../src/modelkit/source/gguf/ggufSource';
import { mergedSource } from '../../../../src/modelkit/source/lora/mergedSource';
import { readAdapter } from '../../../../src/modelkit/source/lora/readAdapter';
import { readTensor } from '../../../../src/modelkit/source/tensorSource';
import { writeAdapter } from '../convert/writeAdapter';
import { golden, goldenPath } from '../source/goldenFiles';

const source = goldenPath('tiny-llama.gguf');
const adapterDir = goldenPath('adapter');

let folder = '';
let target = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tokenskip-export-'));
  target = join(folder, 'merged.gguf');
});
afterEach(() => rmSync(folder, { recursive: true }));

function open(bytes: Uint8Array) {
  return openGgufSource(new MemoryByteSource(bytes), { preferOutputForTied: false });
}

/** Folder of the adapter with a tokenskip.json. */
function adapterThatSays(facts: object): string {
  const adapter = join(folder, 'adapter');
  mkdirSync(adapter, { recursive: true });
  for (const name of ['adapter_config.json', 'adapter_model.safetensors']) {
    writeFileSync(join(adapter, name), golden('adapter', name));
  }
  writeFileSync(join(adapter, 'tokenskip.json'), JSON.stringify(facts));
  return adapter;
}

describe('encodeRows', () => {
  it('writes Q8_0 blocks as gguf.quants does', () => {
    const values = new Float32Array(golden('q8_0.f32').buffer);
    expect(Buffer.from(encodeRows(values, 'q8_0')).equals(golden('q8_0.bin'))).toBe(true);
  });
});

describe('exportGguf', () => {
  it('holds the merged weights in llama.cpp order and everything else byte for byte', async () => {
    let told: readonly [number, number] = [0, 0];
    const bytes = await exportGguf({
      source,
      adapterDir,
      target,
      type: 'f16',
      onProgress: (done, total) => (told = [done, total]),
    });
    const written = new Uint8Array(readFileSync(target));
    expect(written.length).toBe(bytes);
    expect(told).toEqual([bytes, bytes]);

    const original = golden('tiny-llama.gguf');
    const base = await open(original);
    const found = await open(written);
    const adapter = await readAdapter(adapterDir);
    const merged = mergedSource(base, adapter);
    const changed = adapter.modules;
    expect(changed.size).toBe(14);
    for (const [name, tensor] of found.gguf.tensors) {
      const known = huggingFaceName(name);
      if (known !== undefined && changed.has(known)) {
        const expected = await readTensor(merged, known);
        expect(await readTensor(found, known), name).toEqual(expected.map(roundToFloat16));
        continue;
      }
      const { type, offset, bytes: length } = base.gguf.tensors.get(name)!;
      expect(tensor.type).toBe(type);
      expect(written.subarray(tensor.offset, tensor.offset + length), name).toEqual(
        original.subarray(offset, offset + length),
      );
    }
    await merged.close();
  });

  it('writes a tied matrix once, the better copy, with the rows that were trained', async () => {
    const tied = goldenPath('tiny-qwen2.gguf');
    const rowsAdapter = goldenPath('tokens-tied');
    await exportGguf({ source: tied, adapterDir: rowsAdapter, target, type: 'f16' });
    const found = await open(new Uint8Array(readFileSync(target)));
    expect(found.gguf.tensors.has('output.weight')).toBe(false);
    // What the converter reads of the same base and adapter.
    const base = await openGgufSource(new MemoryByteSource(golden('tiny-qwen2.gguf')));
    const merged = mergedSource(base, await readAdapter(rowsAdapter));
    const embedding = 'model.embed_tokens.weight';
    const expected = await readTensor(merged, embedding);
    expect(await readTensor(found, embedding)).toEqual(expected.map(roundToFloat16));
    await merged.close();

    // Unchanged, it is the better copy as it was stored.
    const plain = join(folder, 'plain.gguf');
    const plainAdapter = join(folder, 'plain');
    const module = 'model.layers.0.self_attn.q_proj';
    await writeAdapter(plainAdapter, { module, inputs: 32, outputs: 32 });
    await exportGguf({ source: tied, adapterDir: plainAdapter, target: plain, type: 'q8_0' });
    const copied = await open(new Uint8Array(readFileSync(plain)));
    expect(copied.gguf.tensors.has('output.weight')).toBe(false);
    expect(copied.info(embedding).type).toBe(base.info(embedding).type);
    expect(await readTensor(copied, embedding)).toEqual(await readTensor(base, embedding));
  });

  it('keeps the metadata, names its type and how to ask', async () => {
    const adapter = adapterThatSays({ trainedRatios: [0.5] });
    await exportGguf({ source, adapterDir: adapter, target, type: 'f16' });
    const { metadata } = (await open(new Uint8Array(readFileSync(target)))).gguf;
    const before = (await open(golden('tiny-llama.gguf'))).gguf.metadata;
    expect(metadata).toEqual(
      new Map([
        ...before,
        ['general.file_type', 1],
        ['tokenskip.adapter', '{"trainedRatios":[0.5]}'],
      ]),
    );
  });

  it('refuses an adapter that was trained on another file, whose shapes are the same', async () => {
    const refused = adapterThatSays({
      trainedRatios: [0.5],
      base: { file: 'other.gguf', bytes: 1, sha256: '0'.repeat(64) },
    });
    await expect(
      exportGguf({ source, adapterDir: refused, target, type: 'f16' }),
    ).rejects.toMatchObject({ code: 'adapter-mismatch' });
    const base = { file: 'renamed.gguf', ...(await hashFile(source)) };
    const taken = adapterThatSays({ trainedRatios: [0.5], base });
    await exportGguf({ source, adapterDir: taken, target, type: 'f16' });
    expect(readdirSync(folder).sort()).toEqual(['adapter', 'merged.gguf']);
  });

  it('makes the folder that the file is to lie in', async () => {
    const inside = join(folder, 'new', 'deep', 'merged.gguf');
    const bytes = await exportGguf({ source, adapterDir, target: inside, type: 'f16' });
    expect(readFileSync(inside)).toHaveLength(bytes);
    writeFileSync(target, 'a file');
    const below = join(target, 'merged.gguf');
    await expect(
      exportGguf({ source, adapterDir, target: below, type: 'f16' }),
    ).rejects.toMatchObject({ code: 'folder-unreadable' });
  });

  it('leaves nothing behind when it is stopped, refused or finds the file there', async () => {
    const stop = new AbortController();
    const stopped = exportGguf({
      source,
      adapterDir,
      target,
      type: 'f16',
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
    // Rows of 48 weights are no whole number of blocks.
    await expect(exportGguf({ source, adapterDir, target, type: 'q8_0' })).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(target, 'mine');
    await expect(exportGguf({ source, adapterDir, target, type: 'f16' })).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    expect(readFileSync(target, 'utf8')).toBe('mine');
    const wrongBase = goldenPath('tiny-qwen2.gguf');
    const other = join(folder, 'other.gguf');
    await expect(
      exportGguf({ source: wrongBase, adapterDir, target: other, type: 'f16' }),
    ).rejects.toMatchObject({ code: 'adapter-mismatch' });
    expect(readdirSync(folder)).toEqual(['merged.gguf']);
  });
});
