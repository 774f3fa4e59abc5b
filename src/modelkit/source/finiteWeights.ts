import { invalidFile } from './sourceErrors';

/**
 * Refuses NaN and infinite weights here, at the edge: further on they would spoil a whole block of a
 * quantised tensor, or every logit, without a message.
 *
 * @param values `[rows, cols]`, not changed
 * @param firstRow number of the first row, for the message
 * @throws AppError `model-file-invalid`
 */
export function checkFinite(
  values: Float32Array,
  cols: number,
  file: string,
  name: string,
  firstRow: number,
): void {
  // An exponent of all ones, and only that, carries into the sign bit: no branch for each weight.
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  const count = bits.length;
  let carries = 0;
  // By index: for…of over a typed array is eight times slower here.
  for (let index = 0; index < count; index++) {
    carries |= (bits[index]! & 0x7f800000) + 0x00800000;
  }
  if (carries >= 0) return;
  const index = values.findIndex((value) => !Number.isFinite(value));
  const row = firstRow + Math.floor(index / cols);
  const what = `"${name}" holds ${String(values[index])} in row ${row}, column ${index % cols}`;
  throw invalidFile(file, what);
}
