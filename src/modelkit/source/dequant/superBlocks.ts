import { halfValues } from './halfTable';

/*
 * Blocks of 256 weights with small integer scales per 16 or 32 weights.
 *
 * As in smallBlocks.ts the store to `out` is the one rounding: d·scale·q has at most 11 + 6 + 5
 * significant bits (Q6_K: 11 + 8 + 6, less one where a factor is ±128 or -32), and the difference of
 * two such products is exact in float64.
 *
 * Source: ggml-org/llama.cpp gguf-py gguf/quants.py, classes Q4_K, Q5_K, Q6_K
 */

/**
 * The eight 6-bit scales and minima of a Q4_K or Q5_K block, times d and dmin.
 *
 * @param at first of the block's 12 packed bytes
 * @param scales [8], overwritten
 * @param minima [8], overwritten
 */
function unpackScales(
  bytes: Uint8Array,
  at: number,
  d: number,
  dmin: number,
  scales: Float64Array,
  minima: Float64Array,
): void {
  for (let j = 0; j < 4; j++) {
    const scale = bytes[at + j]!;
    const min = bytes[at + 4 + j]!;
    const rest = bytes[at + 8 + j]!;
    scales[j] = d * (scale & 63);
    minima[j] = dmin * (min & 63);
    scales[j + 4] = d * ((rest & 15) | ((scale >> 2) & 48));
    minima[j + 4] = dmin * ((rest >> 4) | ((min >> 2) & 48));
  }
}

/** Q4_K: half d, half dmin, 12 bytes of scales, 128 bytes of nibbles; weight = d·s·q − dmin·m. */
export function dequantiseQ4K(bytes: Uint8Array, out: Float32Array): void {
  const scales = new Float64Array(8);
  const minima = new Float64Array(8);
  for (let at = 0, to = 0; to < out.length; at += 144, to += 256) {
    const d = halfValues[bytes[at]! | (bytes[at + 1]! << 8)]!;
    const dmin = halfValues[bytes[at + 2]! | (bytes[at + 3]! << 8)]!;
    unpackScales(bytes, at + 4, d, dmin, scales, minima);
    for (let group = 0; group < 4; group++) {
      const lowScale = scales[2 * group]!;
      const lowMin = minima[2 * group]!;
      const highScale = scales[2 * group + 1]!;
      const highMin = minima[2 * group + 1]!;
      const from = at + 16 + 32 * group;
      const base = to + 64 * group;
      for (let j = 0; j < 32; j++) {
        const pair = bytes[from + j]!;
        out[base + j] = lowScale * (pair & 15) - lowMin;
        out[base + 32 + j] = highScale * (pair >> 4) - highMin;
      }
    }
  }
}

/** Q5_K: as Q4_K with 32 bytes of fifth bits before the nibbles (bit i is group of 32 number i). */
export function dequantiseQ5K(bytes: Uint8Array, out: Float32Array): void {
  const scales = new Float64Array(8);
  const minima = new Float64Array(8);
  for (let at = 0, to = 0; to < out.length; at += 176, to += 256) {
    const d = halfValues[bytes[at]! | (bytes[at + 1]! << 8)]!;
    const dmin = halfValues[bytes[at + 2]! | (bytes[at + 3]! << 8)]!;
    unpackScales(bytes, at + 4, d, dmin, scales, minima);
    for (let group = 0; group < 4; group++) {
      const lowScale = scales[2 * group]!;
      const lowMin = minima[2 * group]!;
      const highScale = scales[2 * group + 1]!;
      const highMin = minima[2 * group + 1]!;
      const from = at + 48 + 32 * group;
      const base = to + 64 * group;
      for (let j = 0; j < 32; j++) {
        const pair = bytes[from + j]!;
        const fifth = bytes[at + 16 + j]! >> (2 * group);
        out[base + j] = lowScale * ((pair & 15) | ((fifth & 1) << 4)) - lowMin;
        out[base + 32 + j] = highScale * ((pair >> 4) | ((fifth & 2) << 3)) - highMin;
      }
    }
  }
}

/** Q6_K: 128 bytes of low nibbles, 64 of high bit pairs, 16 int8 scales, half d; offset 32. */
export function dequantiseQ6K(bytes: Uint8Array, out: Float32Array): void {
  const signed = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0, to = 0; to < out.length; at += 210, to += 256) {
    const d = halfValues[bytes[at + 208]! | (bytes[at + 209]! << 8)]!;
    for (let part = 0; part < 16; part++) {
      // 16 weights share a scale; four runs of 16 read the same high bits at different shifts.
      const half = part >> 3;
      const inHalf = part & 7;
      const scale = d * signed[at + 192 + part]!;
      const low = at + 64 * half + 16 * (inHalf & 3);
      const lowShift = inHalf < 4 ? 0 : 4;
      const high = at + 128 + 32 * half + 16 * (inHalf & 1);
      const highShift = inHalf & 6;
      const base = to + 16 * part;
      for (let j = 0; j < 16; j++) {
        const quant =
          ((bytes[low + j]! >> lowShift) & 15) | (((bytes[high + j]! >> highShift) & 3) << 4);
        out[base + j] = scale * (quant - 32);
      }
    }
  }
}
