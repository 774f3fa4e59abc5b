/** Added to the score of a key that must not be seen: its share after softmax is exactly 0. */
const unseen = -1e9;

/** Where the rows of a call stand. */
export interface RowPlaces {
  /** Where each row's window begins: positions before it are its past. */
  readonly starts: readonly number[];
  /** Positions each row holds before the call. */
  readonly lengths: readonly number[];
  /** New positions of each row. */
  readonly tokens: number;
  /** Positions that a window has room for. */
  readonly window: number;
}

/**
 * What is added to the attention scores, float32 `[rows, 1, group * tokens | 1, capacity + window]`
 * row-major: 0 where a query may look, else a large negative number.
 *
 * Columns are the padded past, of which row i has `starts[i]` valid positions, then its window, where
 * each new token sees what was there before and the new ones up to itself. With one token a row, one
 * line serves all heads.
 *
 * @param group query heads that share a key/value head; their lines follow one another.
 */
export function attentionBias(
  { starts, lengths, tokens, window }: RowPlaces,
  capacity: number,
  group: number,
): { readonly data: Float32Array; readonly dims: readonly number[] } {
  const lines = tokens === 1 ? 1 : group * tokens;
  const width = capacity + window;
  const data = new Float32Array(lengths.length * lines * width);
  for (const [row, length] of lengths.entries()) {
    const pastEnd = starts[row] ?? 0;
    for (let line = 0; line < lines; line++) {
      const start = (row * lines + line) * width;
      const seen = length - pastEnd + (line % tokens) + 1;
      data.fill(unseen, start + pastEnd, start + capacity);
      data.fill(unseen, start + capacity + seen, start + width);
    }
  }
  return { data, dims: [lengths.length, 1, lines, width] };
}

/** Which place of its window each new position takes: float32 `[rows, 1, window, tokens]`, 1 there. */
export function windowPlacement({ starts, lengths, tokens, window }: RowPlaces): {
  readonly data: Float32Array;
  readonly dims: readonly number[];
} {
  const data = new Float32Array(lengths.length * window * tokens);
  for (const [row, length] of lengths.entries()) {
    const first = row * window + length - (starts[row] ?? 0);
    for (let token = 0; token < tokens; token++) data[(first + token) * tokens + token] = 1;
  }
  return { data, dims: [lengths.length, 1, window, tokens] };
}
