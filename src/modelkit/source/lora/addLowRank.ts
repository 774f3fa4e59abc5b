/**
 * Adds scale · b · a to `weights`, in place: products are summed in float64 and rounded once.
 *
 * @param weights `[rows, cols]`, changed
 * @param a `[rank, cols]`
 * @param b `[rows, rank]`
 */
export function addLowRank(
  weights: Float32Array,
  a: Float32Array,
  b: Float32Array,
  rank: number,
  scale: number,
): void {
  const cols = a.length / rank;
  const rows = b.length / rank;
  const sum = new Float64Array(cols);
  for (let row = 0; row < rows; row++) {
    sum.fill(0);
    let k = 0;
    // Four ranks at a time: a quarter of the passes over `sum`.
    for (; k + 4 <= rank; k += 4) {
      const at = row * rank + k;
      const b0 = b[at]!;
      const b1 = b[at + 1]!;
      const b2 = b[at + 2]!;
      const b3 = b[at + 3]!;
      const a0 = k * cols;
      const a1 = a0 + cols;
      const a2 = a1 + cols;
      const a3 = a2 + cols;
      for (let col = 0; col < cols; col++) {
        sum[col]! +=
          b0 * a[a0 + col]! + b1 * a[a1 + col]! + (b2 * a[a2 + col]! + b3 * a[a3 + col]!);
      }
    }
    for (; k < rank; k++) {
      const b0 = b[row * rank + k]!;
      const a0 = k * cols;
      for (let col = 0; col < cols; col++) sum[col]! += b0 * a[a0 + col]!;
    }
    const to = row * cols;
    for (let col = 0; col < cols; col++) weights[to + col]! += scale * sum[col]!;
  }
}
