/** The largest values of an array with their indices; the arrays grow and are used again. */
export class TopCandidates {
  /** Indices, best first; only the first `count` entries count. */
  ids = new Int32Array(0);
  /** Values that belong to `ids`. */
  values = new Float64Array(0);
  count = 0;

  /**
   * Selects the `k` largest of `logits` `[n]`, best first, ties by lower index. O(n + k log k) in
   * practice, O(n log k) at worst: sorting 150,000 logits for each token would cost more than the
   * model's head.
   *
   * Returns false if a value is NaN or +Infinity, or if none is above -Infinity; `count` is then 0.
   */
  select(logits: Float32Array, k: number): boolean {
    this.count = 0;
    const size = Math.min(k, logits.length);
    if (size === 0) return false;
    if (this.ids.length < size) {
      this.ids = new Int32Array(size);
      this.values = new Float64Array(size);
    }
    const { ids, values } = this;
    for (let i = 0; i < size; i += 1) {
      const value = logits[i]!;
      if (Number.isNaN(value)) return false;
      ids[i] = i;
      values[i] = value;
    }
    for (let i = (size >> 1) - 1; i >= 0; i -= 1) this.#sink(i, size);
    let worst = values[0]!;
    for (let i = size; i < logits.length; i += 1) {
      const value = logits[i]!;
      // A later index never displaces an equal value, and NaN gets in here to be found.
      if (!(value <= worst)) {
        if (Number.isNaN(value)) return false;
        ids[0] = i;
        values[0] = value;
        this.#sink(0, size);
        worst = values[0];
      }
    }
    // Heap order to sorted order: the worst goes last, again and again.
    for (let end = size - 1; end > 0; end -= 1) {
      this.#swap(0, end);
      this.#sink(0, end);
    }
    if (values[0] === Infinity || values[0] === -Infinity) return false;
    this.count = size;
    return true;
  }

  /** True if entry `a` is a worse candidate than entry `b`. */
  #isWorse(a: number, b: number): boolean {
    const difference = this.values[a]! - this.values[b]!;
    // Two infinities of one sign differ by NaN: neither branch, so the index decides.
    if (difference < 0) return true;
    if (difference > 0) return false;
    return this.ids[a]! > this.ids[b]!;
  }

  #swap(a: number, b: number): void {
    const id = this.ids[a]!;
    const value = this.values[a]!;
    this.ids[a] = this.ids[b]!;
    this.values[a] = this.values[b]!;
    this.ids[b] = id;
    this.values[b] = value;
  }

  /** Restores the heap (worst at the root) below `root` within the first `size` entries. */
  #sink(root: number, size: number): void {
    for (let parent = root; ;) {
      const left = 2 * parent + 1;
      if (left >= size) return;
      const right = left + 1;
      const child = right < size && this.#isWorse(right, left) ? right : left;
      if (!this.#isWorse(child, parent)) return;
      this.#swap(child, parent);
      parent = child;
    }
  }
}
