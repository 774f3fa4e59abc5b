import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TextTokenizer } from '../../../src/pipeline/textTokenizer';
import { tinyTokenizer } from './tinyTokenizer';

let tokenizer: TextTokenizer;
beforeAll(async () => {
  tokenizer = await tinyTokenizer();
});

const anyText = fc.string({ unit: 'binary', maxLength: 40 });

describe('TextTokenizer', () => {
  it('covers the whole text, in order, without a gap', () => {
    fc.assert(
      fc.property(anyText, (source) => {
        const { text, spans } = tokenizer.tokenise(source);
        expect(text).toBe(source.normalize('NFC'));
        expect(spans).toHaveLength(tokenizer.count(source));
        let end = 0;
        for (const span of spans) {
          expect(span.startOffset).toBeLessThanOrEqual(end);
          expect(span.endOffset).toBeGreaterThanOrEqual(end);
          end = span.endOffset;
        }
        expect(end).toBe(text.length);
      }),
    );
  });

  it('gives tokens that share a character its bounds', () => {
    const { text, spans } = tokenizer.tokenise('a😀b');
    expect(text).toBe('a😀b');
    expect(spans.length).toBeGreaterThan(3);
    const inside = spans.filter((span) => span.startOffset === 1);
    expect(inside.length).toBeGreaterThan(1);
    expect(new Set(inside.map((span) => span.endOffset))).toEqual(new Set([3]));
  });

  it('composes, and replaces half a surrogate pair', () => {
    expect(tokenizer.tokenise('e\u0301').text).toBe('\u00e9');
    expect(tokenizer.tokenise('a\ud83d b').text).toBe('a\ufffd b');
    expect(tokenizer.tokenise('')).toEqual({ text: '', spans: [] });
  });
});
