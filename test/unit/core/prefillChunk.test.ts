import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PrefillPacer } from '../../../src/core/prefillChunk';

/** Feeds a prompt at a true rate; returns the chunk sizes. */
function feed(pacer: PrefillPacer, promptTokens: number, rate: (done: number) => number): number[] {
  const chunks: number[] = [];
  for (let done = 0; done < promptTokens;) {
    const chunk = pacer.next(promptTokens - done);
    chunks.push(chunk);
    pacer.record(chunk, (chunk * 1000) / rate(done));
    done += chunk;
  }
  return chunks;
}

const anySize = fc.constantFrom(1.35e8, 4.9e8, 1.5e9, 7e9);

describe('PrefillPacer', () => {
  it('covers the prompt with multiples of 16 up to 512, the last one excepted', () => {
    fc.assert(
      fc.property(
        anySize,
        fc.integer({ min: 1, max: 3000 }),
        fc.double({ min: 64, max: 1e5, noNaN: true }),
        (size, n, rate) => {
          const chunks = feed(new PrefillPacer(size), n, () => rate);
          expect(chunks.reduce((a, b) => a + b, 0)).toBe(n);
          for (const chunk of chunks.slice(0, -1)) {
            expect(chunk >= 1 && chunk <= 512 && (chunk < 16 || chunk % 16 === 0)).toBe(true);
          }
        },
      ),
    );
  });

  it('settles at about 100 ms and stays under 250 ms at a steady rate', () => {
    fc.assert(
      fc.property(anySize, fc.double({ min: 160, max: 5000, noNaN: true }), (size, rate) => {
        const chunks = feed(new PrefillPacer(size), 6000, () => rate);
        const ms = chunks.slice(0, -1).map((chunk) => (chunk * 1000) / rate);
        // From the second on: the first is sized from a guess.
        for (const time of ms.slice(1)) expect(time).toBeLessThanOrEqual(250);
        const settled = ms.at(-1)!;
        expect(settled).toBeLessThanOrEqual(100.001);
        expect(settled).toBeGreaterThan(
          Math.min(100, (512 * 1000) / rate) - (16 * 1000) / rate - 1,
        );
      }),
    );
  });

  it('goes under 16 tokens where 16 would take over 250 ms', () => {
    const chunks = feed(new PrefillPacer(7e9), 200, () => 20);
    for (const chunk of chunks.slice(1)) expect((chunk * 1000) / 20).toBeLessThanOrEqual(250);
    // 20 tok/s * 0.25 s = 5; the rate nears 20 from below.
    expect(Math.max(...chunks)).toBe(4);
  });

  it('starts small for a large model: the cautious rate predicts at most 250 ms', () => {
    expect(new PrefillPacer(7e9).next(1000)).toBe(1);
    expect(new PrefillPacer(1.5e9).next(1000)).toBe(8);
    expect(new PrefillPacer(4.9e8).next(1000)).toBe(16);
    expect(new PrefillPacer(1.35e8).next(1000)).toBe(32);
    expect(new PrefillPacer(4.9e8).next(3)).toBe(3);
  });

  it('follows a rate that falls with the context', () => {
    const rate = (done: number): number => 2000 / (1 + done / 1000);
    const chunks = feed(new PrefillPacer(4.9e8), 8000, rate);
    let done = 0;
    for (const [i, chunk] of chunks.entries()) {
      if (i > 0) expect((chunk * 1000) / rate(done)).toBeLessThanOrEqual(250);
      done += chunk;
    }
  });

  it('is not led by one lucky timing or by a short last chunk', () => {
    const pacer = new PrefillPacer(4.9e8);
    feed(pacer, 5000, () => 1000);
    const before = pacer.next(5000);
    expect(before).toBe(96);
    pacer.record(96, 0.001);
    expect(pacer.next(5000)).toBeLessThanOrEqual(192);
    const other = new PrefillPacer(4.9e8);
    feed(other, 5000, () => 1000);
    other.record(2, 50);
    expect(other.next(5000)).toBe(before);
  });

  it('ignores timings that cannot be', () => {
    const pacer = new PrefillPacer(4.9e8);
    for (const ms of [0, -1, Number.NaN]) pacer.record(16, ms);
    pacer.record(0, 5);
    expect(pacer.next(100)).toBe(16);
  });
});
