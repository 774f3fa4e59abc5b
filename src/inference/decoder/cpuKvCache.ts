import type { DecoderShape } from './decoder';

/** Capacity is a multiple of this many tokens: growth copies, and unused capacity is read as well. */
const capacityStep = 128;

/**
 * Keys and values of all layers in memory of this process, one buffer `[rows, kvHeads, capacity,
 * headDim]` float32 per layer and kind, positions beyond a row's length unused.
 *
 * A row is a contiguous part of each buffer, and so is any number of first rows: both can be fed
 * to the graph without a copy.
 */
export class CpuKvCache {
  private rows = 0;
  private tokenCapacity = 0;
  private lengths: number[] = [];
  /** Key of layer 0, value of layer 0, key of layer 1, … */
  private buffers: Float32Array[];

  constructor(private readonly shape: DecoderShape) {
    this.buffers = Array.from({ length: shape.layerCount * 2 }, () => new Float32Array(0));
  }

  /** Positions that each row has room for. */
  get capacity(): number {
    return this.tokenCapacity;
  }

  length(row: number): number {
    return this.lengths[row] ?? 0;
  }

  truncate(row: number, length: number): void {
    this.lengths[row] = Math.min(length, this.length(row));
  }

  /** Room for `rows` rows, with no more capacity than they need; rows beyond are forgotten. */
  reserveRows(rows: number): void {
    if (rows === this.rows) return;
    this.resize(rows, this.capacityFor(Math.max(0, ...this.lengths.slice(0, rows))));
  }

  /**
   * Room for `tokens` tokens in every row. Capacity of which no row needs the half is given back,
   * since every step reads all of it; to grow again a row has to be filled, so the copies are few.
   */
  reserveTokens(tokens: number): void {
    const wanted = this.capacityFor(Math.max(tokens, ...this.lengths));
    if (wanted > this.capacity || wanted * 2 <= this.capacity) this.resize(this.rows, wanted);
  }

  /** Buffer `index` of rows `first` to `first + count - 1`, and the dims it has. */
  slice(
    index: number,
    first: number,
    count: number,
  ): { readonly data: Float32Array; readonly dims: readonly number[] } {
    const { kvHeadCount, headDim } = this.shape;
    const rowSize = kvHeadCount * this.capacity * headDim;
    const data = this.buffers[index]!.subarray(first * rowSize, (first + count) * rowSize);
    return { data, dims: [count, kvHeadCount, this.capacity, headDim] };
  }

  /**
   * What the rows from `firstRow` hold from position `starts[i]` on, in order of the buffers and with
   * zeros behind it: `[buffers, rows, kvHeads, window, headDim]`.
   */
  recent(
    firstRow: number,
    starts: readonly number[],
    window: number,
  ): { readonly data: Float32Array; readonly dims: readonly number[] } {
    const { kvHeadCount, headDim } = this.shape;
    const size = window * headDim;
    const data = new Float32Array(this.buffers.length * starts.length * kvHeadCount * size);
    let to = 0;
    for (const buffer of this.buffers) {
      for (const [index, start] of starts.entries()) {
        const row = firstRow + index;
        const count = (this.length(row) - start) * headDim;
        for (let head = 0; head < kvHeadCount; head++) {
          const from = ((row * kvHeadCount + head) * this.capacity + start) * headDim;
          data.set(buffer.subarray(from, from + count), to);
          to += size;
        }
      }
    }
    return { data, dims: [this.buffers.length, starts.length, kvHeadCount, window, headDim] };
  }

  /**
   * Stores new positions: `source` is `[rows, kvHeads, tokens, headDim]` for rows from `firstRow`.
   * Lengths stay until {@link advance}.
   */
  append(index: number, firstRow: number, tokens: number, source: Float32Array): void {
    const { kvHeadCount, headDim } = this.shape;
    const target = this.buffers[index]!;
    const rowCount = source.length / (tokens * kvHeadCount * headDim);
    let from = 0;
    for (let row = firstRow; row < firstRow + rowCount; row++) {
      const start = this.length(row);
      for (let head = 0; head < kvHeadCount; head++) {
        const to = ((row * kvHeadCount + head) * this.capacity + start) * headDim;
        target.set(source.subarray(from, from + tokens * headDim), to);
        from += tokens * headDim;
      }
    }
  }

  /** Counts `tokens` more positions of `rowCount` rows from `firstRow` as held. */
  advance(firstRow: number, rowCount: number, tokens: number): void {
    for (let row = firstRow; row < firstRow + rowCount; row++) {
      this.lengths[row] = this.length(row) + tokens;
    }
  }

  copyRow(from: number, to: number, length: number): void {
    const { kvHeadCount, headDim } = this.shape;
    const headSize = this.capacity * headDim;
    for (const buffer of this.buffers) {
      for (let head = 0; head < kvHeadCount; head++) {
        const source = (from * kvHeadCount + head) * headSize;
        const target = (to * kvHeadCount + head) * headSize;
        buffer.copyWithin(target, source, source + length * headDim);
      }
    }
    this.lengths[to] = length;
  }

  bytes(): number {
    return this.buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0);
  }

  private capacityFor(tokens: number): number {
    const wanted = Math.max(1, Math.ceil(tokens / capacityStep)) * capacityStep;
    return Math.min(wanted, Math.max(tokens, this.shape.contextLength));
  }

  private resize(rows: number, capacity: number): void {
    const { kvHeadCount, headDim } = this.shape;
    const kept = Math.min(rows, this.rows);
    this.buffers = this.buffers.map((old) => {
      const grown = new Float32Array(rows * kvHeadCount * capacity * headDim);
      for (let row = 0; row < kept; row++) {
        for (let head = 0; head < kvHeadCount; head++) {
          const source = (row * kvHeadCount + head) * this.capacity * headDim;
          const target = (row * kvHeadCount + head) * capacity * headDim;
          grown.set(old.subarray(source, source + this.length(row) * headDim), target);
        }
      }
      return grown;
    });
    this.rows = rows;
    this.tokenCapacity = capacity;
    this.lengths = Array.from({ length: rows }, (_, row) => (row < kept ? this.length(row) : 0));
  }
}
