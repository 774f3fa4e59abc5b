/** No such pair. */
export const noMerge = -1;

/**
 * Merge rules by pair of token ids: rank (lower merges first) and the resulting token.
 *
 * Open addressing over plain integer arrays: 151,000 rules take 8 MB and build in a few
 * milliseconds, where a Map keyed by strings takes 30 MB and several hundred.
 */
export class MergeTable {
  readonly #mask: number;
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  readonly #rank: Int32Array;
  readonly #merged: Int32Array;

  /** @param capacity largest number of rules that will be added */
  constructor(capacity: number) {
    let slots = 16;
    while (slots < capacity * 2) slots *= 2;
    this.#mask = slots - 1;
    this.#left = new Int32Array(slots).fill(-1);
    this.#right = new Int32Array(slots);
    this.#rank = new Int32Array(slots);
    this.#merged = new Int32Array(slots);
  }

  /** Adds a rule; a second rule for the same pair replaces the first, as the reference does. */
  add(left: number, right: number, rank: number, merged: number): void {
    const slot = this.#slotOf(left, right);
    this.#left[slot] = left;
    this.#right[slot] = right;
    this.#rank[slot] = rank;
    this.#merged[slot] = merged;
  }

  /** Handle of the rule for this pair, or {@link noMerge}. */
  find(left: number, right: number): number {
    const slot = this.#slotOf(left, right);
    return this.#left[slot] === left ? slot : noMerge;
  }

  rankOf(rule: number): number {
    return this.#rank[rule]!;
  }

  mergedOf(rule: number): number {
    return this.#merged[rule]!;
  }

  /** The slot of the pair, or the free one where it would go; half of the slots are always free. */
  #slotOf(left: number, right: number): number {
    let hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = hash & this.#mask;
    while (this.#left[slot] !== -1 && (this.#left[slot] !== left || this.#right[slot] !== right)) {
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }
}
