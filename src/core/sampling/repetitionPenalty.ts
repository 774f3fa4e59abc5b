/**
 * Makes recent tokens less likely, for the time of one choice. Only the logits of those tokens are
 * touched, once each however often a token occurred, and `restore` puts the exact values back: a
 * copy of 150,000 logits per token would cost as much as the choice itself.
 *
 * Source: Keskar et al., CTRL, arXiv 1909.05858, section 4.1, with the sign rule that
 * huggingface/transformers uses (negative logits are multiplied: dividing would make them likelier).
 */
export class RepetitionPenalty {
  readonly #penalty: number;
  readonly #saved = new Map<number, number>();

  /** `penalty` above 0; 1 changes nothing, above 1 makes repetition rarer. */
  constructor(penalty: number) {
    this.#penalty = penalty;
  }

  /** Changes `logits` in place. Ids outside the array are ignored. */
  apply(logits: Float32Array, recentTokens: Iterable<number>): void {
    if (this.#penalty === 1) return;
    for (const id of recentTokens) {
      const value = logits[id];
      if (value === undefined || this.#saved.has(id)) continue;
      this.#saved.set(id, value);
      logits[id] = value < 0 ? value * this.#penalty : value / this.#penalty;
    }
  }

  /** Undoes `apply` on the same array. */
  restore(logits: Float32Array): void {
    for (const [id, value] of this.#saved) logits[id] = value;
    this.#saved.clear();
  }
}
