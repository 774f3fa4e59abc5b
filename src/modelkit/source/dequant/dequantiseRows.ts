import { AppError } from '../../../protocol/appError';
import type { TensorType } from '../gguf/ggufTypes';
import { blockLayouts } from '../gguf/ggufTypes';
import { halfBits } from './halfTable';
import {
  dequantiseQ4One,
  dequantiseQ4Zero,
  dequantiseQ5One,
  dequantiseQ5Zero,
  dequantiseQ8Zero,
} from './smallBlocks';
import { dequantiseQ4K, dequantiseQ5K, dequantiseQ6K } from './superBlocks';

function copyFloats(bytes: Uint8Array, out: Float32Array): void {
  new Uint8Array(out.buffer, out.byteOffset, out.byteLength).set(bytes);
}

function widenHalfs(bytes: Uint8Array, out: Float32Array): void {
  const bits = new Uint32Array(out.buffer, out.byteOffset, out.length);
  for (let index = 0, at = 0; index < bits.length; index++, at += 2) {
    bits[index] = halfBits[bytes[at]! | (bytes[at + 1]! << 8)]!;
  }
}

function widenBfloats(bytes: Uint8Array, out: Float32Array): void {
  const bits = new Uint32Array(out.buffer, out.byteOffset, out.length);
  for (let index = 0, at = 0; index < bits.length; index++, at += 2) {
    bits[index] = (bytes[at]! << 16) | (bytes[at + 1]! << 24);
  }
}

const dequantisers: Readonly<Record<TensorType, (bytes: Uint8Array, out: Float32Array) => void>> = {
  F32: copyFloats,
  F16: widenHalfs,
  BF16: widenBfloats,
  Q8_0: dequantiseQ8Zero,
  Q4_0: dequantiseQ4Zero,
  Q4_1: dequantiseQ4One,
  Q5_0: dequantiseQ5Zero,
  Q5_1: dequantiseQ5One,
  Q4_K: dequantiseQ4K,
  Q5_K: dequantiseQ5K,
  Q6_K: dequantiseQ6K,
};

/**
 * Writes the float32 weights of whole rows (or blocks) into `out`, equal bit for bit to
 * `gguf.quants.dequantize`; where a block's scale is not finite the result is NaN or infinite, with
 * unspecified NaN bits. Little-endian machines only, which all of Node's platforms here are.
 *
 * @param bytes the blocks, any byteOffset; not changed
 * @param out one float per weight; its length decides how much is read
 * @throws AppError `invalid-argument` when the two lengths do not fit together
 */
export function dequantiseRows(type: TensorType, bytes: Uint8Array, out: Float32Array): void {
  const layout = blockLayouts[type];
  if (out.length % layout.weights !== 0 || bytes.length !== bytesOf(type, out.length)) {
    throw new AppError(
      'invalid-argument',
      `${bytes.length} bytes of ${type} do not hold ${out.length} weights; pass whole blocks.`,
      { type, bytes: bytes.length, weights: out.length },
    );
  }
  dequantisers[type](bytes, out);
}

/** Bytes that store `weights` weights (a multiple of the block) as `type`. */
export function bytesOf(type: TensorType, weights: number): number {
  const layout = blockLayouts[type];
  return (weights / layout.weights) * layout.bytes;
}
