import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readModelFolder } from '../../../../src/inference/session/modelFolder';
import { loadTokenizer } from '../../../../src/inference/tokenizer/loadTokenizer';
import { readManifestFile } from '../../../../src/modelkit/manifest/readManifest';
import { MemoryByteSource } from '../../../../src/modelkit/source/byteSource';
import { readGguf } from '../../../../src/modelkit/source/gguf/readGguf';
import { parseJsonObject } from '../../../../src/modelkit/source/jsonFile';
import { readSafetensors } from '../../../../src/modelkit/source/safetensors/readSafetensors';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokenskip-bombs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `work`, which must be refused, in little memory. */
async function refused(work: () => Promise<unknown>): Promise<void> {
  const before = process.memoryUsage().rss;
  await expect(work()).rejects.toMatchObject({ code: 'model-file-invalid' });
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 2 ** 20);
}

/** A file that says it is this long and takes no disk. */
async function sparse(name: string, bytes: number): Promise<void> {
  const file = await open(join(folder, name), 'w');
  await file.truncate(bytes);
  await file.close();
}

function header(...words: readonly bigint[]): MemoryByteSource {
  const bytes = Buffer.alloc(8 + words.length * 8);
  bytes.write('GGUF');
  bytes.writeUInt32LE(3, 4);
  for (const [index, word] of words.entries()) bytes.writeBigUInt64LE(word, 8 + index * 8);
  return new MemoryByteSource(bytes);
}

describe('a file that claims more than it has', () => {
  it.each([
    ['tensors', [2n ** 40n, 0n]],
    ['metadata', [0n, 2n ** 40n]],
    ['a key', [0n, 1n, 2n ** 40n]],
  ] as const)('GGUF with 2^40 of %s', (_, words) => refused(() => readGguf(header(...words))));

  it('safetensors with a header of 10 GB', () => {
    const bytes = Buffer.alloc(64);
    bytes.writeBigUInt64LE(10_000_000_000n);
    return refused(() => readSafetensors(new MemoryByteSource(bytes)));
  });
});

describe('a file that is too large to be what it is called', () => {
  it('a manifest of 100 MB', async () => {
    await sparse('tokenskip.json', 100_000_000);
    await refused(() => readManifestFile(folder));
  });

  it('a tokenizer of 1 GB', async () => {
    await sparse('tokenizer.json', 1_000_000_000);
    await refused(() => loadTokenizer(folder));
  });

  it('a description of 100 MB, and one of a model that no machine holds', async () => {
    await mkdir(join(folder, 'onnx'), { recursive: true });
    await writeFile(join(folder, 'onnx', 'decoder_cpu.onnx'), '');
    await sparse('config.json', 100_000_000);
    await expect(readModelFolder(folder)).rejects.toMatchObject({ name: 'AppError' });
    await writeFile(
      join(folder, 'config.json'),
      JSON.stringify({
        num_attention_heads: 1,
        hidden_size: 64,
        num_hidden_layers: 2 ** 40,
        num_key_value_heads: 1,
        vocab_size: 10,
        max_position_embeddings: 10,
        intermediate_size: 10,
      }),
    );
    await refused(() => readModelFolder(folder));
  });
});

it('JSON nested a million deep is an object of the wrong form, not a crash', () => {
  const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
  expect(() => parseJsonObject(Buffer.from(deep), 'a.json')).toThrow(
    expect.objectContaining({ code: 'model-file-invalid' }),
  );
});
