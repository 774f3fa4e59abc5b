import type { TensorSource } from '../source/tensorSource';

/** A matrix read in pieces; what row numbers mean in the file does not show. */
export interface MatrixSource {
  /** Hugging Face name. */
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Float32 `[rowCount, columns]` in new memory. */
  read(firstRow: number, rowCount: number): Promise<Float32Array>;
}

/** Weights read at once: 4 MB as float32, a few hundredths of a second of work between two checks. */
const weightsPerRead = 1 << 20;
/** Whole heads of 128 rows: a GGUF Llama permutes rows within a head and rereads cut ones. */
const rowsPerHead = 128;

/** Rows to read at once: a multiple of 128, near 1 M weights where rows are short enough. */
export function rowsPerRead(columns: number): number {
  return Math.max(1, Math.floor(weightsPerRead / columns / rowsPerHead)) * rowsPerHead;
}

/** A whole tensor of `source`. */
export function wholeMatrix(source: TensorSource, name: string): MatrixSource {
  const { rows, cols } = source.info(name);
  return {
    name,
    rows,
    columns: cols,
    read: (firstRow, rowCount) => source.readRows(name, firstRow, rowCount),
  };
}

/**
 * The rows `keptIds` of a tensor, in that order. Neighbours are read together with the rows between
 * them: one long read is cheaper than many of one row.
 */
export function keptRows(
  source: TensorSource,
  name: string,
  keptIds: ArrayLike<number>,
): MatrixSource {
  const { cols } = source.info(name);
  const window = rowsPerRead(cols);
  const read = async (firstRow: number, rowCount: number): Promise<Float32Array> => {
    const result = new Float32Array(rowCount * cols);
    let done = 0;
    while (done < rowCount) {
      const first = keptIds[firstRow + done]!;
      let count = 1;
      let last = first;
      while (done + count < rowCount) {
        const next = keptIds[firstRow + done + count]!;
        if (next <= last || next >= first + window) break;
        last = next;
        count += 1;
      }
      const rows = await source.readRows(name, first, last - first + 1);
      for (let i = 0; i < count; i += 1) {
        const at = (keptIds[firstRow + done + i]! - first) * cols;
        result.set(rows.subarray(at, at + cols), (done + i) * cols);
      }
      done += count;
    }
    return result;
  };
  return { name, rows: keptIds.length, columns: cols, read };
}

/** Rows `firstRow` … `firstRow + rows - 1` of `matrix`. */
export function matrixPart(matrix: MatrixSource, firstRow: number, rows: number): MatrixSource {
  const { name, columns } = matrix;
  const read = (first: number, count: number): Promise<Float32Array> =>
    matrix.read(firstRow + first, count);
  return { name, rows, columns, read };
}
