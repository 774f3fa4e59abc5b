import type { Decoder } from '../decoder/decoder';
import { commonPrefix } from './commonPrefix';

/**
 * Knows which tokens each row of a decoder holds, so that a prompt reads again only what no row
 * has: a follow-up or another ratio shares all but its end with the prompt before.
 */
export class RowCache {
  private held: number[][] = [];

  constructor(readonly decoder: Decoder) {}

  reserve(rows: number): void {
    this.decoder.reserve(rows);
    this.held = Array.from({ length: rows }, (_, row) => this.held[row] ?? []);
  }

  /** Forgets what none of `prompts` begins with, so that further rows take no room for it. */
  keepShared(prompts: readonly (readonly number[])[]): void {
    for (const [row, ids] of this.held.entries()) {
      const shared = prompts.map((prompt) => commonPrefix(ids, prompt));
      this.truncate(
        row,
        shared.reduce((most, length) => Math.max(most, length), 0),
      );
    }
  }

  /**
   * Makes row `row` hold the longest beginning of `prompt` that any row holds, and returns its
   * length in tokens: at most all but the last two. The last one's logits are needed, and a piece of
   * one token takes another kernel, whose rounding would make a question asked twice end differently.
   */
  startWith(row: number, prompt: readonly number[]): number {
    const limit = Math.max(0, prompt.length - 2);
    let best = row;
    let length = 0;
    for (const [index, ids] of this.held.entries()) {
      const common = Math.min(commonPrefix(ids, prompt), limit);
      // Among equals the row itself: nothing is copied.
      if (common > length || (common === length && index === row)) {
        best = index;
        length = common;
      }
    }
    if (best !== row && !this.decoder.copyPrefix(best, row, length)) {
      length = Math.min(commonPrefix(this.held[row] ?? [], prompt), limit);
      best = row;
    }
    if (best === row) this.decoder.truncate(row, length);
    this.held[row] = prompt.slice(0, length);
    return length;
  }

  async prefill(row: number, ids: readonly number[]): Promise<Float32Array> {
    const logits = await this.decoder.prefill(row, ids);
    this.held[row]?.push(...ids);
    return logits;
  }

  /** Feeds one token to each of the first rows. */
  async decode(ids: readonly number[]): Promise<Float32Array> {
    const logits = await this.decoder.decode(ids);
    for (const [row, id] of ids.entries()) this.held[row]?.push(id);
    return logits;
  }

  /** Feeds the tokens to row 0; see {@link Decoder.decodeAhead}. */
  async decodeAhead(ids: readonly number[]): Promise<Float32Array> {
    const { decoder } = this;
    if (decoder.decodeAhead === undefined) throw new Error('This device decodes one by one.');
    const logits = await decoder.decodeAhead(ids);
    this.held[0]?.push(...ids);
    return logits;
  }

  /** Forgets what row `row` holds beyond `length` tokens, if it holds more. */
  truncate(row: number, length: number): void {
    const ids = this.held[row];
    if (ids === undefined || ids.length <= length) return;
    this.decoder.truncate(row, length);
    ids.length = length;
  }

  moveRow(from: number, to: number): void {
    this.decoder.moveRow(from, to);
    this.held[to] = this.held[from] ?? [];
    this.held[from] = [];
  }

  /** Forgets everything, as after a native call that failed half-way. */
  clear(): void {
    for (const row of this.held.keys()) this.decoder.truncate(row, 0);
    this.held = this.held.map(() => []);
  }
}
