/** Rows compared, spread over the vocabulary: enough that chance agreement is out of the question. */
const sampledRows = 16;

/**
 * Largest relative error at which two matrices count as one stored twice. A 4-bit copy of a matrix
 * differs from it by about 0.07 to 0.1; an unrelated matrix by about 1.4.
 */
const sameMatrixError = 0.15;

/** Reads one row of a matrix. */
export type RowReader = (row: number) => Promise<Float32Array>;

/**
 * True when two matrices of `rows` rows are the same up to quantisation error: the root of the
 * summed squared differences over {@link sampledRows} rows is below 15 % of the norm of `better`.
 *
 * @param better the copy stored with more bits
 */
export async function isSameMatrix(
  better: RowReader,
  other: RowReader,
  rows: number,
): Promise<boolean> {
  let difference = 0;
  let norm = 0;
  const count = Math.min(sampledRows, rows);
  for (let sample = 0; sample < count; sample++) {
    const row = Math.floor(((sample + 0.5) * rows) / count);
    const a = await better(row);
    const b = await other(row);
    for (let index = 0; index < a.length; index++) {
      difference += (a[index]! - b[index]!) ** 2;
      norm += a[index]! ** 2;
    }
  }
  return difference <= sameMatrixError ** 2 * norm;
}
