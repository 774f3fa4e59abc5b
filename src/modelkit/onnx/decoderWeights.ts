import type { DataLocation } from '../../core/onnx/onnxModel';

export type { DataLocation };

/** A plain float32 tensor, row-major. */
export interface DenseTensor {
  readonly kind: 'dense';
  readonly dims: readonly number[];
  readonly data: DataLocation;
}

/**
 * A matrix `[rows, columns]` quantised in blocks along its columns, as `MatMulNBits` wants it:
 * weights `[rows, columns / blockSize, blockSize * bits / 8]` (4 bits: low nibble first), scales
 * float16 `[rows, columns / blockSize]`, zero points one per block, 4-bit ones packed two to a byte
 * (low nibble first, each row padded to whole bytes). Without zero points the middle, 8 or 128, is
 * meant. Value = (q - zeroPoint) * scale.
 */
export interface QuantisedMatrix {
  readonly kind: 'quantised';
  readonly rows: number;
  readonly columns: number;
  readonly bits: 4 | 8;
  readonly blockSize: 16 | 32 | 64 | 128;
  readonly weights: DataLocation;
  readonly scales: DataLocation;
  readonly zeroPoints?: DataLocation;
}

/** A dense matrix has dims `[rows, columns]`, as PyTorch's `nn.Linear.weight`. */
export type MatrixWeight = DenseTensor | QuantisedMatrix;

export interface LinearWeight {
  readonly weight: MatrixWeight;
  /** Float32 `[rows]`. */
  readonly bias?: DenseTensor;
}

export interface LayerWeights {
  readonly inputNorm: DenseTensor;
  readonly query: LinearWeight;
  readonly key: LinearWeight;
  readonly value: LinearWeight;
  readonly output: LinearWeight;
  readonly postAttentionNorm: DenseTensor;
  readonly gate: LinearWeight;
  readonly up: LinearWeight;
  readonly down: LinearWeight;
}

/**
 * All weights of a decoder. Embedding and head are split by rows, in order, so that no tensor is
 * larger than {@link maxTensorBytes}; of a tied model both lists hold the same objects.
 */
export interface DecoderWeights {
  readonly embedding: readonly MatrixWeight[];
  readonly layers: readonly LayerWeights[];
  readonly finalNorm: DenseTensor;
  readonly head: readonly MatrixWeight[];
}

/** Float32 `[positions, headDim / 2]` each, in a data file. */
export interface RotaryLocations {
  readonly positions: number;
  readonly cos: DataLocation;
  readonly sin: DataLocation;
}

/**
 * Largest tensor a graph may hold, bytes: many GPUs bind at most 128 MiB, and a data file of a
 * repository must stay under 95 MB.
 */
export const maxTensorBytes = 90_000_000;
