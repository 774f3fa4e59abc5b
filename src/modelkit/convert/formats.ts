import { AppError } from '../../protocol/appError';
import { maxTensorBytes } from '../onnx/decoderWeights';
import type { BlockSize, QuantiseOptions } from '../quantise/quantiseRows';
import { zeroPointBytesPerRow } from '../quantise/quantiseRows';

/** How the weights of a matrix are stored. */
export type WeightStorage =
  { readonly kind: 'float32' } | ({ readonly kind: 'quantised' } & QuantiseOptions);

interface FormatRule {
  /** Hugging Face names it applies to. */
  readonly tensors: RegExp;
  readonly storage: WeightStorage;
}

/** A named mix of storages. */
export interface WeightFormat {
  readonly name: string;
  /** What it is, one clause for people. */
  readonly description: string;
  /** Bytes for one weight of the body (attention and feed-forward), the scales included. */
  readonly bytesPerWeight: number;
  /** What it costs, one clause for `--help`; measured on the 0.5B as docs/evaluation.md says. */
  readonly loss: string;
  /** The first rule that matches holds. The last one matches everything. */
  readonly rules: readonly FormatRule[];
}

const vocabulary = /^(?:model\.embed_tokens|lm_head)\./;
const attention = /\.self_attn\./;
const everything = /^/;

/**
 * 8 bits without zero points: the covering scale loses next to nothing, so no search. Embeddings
 * must be of this kind (or 4 bits without zero points): the lookup operator has no zero points here.
 */
const eightBit: WeightStorage = {
  kind: 'quantised',
  bits: 8,
  blockSize: 32,
  zeroPoints: false,
  search: false,
};

function fourBit(blockSize: BlockSize): WeightStorage {
  return { kind: 'quantised', bits: 4, blockSize, zeroPoints: true, search: true };
}

export const weightFormats = [
  {
    name: 'small',
    description: '4 bits with zero points in blocks of 64, vocabulary in 8 bits',
    bytesPerWeight: 0.54,
    loss: '3.0 of 100 next tokens differ (KL 0.019)',
    rules: [
      { tensors: vocabulary, storage: eightBit },
      { tensors: everything, storage: fourBit(64) },
    ],
  },
  {
    name: 'balanced',
    description: '4 bits with zero points in blocks of 32, attention and vocabulary in 8 bits',
    bytesPerWeight: 0.64,
    loss: '2.1 of 100 next tokens differ (KL 0.007)',
    rules: [
      { tensors: vocabulary, storage: eightBit },
      { tensors: attention, storage: eightBit },
      { tensors: everything, storage: fourBit(32) },
    ],
  },
  {
    name: 'exact',
    description: '8 bits in blocks of 32 throughout',
    bytesPerWeight: 1.06,
    loss: '4 of 1,000 next tokens differ (KL 0.0001)',
    rules: [{ tensors: everything, storage: eightBit }],
  },
  {
    name: 'fp32',
    description: 'unquantised, for comparisons with a reference',
    bytesPerWeight: 4,
    loss: 'none',
    rules: [{ tensors: everything, storage: { kind: 'float32' } }],
  },
] as const satisfies readonly WeightFormat[];

export function hasWeightFormat(name: string): boolean {
  return weightFormats.some((format) => format.name === name);
}

/** The format of this name. @throws AppError `invalid-argument` with the names that exist */
export function weightFormat(name: string): WeightFormat {
  const found = weightFormats.find((format) => format.name === name);
  if (found !== undefined) return found;
  const names = weightFormats.map((format) => format.name).join(', ');
  throw new AppError(
    'invalid-argument',
    `There is no weight format "${name}"; use one of ${names}.`,
  );
}

const blockSizes = [128, 64, 32, 16] as const;

/**
 * How `format` stores the matrix `name` whose rows have `columns` weights: blocks get smaller until
 * they divide the rows.
 *
 * @throws AppError `unsupported-architecture` when not even blocks of 16 do
 */
export function storageOf(format: WeightFormat, name: string, columns: number): WeightStorage {
  const rule = format.rules.find(({ tensors }) => tensors.test(name));
  if (rule === undefined)
    throw new AppError('internal', `Format ${format.name} has no rule for ${name}.`);
  const { storage } = rule;
  if (storage.kind === 'float32') return storage;
  const blockSize = blockSizes.find((size) => size <= storage.blockSize && columns % size === 0);
  if (blockSize !== undefined) return { ...storage, blockSize };
  throw new AppError(
    'unsupported-architecture',
    `${name} has rows of ${columns} weights, which no block size divides; only models with rows in multiples of 16 can be quantised.`,
    { tensor: name, columns },
  );
}

/** Bytes that a row of `columns` weights takes in one tensor: the weights without their scales. */
export function weightBytesPerRow(storage: WeightStorage, columns: number): number {
  return storage.kind === 'float32' ? columns * 4 : (columns * storage.bits) / 8;
}

/** Bytes that a row takes in each of its tensors: weights, scales, zero points. */
export function tensorBytesPerRow(storage: WeightStorage, columns: number): readonly number[] {
  const weights = weightBytesPerRow(storage, columns);
  if (storage.kind === 'float32') return [weights];
  const blocks = columns / storage.blockSize;
  const { bits, zeroPoints } = storage;
  return [weights, blocks * 2, ...(zeroPoints ? [zeroPointBytesPerRow(blocks, bits)] : [])];
}

/** Bytes that a row takes altogether, scales and zero points included. */
export function storedBytesPerRow(storage: WeightStorage, columns: number): number {
  return tensorBytesPerRow(storage, columns).reduce((sum, bytes) => sum + bytes, 0);
}

/** Bytes that a row takes while the model runs: scales of 16 bits in the file have 32 in memory. */
export function loadedBytesPerRow(storage: WeightStorage, columns: number): number {
  const [, scales = 0] = tensorBytesPerRow(storage, columns);
  return storedBytesPerRow(storage, columns) + scales;
}

/**
 * Throws where `format` cannot store a matrix of this size in one tensor of a graph; a vocabulary is
 * split. Codes: `invalid-argument`, and that of {@link storageOf}.
 */
export function requireStorable(
  format: WeightFormat,
  name: string,
  rows: number,
  columns: number,
): void {
  if (vocabulary.test(name)) return;
  requireTensorSize(name, rows * weightBytesPerRow(storageOf(format, name, columns), columns));
}

/** @throws AppError `invalid-argument` when the matrix is larger than a tensor may be */
export function requireTensorSize(name: string, bytes: number): void {
  if (bytes <= maxTensorBytes) return;
  throw new AppError(
    'invalid-argument',
    `${name} takes ${Math.ceil(bytes / 1e6)} MB in this format, and a graph's tensor may have ${maxTensorBytes / 1e6} MB; choose the format "small".`,
    { tensor: name, bytes },
  );
}
