import { AppError } from '../../protocol/appError';
import { chooseScale } from './chooseScale';
import { roundingShift, toFloat16Bits } from './float16';

export type QuantiseBits = 4 | 8;
export type BlockSize = 16 | 32 | 64 | 128;

export interface QuantiseOptions {
  readonly bits: QuantiseBits;
  /** Weights that share one scale, along the columns. */
  readonly blockSize: BlockSize;
  /** A zero point per block instead of the middle value. */
  readonly zeroPoints: boolean;
  /** Look for the scale with the least squared error instead of the one that covers the extremes. */
  readonly search: boolean;
}

/** Rows in the layout of `QuantisedMatrix` (onnx/decoderWeights). */
export interface QuantisedRows {
  readonly weights: Uint8Array;
  /** Float16 bits, `[rows, columns / blockSize]`. */
  readonly scales: Uint16Array;
  readonly zeroPoints?: Uint8Array;
}

/** Bytes of the zero points of one row with `blocks` blocks. */
export function zeroPointBytesPerRow(blocks: number, bits: QuantiseBits): number {
  return bits === 8 ? blocks : Math.ceil(blocks / 2);
}

/**
 * Rows quantised in blocks; value = (q - zeroPoint) * scale, the scale rounded to float16 before
 * the integers are chosen.
 *
 * Without zero points the scale carries the sign of the block's largest magnitude, which uses the
 * level -8 (or -128) that a positive scale would waste. A block whose scale rounds to zero becomes
 * zeros. Rounding of x / scale is to nearest; which of two equally near levels is taken is not
 * promised.
 *
 * @param values float32 `[rows, columns]`, row-major; not changed.
 * @param name of the tensor, for the error's sentence.
 * @throws AppError `model-file-invalid` when `columns` is no multiple of the block size, a value is
 * not finite, or a scale is larger than float16 can hold.
 */
export function quantiseRows(
  values: Float32Array,
  columns: number,
  options: QuantiseOptions,
  name = 'tensor',
): QuantisedRows {
  const { bits, blockSize } = options;
  if (columns % blockSize !== 0 || values.length % columns !== 0) {
    throw new AppError(
      'model-file-invalid',
      `${name} has rows of ${columns} weights, which blocks of ${blockSize} do not divide; choose a format with smaller blocks.`,
    );
  }
  const rows = values.length / columns;
  const blocksPerRow = columns / blockSize;
  const weights = new Uint8Array((values.length * bits) / 8);
  const scales = new Uint16Array(rows * blocksPerRow);
  const zeros = new Uint8Array(rows * blocksPerRow);
  const middle = bits === 4 ? 8 : 128;
  const top = 2 * middle - 1;
  for (let block = 0; block < scales.length; block += 1) {
    const start = block * blockSize;
    const end = start + blockSize;
    const { low, high } = extremes(values, start, end, name);
    // The range must hold zero: a weight of zero is common, and the zero point is a level.
    const zero =
      options.zeroPoints && high > low ? Math.round((-low * top) / (high - low)) : middle;
    const widest = options.zeroPoints ? (high - low) / top : symmetricScale(low, high, middle);
    const scale = chooseScale(values, start, end, widest, -zero, top - zero, options.search);
    if (!Number.isFinite(scale)) throw notFinite(name);
    scales[block] = toFloat16Bits(scale);
    zeros[block] = zero;
    if (bits === 4) pack4(values, start, end, scale, zero, weights);
    else pack8(values, start, end, scale, zero, weights);
  }
  if (!options.zeroPoints) return { weights, scales };
  return { weights, scales, zeroPoints: bits === 8 ? zeros : packZeros(zeros, blocksPerRow) };
}

/** Smallest and largest value, zero included. */
function extremes(
  values: Float32Array,
  start: number,
  end: number,
  name: string,
): { readonly low: number; readonly high: number } {
  let low = 0;
  let high = 0;
  let finite = 0;
  for (let i = start; i < end; i += 1) {
    const value = values[i]!;
    // Zero for every finite value, NaN for the others, which comparisons would let pass.
    finite += value - value;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (finite !== 0) throw notFinite(name);
  return { low, high };
}

function symmetricScale(low: number, high: number, middle: number): number {
  return -low >= high ? -low / middle : -high / middle;
}

function notFinite(name: string): AppError {
  return new AppError(
    'model-file-invalid',
    `${name} holds values that are not finite or too large for float16; download the model again or use another source.`,
  );
}

function pack4(
  values: Float32Array,
  start: number,
  end: number,
  scale: number,
  zero: number,
  weights: Uint8Array,
): void {
  const inverse = scale === 0 ? 0 : 1 / scale;
  for (let i = start; i < end; i += 2) {
    let even = values[i]! * inverse + roundingShift - roundingShift + zero;
    let odd = values[i + 1]! * inverse + roundingShift - roundingShift + zero;
    even = even < 0 ? 0 : even > 15 ? 15 : even;
    odd = odd < 0 ? 0 : odd > 15 ? 15 : odd;
    weights[i >> 1] = even + odd * 16;
  }
}

function pack8(
  values: Float32Array,
  start: number,
  end: number,
  scale: number,
  zero: number,
  weights: Uint8Array,
): void {
  const inverse = scale === 0 ? 0 : 1 / scale;
  for (let i = start; i < end; i += 1) {
    const level = values[i]! * inverse + roundingShift - roundingShift + zero;
    weights[i] = level < 0 ? 0 : level > 255 ? 255 : level;
  }
}

function packZeros(zeros: Uint8Array, blocksPerRow: number): Uint8Array {
  const rowBytes = zeroPointBytesPerRow(blocksPerRow, 4);
  const rows = zeros.length / blocksPerRow;
  const packed = new Uint8Array(rows * rowBytes);
  for (let row = 0; row < rows; row += 1) {
    for (let block = 0; block < blocksPerRow; block += 1) {
      const zero = zeros[row * blocksPerRow + block]!;
      const at = row * rowBytes + (block >> 1);
      packed[at] = packed[at]! | (block % 2 === 0 ? zero : zero << 4);
    }
  }
  return packed;
}
