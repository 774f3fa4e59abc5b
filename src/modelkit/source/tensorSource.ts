import { AppError } from '../../protocol/appError';
import type { ModelConfig } from './modelConfig';
import { printable } from './sourceErrors';

/** One tensor of a model, as a matrix. */
export interface SourceTensorInfo {
  /** Hugging Face name: `model.layers.0.self_attn.q_proj.weight`. */
  readonly name: string;
  /** Row-major: `[rows, cols]`, or `[n]` for norms and biases. */
  readonly shape: readonly number[];
  /** 1 for a one-dimensional tensor. */
  readonly rows: number;
  /** Weights in a row. */
  readonly cols: number;
  /** How the file stores it: `Q4_K`, `BF16`, … */
  readonly type: string;
  /** Bytes it takes in the file. */
  readonly bytes: number;
}

/**
 * A model's weights under Hugging Face names, read row by row as float32.
 *
 * The file format does not show: rows are in Hugging Face order also where GGUF permutes them, and a
 * tied head is no tensor of its own.
 */
export interface TensorSource {
  readonly config: ModelConfig;
  /** Every tensor of the architecture, in the order of the graph. */
  readonly names: readonly string[];
  /** @throws AppError `invalid-argument` for an unknown name */
  info(name: string): SourceTensorInfo;
  /**
   * Rows `firstRow` … `firstRow + rowCount - 1` as `[rowCount, cols]`, all finite, in new memory.
   *
   * @throws AppError `invalid-argument` for an unknown name or rows outside the tensor,
   *   `model-file-invalid` for a value that is not finite or a file that changed
   */
  readRows(name: string, firstRow: number, rowCount: number): Promise<Float32Array>;
  close(): Promise<void>;
}

/** A whole tensor at once: for norms, biases and tests. Errors as `readRows`. */
export function readTensor(source: TensorSource, name: string): Promise<Float32Array> {
  return source.readRows(name, 0, source.info(name).rows);
}

/** Rows and columns of a shape: one-dimensional tensors are one row. */
export function matrixSize(shape: readonly number[]): {
  readonly rows: number;
  readonly cols: number;
} {
  const cols = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  return { rows, cols };
}

/** @throws AppError `invalid-argument` */
export function unknownTensor(name: string): AppError {
  const shown = printable(name);
  return new AppError(
    'invalid-argument',
    `The model has no tensor "${shown}"; use one of its names.`,
    {
      tensor: shown,
    },
  );
}

/** @throws AppError `invalid-argument` unless the rows lie in the tensor (0 rows are allowed) */
export function checkRows(info: SourceTensorInfo, firstRow: number, rowCount: number): void {
  const valid =
    Number.isInteger(firstRow) &&
    Number.isInteger(rowCount) &&
    firstRow >= 0 &&
    rowCount >= 0 &&
    firstRow + rowCount <= info.rows;
  if (valid) return;
  throw new AppError(
    'invalid-argument',
    `Rows ${firstRow} to ${firstRow + rowCount} are outside "${info.name}", which has ${info.rows}; ask for fewer.`,
    { tensor: info.name, firstRow, rowCount, rows: info.rows },
  );
}
