import type { Architecture } from '../modelConfig';

/**
 * Where llama.cpp stores a query or key row.
 *
 * Its converter reorders the rows of each head of a Llama model so that the two halves of a rotated
 * pair stand side by side: row `2i + s` of a head is Hugging Face's row `s · headDim / 2 + i`.
 * Qwen2 files are not reordered.
 *
 * @param row Hugging Face's row, in a matrix of whole heads
 * @returns the row in the file
 * Source: ggml-org/llama.cpp convert_hf_to_gguf.py#LlamaModel.permute
 */
export function storedRow(row: number, headDim: number): number {
  const inHead = row % headDim;
  const half = headDim / 2;
  const second = inHead >= half;
  return row - inHead + 2 * (second ? inHead - half : inHead) + (second ? 1 : 0);
}

/** True for a tensor (Hugging Face name) whose rows llama.cpp stores in another order. */
export function hasPermutedRows(architecture: Architecture, name: string): boolean {
  return architecture === 'llama' && /\.[qk]_proj\.(weight|bias)$/.test(name);
}

/**
 * Rows `firstRow` … of the Hugging Face order, from rows of the file that cover the same heads.
 *
 * @param stored `[k · headDim, cols]`, first row = `storedFirst`, a multiple of headDim; not changed
 * @returns `[rowCount, cols]`
 */
export function unpermuteRows(
  stored: Float32Array,
  storedFirst: number,
  cols: number,
  headDim: number,
  firstRow: number,
  rowCount: number,
): Float32Array {
  const out = new Float32Array(rowCount * cols);
  for (let row = 0; row < rowCount; row++) {
    const from = (storedRow(firstRow + row, headDim) - storedFirst) * cols;
    out.set(stored.subarray(from, from + cols), row * cols);
  }
  return out;
}

/** The reverse: rows of whole heads, as a file stores them. `values` is not changed. */
export function permuteRows(values: Float32Array, cols: number, headDim: number): Float32Array {
  const stored = new Float32Array(values.length);
  for (let row = 0; row * cols < values.length; row++) {
    stored.set(values.subarray(row * cols, (row + 1) * cols), storedRow(row, headDim) * cols);
  }
  return stored;
}
