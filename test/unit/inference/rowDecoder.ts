import type { Decoder } from '../../../src/inference/decoder/decoder';

/** A decoder whose rows are lists of the tokens that were fed; what follows them is up to it. */
export abstract class RowDecoder implements Decoder {
  readonly contextLength = 512;
  abstract readonly vocabularySize: number;
  abstract readonly maxPrefillTokens: number;
  protected rows: number[][] = [];

  abstract prefill(row: number, ids: readonly number[]): Promise<Float32Array>;
  abstract decode(ids: readonly number[]): Promise<Float32Array>;
  abstract copyPrefix(from: number, to: number, length: number): boolean;

  reserve(rows: number): void {
    this.rows = Array.from({ length: rows }, (_, row) => this.rows[row] ?? []);
  }

  length(row: number): number {
    return this.rows[row]!.length;
  }

  truncate(row: number, length: number): void {
    this.rows[row]!.length = Math.min(length, this.length(row));
  }

  moveRow(from: number, to: number): void {
    this.rows[to] = this.rows[from]!;
    this.rows[from] = [];
  }

  cacheBytes(): number {
    return 0;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
