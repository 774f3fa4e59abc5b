import { blockLayouts } from '../source/gguf/ggufTypes';
import { toFloat16Array, toFloat16Bits } from '../quantise/float16';

/** Types that changed weights can be written in. */
export const exportTypes = ['q8_0', 'f16'] as const;

export type ExportType = (typeof exportTypes)[number];

const weightsPerBlock = blockLayouts.Q8_0.weights;
const blockBytes = blockLayouts.Q8_0.bytes;

/** Largest magnitude of a signed byte as Q8_0 uses it. */
const largestQuant = 127;

/**
 * The bytes that a GGUF file stores for `values`.
 *
 * @param values finite; for `q8_0` a multiple of 32 of them
 */
export function encodeRows(values: Float32Array, type: ExportType): Uint8Array {
  return type === 'f16' ? new Uint8Array(toFloat16Array(values).buffer) : encodeQ8(values);
}

/**
 * Blocks of a float16 scale and 32 signed bytes, as llama.cpp writes them: bytes are taken with the
 * scale before it is rounded to float16, in float32, halves away from zero.
 *
 * Source: ggml-org/llama.cpp ggml/src/ggml-quants.c#quantize_row_q8_0_ref
 */
function encodeQ8(values: Float32Array): Uint8Array {
  const blocks = values.length / weightsPerBlock;
  const bytes = new Uint8Array(blocks * blockBytes);
  const view = new DataView(bytes.buffer);
  for (let block = 0; block < blocks; block++) {
    const first = block * weightsPerBlock;
    let largest = 0;
    for (let k = first; k < first + weightsPerBlock; k++) {
      largest = Math.max(largest, Math.abs(values[k]!));
    }
    const scale = Math.fround(largest / largestQuant);
    const inverse = scale === 0 ? 0 : Math.fround(1 / scale);
    const at = block * blockBytes;
    view.setUint16(at, toFloat16Bits(scale), true);
    for (let k = 0; k < weightsPerBlock; k++) {
      const scaled = Math.fround(values[first + k]! * inverse);
      view.setInt8(at + 2 + k, Math.sign(scaled) * Math.floor(Math.abs(scaled) + 0.5));
    }
  }
  return bytes;
}
