import { mkdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppError } from '../../../../src/protocol/appError';
import type { WeightStorage } from '../../../../src/modelkit/convert/formats';
import type { MatrixSource } from '../../../../src/modelkit/convert/matrixSource';
import {
  keptRows,
  matrixPart,
  rowsPerRead,
  wholeMatrix,
} from '../../../../src/modelkit/convert/matrixSource';
import { writeMatrix, writeMatrixParts } from '../../../../src/modelkit/convert/writeMatrix';
import type { DataLocation, MatrixWeight } from '../../../../src/modelkit/onnx/decoderWeights';
import { ShardedDataWriter } from '../../../../src/modelkit/onnx/shardedDataWriter';
import { dequantiseRows } from '../../../../src/modelkit/quantise/dequantiseRows';
import { quantiseRows } from '../../../../src/modelkit/quantise/quantiseRows';
import { openModel } from '../../../../src/modelkit/source/openModel';
import { readTensor } from '../../../../src/modelkit/source/tensorSource';
import { temporaryFolder, tinyModel } from './temporaryFolder';

const embedding = 'model.embed_tokens.weight';
const silent = { onWeights: (): void => undefined };

/** A matrix in memory; no two rows are the same. */
function memoryMatrix(
  rows: number,
  columns: number,
): MatrixSource & { readonly values: Float32Array } {
  const values = new Float32Array(rows * columns);
  for (let i = 0; i < values.length; i += 1) values[i] = ((i * 7919) % 1009) / 1009 - 0.4 + i / 1e7;
  const read = (first: number, count: number): Promise<Float32Array> =>
    Promise.resolve(values.slice(first * columns, (first + count) * columns));
  return { name: 'matrix', rows, columns, read, values };
}

describe('rowsPerRead', () => {
  it('is a multiple of a head and at most 16 MB for every model size', () => {
    for (const columns of [16, 576, 896, 1536, 3584, 8192, 18_944, 28_672]) {
      const rows = rowsPerRead(columns);
      expect(rows % 128).toBe(0);
      expect(rows * columns * 4).toBeLessThanOrEqual(16e6);
    }
  });
});

describe('keptRows', () => {
  it('gives the named rows in the given order, whatever the cut', async () => {
    const { tensors } = await openModel(tinyModel('llama'));
    const whole = await readTensor(tensors, embedding);
    const { rows, cols } = tensors.info(embedding);
    const id = fc.nat(rows - 1);
    await fc.assert(
      fc.asyncProperty(
        fc.array(id, { minLength: 1, maxLength: 60 }),
        fc.boolean(),
        fc.nat(),
        async (ids, ascending, cut) => {
          const kept = ascending ? [...new Set(ids)].sort((a, b) => a - b) : ids;
          const matrix = keptRows(tensors, embedding, kept);
          expect([matrix.rows, matrix.columns]).toEqual([kept.length, cols]);
          const first = cut % kept.length;
          const found = await matrix.read(first, kept.length - first);
          kept.slice(first).forEach((row, index) => {
            expect(found.subarray(index * cols, (index + 1) * cols)).toEqual(
              whole.subarray(row * cols, (row + 1) * cols),
            );
          });
        },
      ),
      { numRuns: 50 },
    );
    await tensors.close();
  });
});

