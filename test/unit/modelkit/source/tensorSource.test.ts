import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../../../src/modelkit/source/byteSource';
import { openGgufSource } from '../../../../src/modelkit/source/gguf/ggufSource';
import { storedRow } from '../../../../src/modelkit/source/gguf/ropePermutation';
import type { OpenModel } from '../../../../src/modelkit/source/openModel';
import { openModel } from '../../../../src/modelkit/source/openModel';
import type { TensorSource } from '../../../../src/modelkit/source/tensorSource';
import { readTensor } from '../../../../src/modelkit/source/tensorSource';
import { bitsOf, golden, goldenPath } from './goldenFiles';

const models = ['tiny-llama', 'tiny-qwen2'] as const;

describe.each(models)('%s as safetensors and as GGUF', (name) => {
  let folder: OpenModel;
  let file: OpenModel;

  beforeAll(async () => {
    folder = await openModel(goldenPath(name));
    file = await openModel(goldenPath(`${name}.gguf`));
  });
  afterAll(async () => {
    await folder.tensors.close();
    await file.tensors.close();
  });

  it('has the same tensors, bit for bit', async () => {
    expect(file.tensors.names).toEqual(folder.tensors.names);
    for (const tensor of folder.tensors.names) {
      const expected = await readTensor(folder.tensors, tensor);
      const found = await readTensor(file.tensors, tensor);
      expect(bitsOf(found), tensor).toEqual(bitsOf(expected));
      expect(file.tensors.info(tensor).shape).toEqual(folder.tensors.info(tensor).shape);
    }
  });

  it('has the same configuration', () => {
    // GGUF keeps RoPE scaling as factors only.
    const { ropeScaling, ropeFactors, ...expected } = folder.tensors.config;
    const { ropeFactors: found, ...rest } = file.tensors.config;
    expect(rest).toEqual(expected);
    expect(rest.eosTokenIds).toEqual([2, 63]);
    expect(rest.rmsNormEps).toBe(name === 'tiny-llama' ? 1e-5 : 1e-6);
    expect(found?.length).toBe(ropeFactors?.length);
    for (const [index, factor] of (ropeFactors ?? []).entries()) {
      expect(Math.abs(found![index]! / factor - 1)).toBeLessThan(1e-6);
    }
    expect(ropeScaling?.type).toBe(name === 'tiny-llama' ? 'llama3' : undefined);
  });

  it('gives the same rows however they are asked for', async () => {
    const sources = [folder.tensors, file.tensors];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sources),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        async (source, pick, first, count) => {
          const tensor = source.names[pick % source.names.length]!;
          const { rows, cols } = source.info(tensor);
          const firstRow = first % (rows + 1);
          const rowCount = count % (rows - firstRow + 1);
          const whole = await readTensor(source, tensor);
          const part = await source.readRows(tensor, firstRow, rowCount);
          expect(part).toEqual(whole.slice(firstRow * cols, (firstRow + rowCount) * cols));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('refuses unknown names and rows outside a tensor', async () => {
    const refused = { code: 'invalid-argument' };
    for (const source of [folder.tensors, file.tensors]) {
      expect(() => source.info('model.nothing')).toThrow(expect.objectContaining(refused) as Error);
      for (const [first, count] of [
        [0, 65],
        [-1, 1],
        [64, 1],
        [0.5, 1],
        [0, -1],
        [0, NaN],
      ] as const) {
        const rows = source.readRows('model.embed_tokens.weight', first, count);
        await expect(rows, `${first}, ${count}`).rejects.toMatchObject(refused);
      }
    }
  });
});

describe('a tied matrix stored twice', () => {
  const open = (preferOutputForTied?: boolean): Promise<TensorSource> =>
    openGgufSource(
      new MemoryByteSource(golden('tiny-qwen2.gguf')),
      preferOutputForTied === undefined ? {} : { preferOutputForTied },
    );

  it('is read once, from the copy with more bytes', async () => {
    const source = await open();
    expect(source.config.tiedEmbeddings).toBe(true);
    expect(source.names).not.toContain('lm_head.weight');
    expect(source.info('model.embed_tokens.weight').type).toBe('F16');
  });

  it('stays two matrices when asked to', async () => {
    const source = await open(false);
    expect(source.config.tiedEmbeddings).toBe(false);
    expect(source.info('model.embed_tokens.weight').type).toBe('Q8_0');
    expect(source.info('lm_head.weight').type).toBe('F16');
  });

  it('is not assumed where the head is another matrix', async () => {
    const source = await openGgufSource(new MemoryByteSource(golden('tiny-llama.gguf')));
    expect(source.config.tiedEmbeddings).toBe(false);
    expect(source.names).toContain('lm_head.weight');
  });
});

describe('storedRow', () => {
  it('undoes the converter: reshape [heads, 2, dim / 2], swap the last two axes', () => {
    const headDim = 8;
    // The converter's order: for every head, pair by pair, first half then second half.
    const stored: number[] = [];
    for (let head = 0; head < 3; head++) {
      for (let i = 0; i < headDim / 2; i++) {
        stored.push(head * headDim + i, head * headDim + headDim / 2 + i);
      }
    }
    for (let row = 0; row < stored.length; row++) {
      expect(stored[storedRow(row, headDim)]).toBe(row);
    }
  });
});

describe('weights that are not finite', () => {
  it('are refused with tensor, row and column', async () => {
    const bytes = golden('tiny-llama.gguf');
    const source = await openGgufSource(new MemoryByteSource(bytes, 'bad.gguf'));
    const info = source.gguf.tensors.get('blk.0.attn_v.weight')!;
    // BF16 infinity in row 3, column 5 of a tensor with 32 columns.
    const at = info.offset + (3 * 32 + 5) * 2;
    bytes[at] = 0x80;
    bytes[at + 1] = 0x7f;
    const name = 'model.layers.0.self_attn.v_proj.weight';
    await expect(source.readRows(name, 2, 4)).rejects.toMatchObject({
      code: 'model-file-invalid',
      message: expect.stringContaining('row 3, column 5') as string,
    });
    await expect(source.readRows(name, 4, 4)).resolves.toHaveLength(128);
  });
});
