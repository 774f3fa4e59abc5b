import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StopSequences } from '../../../src/core/stopSequences';

function run(stops: readonly string[], chunks: readonly string[]): { text: string; stop: unknown } {
  const filter = new StopSequences(stops);
  let text = '';
  let stop: string | undefined;
  for (const chunk of chunks) {
    const output = filter.push(chunk);
    text += output.text;
    stop = output.stop;
  }
  return { text: text + filter.flush(), stop };
}

/** A small alphabet, so that stops overlap each other and the text. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 4 });

describe('StopSequences', () => {
  it('gives the same result however the text is cut', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), fc.array(word), (stops, chunks) => {
        const whole = run(stops, [chunks.join('')]);
        expect(run(stops, chunks)).toEqual(whole);
        expect(run(stops, Array.from(chunks.join('')))).toEqual(whole);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the text before the stop that ends first, or all of it', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), fc.array(word), (stops, chunks) => {
        const text = chunks.join('');
        const found = stops
          .filter((stop) => stop !== '' && text.includes(stop))
          .map((stop) => ({
            stop,
            start: text.indexOf(stop),
            end: text.indexOf(stop) + stop.length,
          }))
          .sort((a, b) => a.end - b.end || a.start - b.start)[0];
        expect(run(stops, chunks)).toEqual(
          found
            ? { text: text.slice(0, found.start), stop: found.stop }
            : { text, stop: undefined },
        );
      }),
      { numRuns: 500 },
    );
  });

  it('holds back only what may become a stop', () => {
    const filter = new StopSequences(['</end>']);
    expect(filter.push('12 <').text).toBe('12 ');
    expect(filter.push(' 13').text).toBe('< 13');
    expect(filter.push('</en').text).toBe('');
    expect(filter.push('d> more')).toEqual({ text: '', stop: '</end>' });
    expect(filter.push('more')).toEqual({ text: '', stop: '</end>' });
    expect(filter.flush()).toBe('');
  });
});
