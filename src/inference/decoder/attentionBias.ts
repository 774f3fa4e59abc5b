/** Added to the score of a key that must not be seen: its share after softmax is exactly 0. */
const unseen = -1e9;

/**
 * What is added to the attention scores, float32 `[rows, 1, group * tokens | 1, capacity + tokens]`
 * row-major: 0 where a query may look, else a large negative number.
 *
 * Columns are the padded past, of which row i has `lengths[i]` valid positions, then the call's own
 * tokens, each of which sees those up to itself. With one token a row, one line serves all heads.
 *
 * @param group query heads that share a key/value head; their lines follow one another.
 */
export function attentionBias(
  lengths: readonly number[],
  tokens: number,
  capacity: number,
  group: number,
): { readonly data: Float32Array; readonly dims: readonly number[] } {
  const lines = tokens === 1 ? 1 : group * tokens;
  const width = capacity + tokens;
  const data = new Float32Array(lengths.length * lines * width);
  for (const [row, length] of lengths.entries()) {
    for (let line = 0; line < lines; line++) {
      const start = (row * lines + line) * width;
      data.fill(unseen, start + length, start + capacity);
      data.fill(unseen, start + capacity + (line % tokens) + 1, start + width);
    }
  }
  return { data, dims: [lengths.length, 1, lines, width] };
}
