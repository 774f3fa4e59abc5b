import { fromFloat16Bits } from './float16';
import type { BlockSize, QuantiseBits, QuantisedRows } from './quantiseRows';
import { zeroPointBytesPerRow } from './quantiseRows';

/** Float32 `[rows, columns]` that quantised rows stand for: (q - zeroPoint) * scale. */
export function dequantiseRows(
  quantised: QuantisedRows,
  columns: number,
  bits: QuantiseBits,
  blockSize: BlockSize,
): Float32Array {
  const { weights, scales, zeroPoints } = quantised;
  const values = new Float32Array((weights.length * 8) / bits);
  const blocksPerRow = columns / blockSize;
  const zeroRowBytes = zeroPointBytesPerRow(blocksPerRow, bits);
  for (let block = 0; block < scales.length; block += 1) {
    const scale = fromFloat16Bits(scales[block]!);
    const row = Math.floor(block / blocksPerRow);
    const zero = zeroPoints
      ? zeroPointAt(zeroPoints, row * zeroRowBytes, block % blocksPerRow, bits)
      : 2 ** (bits - 1);
    const start = block * blockSize;
    for (let i = start; i < start + blockSize; i += 1) {
      const level = bits === 8 ? weights[i]! : (weights[i >> 1]! >> (4 * (i & 1))) & 15;
      values[i] = (level - zero) * scale;
    }
  }
  return values;
}

function zeroPointAt(
  zeroPoints: Uint8Array,
  rowStart: number,
  block: number,
  bits: QuantiseBits,
): number {
  if (bits === 8) return zeroPoints[rowStart + block]!;
  return (zeroPoints[rowStart + (block >> 1)]! >> (4 * (block & 1))) & 15;
}
