import { halfValues } from './halfTable';

/*
 * Blocks of 32 weights with one or two half-precision scales.
 *
 * No Math.fround anywhere: scale (11 significant bits) times quant (at most 8) is exact in float32,
 * and adding a half to it is exact in float64, so the store to `out` is the one rounding, as in the
 * float32 arithmetic of the reference.
 *
 * Source: ggml-org/llama.cpp gguf-py gguf/quants.py, classes Q8_0, Q4_0, Q4_1, Q5_0, Q5_1
 */

/** Q8_0: half d, 32 × int8. */
export function dequantiseQ8Zero(bytes: Uint8Array, out: Float32Array): void {
  const quants = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0, to = 0; to < out.length; at += 34, to += 32) {
    const d = halfValues[bytes[at]! | (bytes[at + 1]! << 8)]!;
    for (let j = 0; j < 32; j++) out[to + j] = d * quants[at + 2 + j]!;
  }
}

/** Q4_0: half d, 16 bytes; low nibbles are weights 0 … 15, high ones 16 … 31; offset 8. */
export function dequantiseQ4Zero(bytes: Uint8Array, out: Float32Array): void {
  for (let at = 0, to = 0; to < out.length; at += 18, to += 32) {
    const d = halfValues[bytes[at]! | (bytes[at + 1]! << 8)]!;
    for (let j = 0; j < 16; j++) {
      const pair = bytes[at + 2 + j]!;
      out[to + j] = d * ((pair & 15) - 8);
      out[to + 16 + j] = d * ((pair >> 4) - 8);
    }
  }
}

/** Q4_1: half d, half m, 16 bytes; weight = d·q + m. */
export function dequantiseQ4One(bytes: Uint8Array, out: Float32Array): void {
  for (let at = 0, to = 0; to < out.length; at += 20, to += 32) {
    const d = halfValues[bytes[at]! | (bytes[at + 1]! << 8)]!;
    const m = halfValues[bytes[at + 2]! | (bytes[at + 3]! << 8)]!;
    for (let j = 0; j < 16; j++) {
      const pair = bytes[at + 4 + j]!;
      out[to + j] = d * (pair & 15) + m;
      out[to + 16 + j] = d * (pair >> 4) + m;
    }
  }
}

/** Q5_0: half d, 32 fifth bits (bit j is weight j), 16 bytes as in Q4_0; offset 16. */
export function dequantiseQ5Zero(bytes: Uint8Array, out: Float32Array): void {
  for (let at = 0, to = 0; to < out.length; at += 22, to += 32) {
    const d = halfValues[bytes[at]! | (bytes[at + 1]! << 8)]!;
    const low = bytes[at + 2]! | (bytes[at + 3]! << 8);
    const high = bytes[at + 4]! | (bytes[at + 5]! << 8);
    for (let j = 0; j < 16; j++) {
      const pair = bytes[at + 6 + j]!;
      out[to + j] = d * (((pair & 15) | (((low >> j) & 1) << 4)) - 16);
      out[to + 16 + j] = d * (((pair >> 4) | (((high >> j) & 1) << 4)) - 16);
    }
  }
}

/** Q5_1: half d, half m, 32 fifth bits, 16 bytes; weight = d·q + m. */
export function dequantiseQ5One(bytes: Uint8Array, out: Float32Array): void {
  for (let at = 0, to = 0; to < out.length; at += 24, to += 32) {
    const d = halfValues[bytes[at]! | (bytes[at + 1]! << 8)]!;
    const m = halfValues[bytes[at + 2]! | (bytes[at + 3]! << 8)]!;
    const low = bytes[at + 4]! | (bytes[at + 5]! << 8);
    const high = bytes[at + 6]! | (bytes[at + 7]! << 8);
    for (let j = 0; j < 16; j++) {
      const pair = bytes[at + 8 + j]!;
      out[to + j] = d * ((pair & 15) | (((low >> j) & 1) << 4)) + m;
      out[to + 16 + j] = d * ((pair >> 4) | (((high >> j) & 1) << 4)) + m;
    }
  }
}
