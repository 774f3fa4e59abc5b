import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LoopDetector } from '../../../src/core/loopDetection';

/** Position of the first alarm, or -1. */
function firstAlarm(tokens: readonly number[]): number {
  const detector = new LoopDetector();
  return tokens.findIndex((token) => detector.push(token) !== undefined);
}

/** The definition, tried for every period at every position. */
function naiveAlarm(tokens: readonly number[]): number {
  return tokens.findIndex((_, end) => {
    for (let period = 1; period <= 64; period += 1) {
      let tail = period;
      while (tail <= end && tokens[end + 1 - tail + period - 1] === tokens[end - tail]) tail += 1;
      if (tail >= 48 && tail >= 4 * period && tail > period && tail <= end + 1) return true;
    }
    return false;
  });
}

describe('LoopDetector', () => {
  it('fires where the definition does', () => {
    const block = fc.array(fc.nat(3), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 30 }), block, fc.nat(120), (start, b, n) => {
        const loop = Array.from({ length: n }, (_, i) => b[i % b.length]!);
        const tokens = [...start, ...loop];
        expect(firstAlarm(tokens)).toBe(naiveAlarm(tokens));
      }),
    );
  });

  it('tells the period and the length of the tail', () => {
    const detector = new LoopDetector();
    const tokens = Array.from({ length: 60 }, (_, i) => i % 5);
    const last = tokens.map((token) => detector.push(token)).at(-1);
    expect(last).toEqual({ period: 5, tailTokens: 60 });
  });

  it('finds a block of 64 after four rounds and never one of 65', () => {
    expect(firstAlarm(Array.from({ length: 400 }, (_, i) => i % 64))).toBe(255);
    expect(firstAlarm(Array.from({ length: 1000 }, (_, i) => i % 65))).toBe(-1);
  });

  it('never fires on text in which no block repeats', () => {
    expect(firstAlarm(Array.from({ length: 2000 }, (_, i) => i))).toBe(-1);
    // Every second token is the same: «1 , 2 , 3 ,».
    expect(firstAlarm(Array.from({ length: 2000 }, (_, i) => (i % 2 === 0 ? 7 : i)))).toBe(-1);
  });
});
