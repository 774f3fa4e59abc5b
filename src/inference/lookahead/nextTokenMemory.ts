/** Notes that are kept (10 MB); when there are more, the older half goes. */
const mostNotes = 200_000;

/** Above any id: two ids make one number. */
const idSpace = 2 ** 26;

/**
 * Which token came last after which, in all that was read and written: chains repeat the numbers and
 * names of their question, and the phrases of chains before them.
 *
 * Source of the idea: prompt lookup decoding, apoorvumang/prompt-lookup-decoding@main:README.md
 */
export class NextTokenMemory {
  /** Keys are two tokens, or one as a negative number. */
  private notes = new Map<number, number>();

  /** Notes what each of `ids` from index `from` on came after. */
  note(ids: readonly number[], from = 0): void {
    for (let index = Math.max(from, 1); index < ids.length; index++) {
      const next = ids[index]!;
      this.notes.set(oneKey(ids[index - 1]!), next);
      if (index > 1) this.notes.set(twoKey(ids[index - 2]!, ids[index - 1]!), next);
    }
    if (this.notes.size > mostNotes) this.forgetOlderHalf();
  }

  /** What came last after the end of `ids`: after its last two tokens, else after its last one. */
  guess(ids: readonly number[]): number | undefined {
    const last = ids.at(-1);
    const before = ids.at(-2);
    if (last === undefined) return undefined;
    const afterTwo = before === undefined ? undefined : this.notes.get(twoKey(before, last));
    return afterTwo ?? this.notes.get(oneKey(last));
  }

  private forgetOlderHalf(): void {
    this.notes = new Map([...this.notes].slice(-mostNotes / 2));
  }
}

function oneKey(last: number): number {
  return -1 - last;
}

function twoKey(before: number, last: number): number {
  return before * idSpace + last;
}
