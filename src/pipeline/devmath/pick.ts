import type { Rng } from '../../core/sampling/rng';

/** Random choices for a question, all drawn from one seeded generator. */
export class Pick {
  readonly #rng: Rng;

  constructor(rng: Rng) {
    this.#rng = rng;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.#rng.nextFloat() * (high - low + 1));
  }

  /** A multiple of `step` from `low` to `high`, both included and both multiples of it. */
  multiple(step: number, low: number, high: number): number {
    return step * this.int(Math.ceil(low / step), Math.floor(high / step));
  }

  chance(probability: number): boolean {
    return this.#rng.nextFloat() < probability;
  }

  /** One of the items. Throws RangeError for an empty list. */
  of<T>(items: readonly T[]): T {
    const [item] = items.slice(this.int(0, items.length - 1));
    if (item === undefined) throw new RangeError('nothing to choose from');
    return item;
  }

  /** A new list of the same items in random order. */
  shuffle<T>(items: readonly T[]): T[] {
    const keyed = items.map((item) => ({ item, key: this.#rng.nextFloat() }));
    return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
  }

  /** `count` different items. Throws RangeError if there are fewer. */
  sample<T>(items: readonly T[], count: number): T[] {
    if (count > items.length) throw new RangeError(`${count} of ${items.length} items`);
    return this.shuffle(items).slice(0, count);
  }

  /** The first draw that is accepted. Throws RangeError when 10,000 are not. */
  until<T>(draw: () => T, isAccepted: (drawn: T) => boolean): T {
    for (let attempt = 0; attempt < 10_000; attempt += 1) {
      const drawn = draw();
      if (isAccepted(drawn)) return drawn;
    }
    throw new RangeError('no draw is accepted');
  }
}