describe('writeMatrix', () => {
  const at = temporaryFolder();

  async function bytesAt(location: DataLocation): Promise<Buffer> {
    const file = await readFile(at(location.file));
    return file.subarray(location.offset, location.offset + location.length);
  }

  /** The values that a written matrix stands for. */
  async function valuesOf(weight: MatrixWeight): Promise<Float32Array> {
    if (weight.kind === 'dense') {
      return new Float32Array(new Uint8Array(await bytesAt(weight.data)).buffer);
    }
    const zeroPoints = weight.zeroPoints && (await bytesAt(weight.zeroPoints));
    const quantised = {
      weights: await bytesAt(weight.weights),
      scales: new Uint16Array(new Uint8Array(await bytesAt(weight.scales)).buffer),
      ...(zeroPoints === undefined ? {} : { zeroPoints }),
    };
    return dequantiseRows(quantised, weight.columns, weight.bits, weight.blockSize);
  }

  const storages: readonly WeightStorage[] = [
    { kind: 'float32' },
    { kind: 'quantised', bits: 4, blockSize: 32, zeroPoints: true, search: true },
    { kind: 'quantised', bits: 4, blockSize: 16, zeroPoints: false, search: false },
    { kind: 'quantised', bits: 8, blockSize: 64, zeroPoints: false, search: false },
    { kind: 'quantised', bits: 8, blockSize: 32, zeroPoints: true, search: true },
  ];

  it.each(storages)('writes what quantising the whole matrix gives: %j', async (storage) => {
    const columns = 4160;
    // More rows than are read at once, and a last piece that is cut.
    const matrix = memoryMatrix(rowsPerRead(columns) + 3, columns);
    const writer = new ShardedDataWriter(at());
    let count = 0;
    const weight = await writeMatrix(writer, matrix, storage, { onWeights: (n) => (count += n) });
    const [shard] = await writer.finish();
    expect(count).toBe(matrix.values.length);
    const expected =
      storage.kind === 'float32'
        ? matrix.values
        : dequantiseRows(
            quantiseRows(matrix.values, columns, storage),
            columns,
            storage.bits,
            storage.blockSize,
          );
    expect(
      Buffer.compare(Buffer.from((await valuesOf(weight)).buffer), Buffer.from(expected.buffer)),
    ).toBe(0);
    expect(shard?.bytes).toBe((await readFile(at('model_q4.onnx_data'))).length);
  });

  it('splits by rows into parts of at most the size, which together are the matrix', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(...storages),
        async (rows, rowsPerPart, storage) => {
          const matrix = memoryMatrix(rows, 64);
          const bytesPerRow = storage.kind === 'float32' ? 256 : storage.bits * 8;
          const folder = at(`${rows}-${rowsPerPart}`);
          await mkdir(folder, { recursive: true });
          const writer = new ShardedDataWriter(folder);
          const limit = rowsPerPart * bytesPerRow + bytesPerRow - 1;
          const parts = await writeMatrixParts(writer, matrix, storage, silent, limit);
          await writer.finish();
          const sizes = parts.map((part) => (part.kind === 'dense' ? part.dims[0]! : part.rows));
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(rows);
          expect(Math.max(...sizes)).toBeLessThanOrEqual(rowsPerPart);
          expect(parts.length).toBe(Math.ceil(rows / Math.max(...sizes)));
        },
      ),
      { numRuns: 40 },
    );
    const matrix = memoryMatrix(100, 64);
    const storage = storages[1]!;
    const writer = new ShardedDataWriter(at());
    const parts = await writeMatrixParts(writer, matrix, storage, silent, 32 * 34);
    const whole = await writeMatrix(writer, matrix, storage, silent);
    await writer.finish();
    expect(parts.length).toBe(3);
    const values = await Promise.all(parts.map(valuesOf));
    expect(values.flatMap((part) => [...part])).toEqual([...(await valuesOf(whole))]);
    const part = matrixPart(matrix, 40, 10);
    expect([part.rows, await part.read(2, 3)]).toEqual([10, await matrix.read(42, 3)]);
  });

  it('refuses a tensor over the limit and names a smaller format', async () => {
    const matrix: MatrixSource = {
      name: 'model.layers.0.mlp.up_proj.weight',
      rows: 50_000,
      columns: 4096,
      read: () => Promise.reject(new Error('nothing should be read')),
    };
    const writer = new ShardedDataWriter(at());
    await expect(writeMatrix(writer, matrix, storages[1]!, silent)).rejects.toThrow(
      expect.toSatisfy(
        (error: unknown) =>
          isAppError(error, 'invalid-argument') && error.message.includes('small'),
      ) as Error,
    );
  });

  it('stops between two pieces', async () => {
    const columns = 4160;
    const matrix = memoryMatrix(2 * rowsPerRead(columns), columns);
    const controller = new AbortController();
    const writer = new ShardedDataWriter(at());
    let pieces = 0;
    const hooks = {
      signal: controller.signal,
      onWeights: (): void => {
        pieces += 1;
        controller.abort();
      },
    };
    await expect(writeMatrix(writer, matrix, storages[0]!, hooks)).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }) as Error,
    );
    await writer.abandon();
    expect(pieces).toBe(1);
  });

  it('reads whole tensors under their names', async () => {
    const { tensors } = await openModel(tinyModel('qwen2'));
    const name = 'model.layers.0.mlp.up_proj.weight';
    const matrix = wholeMatrix(tensors, name);
    expect([matrix.rows, matrix.columns]).toEqual([96, 64]);
    expect(await matrix.read(5, 2)).toEqual(await tensors.readRows(name, 5, 2));
    await tensors.close();
  });
});
