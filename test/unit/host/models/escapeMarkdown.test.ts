import { describe, expect, it } from 'vitest';
import { escapeMarkdown } from '../../../../src/host/models/escapeMarkdown';

describe('escapeMarkdown', () => {
  it('leaves no image, link, markup or new line', () => {
    expect(escapeMarkdown('![x](https://a.b/c)')).toBe('\\!\\[x\\]\\(https\\://a.b/c\\)');
    expect(escapeMarkdown('<img src=x>\n| a')).toBe('\\<img src=x\\> \\| a');
    expect(escapeMarkdown('a `b` &amp; $(zap)')).toBe('a \\`b\\` \\&amp; $\\(zap\\)');
  });

  it('leaves plain text as it is', () => {
    expect(escapeMarkdown('4 bits in blocks of 32')).toBe('4 bits in blocks of 32');
  });
});
