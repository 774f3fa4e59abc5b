/**
 * Largest difference of two rows of logits, relative to the largest of `expected`; NaN when a value
 * is no number.
 */
export function relativeDifference(expected: Float32Array, actual: Float32Array): number {
  let difference = 0;
  let scale = 0;
  for (const [index, value] of expected.entries()) {
    difference = Math.max(difference, Math.abs(value - (actual[index] ?? NaN)));
    scale = Math.max(scale, Math.abs(value));
    if (Number.isNaN(difference)) return NaN;
  }
  return scale === 0 ? difference : difference / scale;
}
