import { byteSymbols } from './byteAlphabet';
import { MergeTable, noMerge } from './mergeTable';
import { NumberHeap } from './numberHeap';

/** Positions below this bound share one number with a rank: rank · 2^31 + position < 2^53. */
const positionBound = 2 ** 31;

/**
 * Byte-pair encoding over bytes: repeatedly joins the pair of lowest rank, the leftmost first.
 *
 * Bytes without a token of their own are dropped before merging, as the reference does for models
 * without an unknown token (SmolLM2 lacks 21 byte tokens, 13 of which never occur in UTF-8).
 *
 * Source: huggingface/tokenizers tokenizers/src/models/bpe/{model,word}.rs
 */
export class ByteLevelBpe {
  /** Token id of each byte, -1 where there is none. */
  readonly byteIds: Int32Array;
  readonly #merges: MergeTable;
  readonly #heap = new NumberHeap();
  #ids = new Int32Array(64);
  #previous = new Int32Array(64);
  #next = new Int32Array(64);

  /**
   * @param vocabulary token (in the byte alphabet) → id
   * @param merges "left right", best first
   * @throws Error when a merge names a token that is not in the vocabulary
   */
  constructor(vocabulary: ReadonlyMap<string, number>, merges: readonly string[]) {
    this.byteIds = Int32Array.from(byteSymbols, (symbol) => vocabulary.get(symbol) ?? -1);
    this.#merges = new MergeTable(merges.length);
    merges.forEach((merge, rank) => {
      const [left, right, merged] = mergeIds(vocabulary, merge);
      this.#merges.add(left, right, rank, merged);
    });
  }

  /**
   * Appends the tokens of one piece of text to `out`. O(n log n) in the piece's length.
   *
   * @param bytes the piece in UTF-8; only the first `length` bytes are read
   * @param onMerge called with every token made on the way, the last ones included
   */
  encode(
    bytes: Uint8Array,
    length: number,
    out: number[],
    onMerge?: (merged: number) => void,
  ): void {
    const count = this.#start(bytes, length);
    for (let i = 0; i + 1 < count; i++) this.#offer(i);
    for (let key = this.#heap.pop(); key !== undefined; key = this.#heap.pop()) {
      const merged = this.#apply(key);
      if (merged >= 0) onMerge?.(merged);
    }
    if (count === 0) return;
    for (let i = 0; i >= 0; i = this.#next[i]!) out.push(this.#ids[i]!);
  }

  /** Fills the linked list with byte tokens; returns how many there are. */
  #start(bytes: Uint8Array, length: number): number {
    if (this.#ids.length < length) {
      const size = Math.max(length, this.#ids.length * 2);
      this.#ids = new Int32Array(size);
      this.#previous = new Int32Array(size);
      this.#next = new Int32Array(size);
    }
    let count = 0;
    for (let i = 0; i < length; i++) {
      const id = this.byteIds[bytes[i]!]!;
      if (id < 0) continue;
      this.#ids[count] = id;
      this.#previous[count] = count - 1;
      this.#next[count] = count + 1;
      count++;
    }
    if (count > 0) this.#next[count - 1] = -1;
    return count;
  }

  /** Queues the pair that begins at `position`, if it can merge. */
  #offer(position: number): void {
    const right = this.#next[position]!;
    if (right < 0) return;
    const rule = this.#merges.find(this.#ids[position]!, this.#ids[right]!);
    if (rule === noMerge) return;
    this.#heap.push(this.#merges.rankOf(rule) * positionBound + position);
  }

  /** Joins the queued pair and returns the new token, or -1 when one of the two is gone. */
  #apply(key: number): number {
    const position = key % positionBound;
    const left = this.#ids[position]!;
    const right = this.#next[position]!;
    if (left < 0 || right < 0) return -1;
    const rule = this.#merges.find(left, this.#ids[right]!);
    if (rule === noMerge || this.#merges.rankOf(rule) !== Math.floor(key / positionBound))
      return -1;
    const merged = this.#merges.mergedOf(rule);
    const after = this.#next[right]!;
    this.#ids[position] = merged;
    this.#ids[right] = -1;
    this.#next[position] = after;
    if (after >= 0) this.#previous[after] = position;
    this.#offer(position);
    const before = this.#previous[position]!;
    if (before >= 0) this.#offer(before);
    return merged;
  }
}

/** Ids of the left, right and joined token of one merge. @throws Error when one does not exist */
export function mergeIds(
  vocabulary: ReadonlyMap<string, number>,
  merge: string,
): readonly [left: number, right: number, merged: number] {
  const space = merge.indexOf(' ');
  const leftText = merge.slice(0, space);
  const rightText = merge.slice(space + 1);
  const left = vocabulary.get(leftText);
  const right = vocabulary.get(rightText);
  const merged = vocabulary.get(leftText + rightText);
  if (space < 1 || left === undefined || right === undefined || merged === undefined) {
    throw new Error('A merge names a token that is not in the vocabulary.');
  }
  return [left, right, merged];
}
