import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText, toSplitRegExp } from '../../../../src/core/tokenizer/splitPattern';

const split = (pattern: string, text: string): string[] => splitText(text, toSplitRegExp(pattern));

describe('toSplitRegExp', () => {
  it.each([
    ["(?i:'s|'ll)|\\p{L}+", "IT'S he'll ſ'ſ", ['IT', "'S", ' ', 'he', "'ll", ' ', 'ſ', "'ſ"]],
    // U+0085 is white space to Oniguruma and not to JavaScript; U+FEFF the other way round.
    ['\\s+', 'a\u0085 \ufeffb', ['a', '\u0085 ', '\ufeffb']],
    ['[^\\s\\p{N}]+', 'ab1\u0085c٣', ['ab', '1\u0085', 'c', '٣']],
    ['\\d', 'a٣b', ['a', '٣', 'b']],
    ['\\p{N}{1,3}', '1234567', ['123', '456', '7']],
    ['\\s+(?!\\S)|\\s+', 'a  b  ', ['a', ' ', ' ', 'b', '  ']],
    ['[+*?]+?', 'a+*', ['a', '+', '*']],
  ])('%s splits %j', (pattern, text, pieces) => {
    expect(split(pattern, text)).toEqual(pieces);
  });

  it.each([
    'a++',
    '\\p{L}?+',
    'x{1,2}+',
    '^a',
    'a$',
    '.',
    '\\w+',
    '\\b',
    '[a[b]]',
    '[a&&b]',
    '(?>a)',
    '(?<n>a)',
    '(?i:[a-z])',
    '(a)\\1',
    '[a',
  ])('refuses %s', (pattern) => {
    expect(() => toSplitRegExp(pattern)).toThrow();
  });
});

describe('splitText', () => {
  it('loses nothing', () => {
    const pattern = toSplitRegExp('\\p{L}+|\\s*[\\r\\n]+|x*');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const pieces = splitText(text, pattern);
        expect(pieces.join('')).toBe(text);
        expect(pieces).not.toContain('');
      }),
    );
  });
});
