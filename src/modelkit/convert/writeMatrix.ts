import type { DataLocation, MatrixWeight } from '../onnx/decoderWeights';
import { maxTensorBytes } from '../onnx/decoderWeights';
import type { ShardedDataWriter } from '../onnx/shardedDataWriter';
import { quantiseRows, type QuantiseOptions } from '../quantise/quantiseRows';
import {
  requireTensorSize,
  tensorBytesPerRow,
  weightBytesPerRow,
  type WeightStorage,
} from './formats';
import { matrixPart, rowsPerRead, type MatrixSource } from './matrixSource';

/** What goes on while matrices are written. */
export interface WriteHooks {
  /** Called with the number of weights of each piece that was written. */
  readonly onWeights: (count: number) => void;
  /** Checked between two pieces. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads, quantises and writes a matrix piece by piece; in memory is one piece and the scales. One that
 * an earlier try has written is not read.
 *
 * @throws AppError `invalid-argument` when the matrix is larger than a tensor may be
 */
export async function writeMatrix(
  writer: ShardedDataWriter,
  matrix: MatrixSource,
  storage: WeightStorage,
  hooks: WriteHooks,
): Promise<MatrixWeight> {
  const bytes = matrix.rows * weightBytesPerRow(storage, matrix.columns);
  requireTensorSize(matrix.name, bytes);
  const { rows, columns } = matrix;
  const lengths = tensorBytesPerRow(storage, columns).map((perRow) => rows * perRow);
  const present = await writer.skip(lengths);
  if (present !== undefined) hooks.onWeights(rows * columns);
  if (storage.kind === 'float32') {
    const [data] = present ?? [await writeDense(writer, matrix, bytes, hooks)];
    return { kind: 'dense', dims: [rows, columns], data: data! };
  }
  const { bits, blockSize } = storage;
  const [weights, scales, zeroPoints] =
    present ?? (await writeQuantised(writer, matrix, storage, bytes, hooks));
  return {
    kind: 'quantised',
    ...{ rows, columns, bits, blockSize },
    weights: weights!,
    scales: scales!,
    ...(zeroPoints === undefined ? {} : { zeroPoints }),
  };
}

/** Rows of each part but the last: as few parts of at most `partBytes` as there can be, equal in size. */
export function rowsPerPart(rows: number, bytesPerRow: number, partBytes = maxTensorBytes): number {
  const count = Math.ceil(rows / Math.max(1, Math.floor(partBytes / bytesPerRow)));
  return Math.ceil(rows / count);
}

/** A matrix split by rows into as few parts of equal size as tensors may have. */
export async function writeMatrixParts(
  writer: ShardedDataWriter,
  matrix: MatrixSource,
  storage: WeightStorage,
  hooks: WriteHooks,
  partBytes = maxTensorBytes,
): Promise<readonly MatrixWeight[]> {
  const rows = rowsPerPart(matrix.rows, weightBytesPerRow(storage, matrix.columns), partBytes);
  const parts: MatrixWeight[] = [];
  for (let first = 0; first < matrix.rows; first += rows) {
    const part = matrixPart(matrix, first, Math.min(rows, matrix.rows - first));
    parts.push(await writeMatrix(writer, part, storage, hooks));
  }
  return parts;
}

async function writeDense(
  writer: ShardedDataWriter,
  matrix: MatrixSource,
  bytes: number,
  hooks: WriteHooks,
): Promise<DataLocation> {
  const data = await writer.begin(bytes);
  await eachPiece(matrix, hooks, async (values) => {
    await writer.write(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  });
  return data;
}

/** Returns where weights, scales and zero points lie. */
async function writeQuantised(
  writer: ShardedDataWriter,
  matrix: MatrixSource,
  options: QuantiseOptions,
  bytes: number,
  hooks: WriteHooks,
): Promise<readonly DataLocation[]> {
  const weights = await writer.begin(bytes);
  const scales: Uint8Array[] = [];
  const zeroPoints: Uint8Array[] = [];
  await eachPiece(matrix, hooks, async (values) => {
    const piece = quantiseRows(values, matrix.columns, options, matrix.name);
    await writer.write(piece.weights);
    scales.push(new Uint8Array(piece.scales.buffer));
    if (piece.zeroPoints !== undefined) zeroPoints.push(piece.zeroPoints);
  });
  const places = [weights, await writer.writeTensor(Buffer.concat(scales))];
  if (options.zeroPoints) places.push(await writer.writeTensor(Buffer.concat(zeroPoints)));
  return places;
}

async function eachPiece(
  matrix: MatrixSource,
  hooks: WriteHooks,
  take: (values: Float32Array) => Promise<void>,
): Promise<void> {
  const step = rowsPerRead(matrix.columns);
  for (let first = 0; first < matrix.rows; first += step) {
    hooks.signal?.throwIfAborted();
    const count = Math.min(step, matrix.rows - first);
    await take(await matrix.read(first, count));
    hooks.onWeights(count * matrix.columns);
  }
}
