/**
 * A model with its key/value cache, as rows that are decoded together.
 *
 * Rows are numbered from 0; active rows must be the first ones, so that a batch is one slice of
 * memory. Every method that runs the model blocks for one native call; callers yield in between.
 */
export interface Decoder {
  readonly vocabularySize: number;
  /** Tokens a row may hold. */
  readonly contextLength: number;
  /** Most tokens that one {@link prefill} may bring. */
  readonly maxPrefillTokens: number;
  /** Makes room for `rows` rows; what rows hold is kept. */
  reserve(rows: number): void;
  /** Tokens row `row` holds. */
  length(row: number): number;
  /** Forgets what row `row` holds beyond `length` tokens. */
  truncate(row: number, length: number): void;
  /** Makes row `to` hold the first `length` tokens of row `from`; false if it cannot be copied. */
  copyPrefix(from: number, to: number, length: number): boolean;
  /** Moves row `from` to row `to`, whose content is lost. */
  moveRow(from: number, to: number): void;
  /**
   * Appends `ids` to row `row` and returns the logits after the last one, float32 `[vocabulary]`,
   * valid until the next call.
   */
  prefill(row: number, ids: readonly number[]): Promise<Float32Array>;
  /**
   * Appends `ids[i]` to row i for all rows of the batch and returns logits float32
   * `[ids.length, vocabulary]` row-major, valid until the next call.
   */
  decode(ids: readonly number[]): Promise<Float32Array>;
  /** Most tokens that {@link decodeAhead} takes now. */
  mostAhead?(): number;
  /**
   * Appends `ids` to row 0 and returns the logits after each, float32 `[ids.length, vocabulary]`
   * row-major, valid until the next call: those of as many calls of {@link decode}, if the processor
   * computes a row alike whatever the number of rows. Absent where it would gain nothing.
   */
  decodeAhead?(ids: readonly number[]): Promise<Float32Array>;
  /** Bytes that keys and values take. */
  cacheBytes(): number;
  /** Frees the native session; no call may be running. */
  close(): Promise<void>;
}

/** The shape that a decoder's caches follow. */
export interface DecoderShape {
  readonly layerCount: number;
  readonly headCount: number;
  readonly kvHeadCount: number;
  readonly headDim: number;
  readonly vocabularySize: number;
  readonly contextLength: number;
}
