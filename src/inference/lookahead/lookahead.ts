import type { Decoder } from '../decoder/decoder';
import { NextTokenMemory } from './nextTokenMemory';

/** A guess is tried again after so many tokens, where it did not pay. */
const retryAfter = 64;
/** Share of the newest measurement in a mean. */
const newest = 0.05;

/**
 * Decoding of two tokens in one step: the last one and a guess of what follows it. If the model
 * chooses the guess, the step was worth two; if not, the guess is cut off again. What is written does
 * not change, since both logits are, to the bit, those of single steps: that is looked at once, and
 * where a processor rounds otherwise nothing is guessed.
 *
 * A step of two costs a CPU little more than one of one, because both read the same weights (0.5B, two
 * cores: 1.14 times).
 */
export class Lookahead {
  private readonly memories = new Map<string, NextTokenMemory>();
  private isExact: boolean | undefined;
  private singleMs = 0;
  private pairMs = 0;
  /** Share of guesses that were right. */
  private hits = 0.5;
  private sinceGuess = 0;

  /** Notes what each of `ids` from index `from` on came after, for guesses of the same `notes`. */
  note(ids: readonly number[], from: number, notes = ''): void {
    this.memoryOf(notes).note(ids, from);
  }

  /**
   * What follows `ids`, all that row 0 is to hold: `known` if given, else a guess, else undefined
   * where there is none or it would not pay. Row 0 holds all of `ids` but the last.
   */
  async next(
    decoder: Decoder,
    ids: readonly number[],
    known?: number,
    notes = '',
  ): Promise<number | undefined> {
    const next = known ?? (this.pays() ? this.memoryOf(notes).guess(ids) : undefined);
    if (next === undefined || (decoder.mostAhead?.() ?? 0) < 2) return undefined;
    this.isExact ??= await isExactAhead(decoder, [ids.at(-1)!, next]);
    return this.isExact ? next : undefined;
  }

  /** Tells how long a step took, and for one of two tokens whether the second was chosen. */
  record(elapsedMs: number, isHit?: boolean): void {
    if (isHit === undefined) {
      this.singleMs = mean(this.singleMs, elapsedMs);
      this.sinceGuess += 1;
      return;
    }
    this.pairMs = mean(this.pairMs, elapsedMs);
    this.hits += newest * (Number(isHit) - this.hits);
    this.sinceGuess = 0;
  }

  private memoryOf(notes: string): NextTokenMemory {
    const found = this.memories.get(notes) ?? new NextTokenMemory();
    this.memories.set(notes, found);
    return found;
  }

  /** Whether two tokens at once take less time for a token than one, as far as was seen. */
  private pays(): boolean {
    const isKnown = this.singleMs > 0 && this.pairMs > 0;
    return (
      !isKnown || (1 + this.hits) * this.singleMs > this.pairMs || this.sinceGuess >= retryAfter
    );
  }
}

function mean(old: number, measured: number): number {
  return old === 0 ? measured : old + newest * (measured - old);
}

/** Whether two tokens at once give the same logits as one after the other; row 0 is left as it was. */
async function isExactAhead(decoder: Decoder, ids: readonly [number, number]): Promise<boolean> {
  const length = decoder.length(0);
  const apart = new Float32Array(ids.length * decoder.vocabularySize);
  for (const [index, id] of ids.entries()) {
    apart.set(await decoder.decode([id]), index * decoder.vocabularySize);
  }
  decoder.truncate(0, length);
  const together = await decoder.decodeAhead?.(ids);
  decoder.truncate(0, length);
  return together?.every((value, index) => Object.is(value, apart[index])) ?? false;
}
