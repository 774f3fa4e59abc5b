import { describe, expect, it } from 'vitest';
import { parseText } from '../../../../src/webview/shared/text/parseText';

/** Text that costs a scanner with a loop in a loop minutes; all are about 1 MB. */
const million: readonly (readonly [string, string])[] = [
  ['dollars before digits', '$1'.repeat(500_000)],
  ['money without an end', '$5 ab '.repeat(170_000)],
  ['formulas on lines of their own', '$x$\n'.repeat(250_000)],
  ['boxes in boxes', '\\boxed{'.repeat(140_000)],
  ['boxes apart', `\\boxed{${'a'.repeat(40)}`.repeat(20_000)],
  [
    'environments of many names',
    Array.from({ length: 70_000 }, (_, i) => `\\begin{${letters(i)}}`).join(''),
  ],
  ['openings without an end', '\\('.repeat(500_000)],
  ['stars', '**a'.repeat(330_000)],
  ['backticks', '` '.repeat(500_000)],
  ['code fences', '```\n'.repeat(250_000)],
  ['list items', '- a\n'.repeat(250_000)],
  ['one line', 'a'.repeat(1_000_000)],
];

function letters(index: number): string {
  return Array.from(String(index), (digit) => String.fromCharCode(97 + Number(digit))).join('');
}

describe('a hostile text of 1 MB', () => {
  it.each(million)('of %s is parsed at once', (_, text) => {
    for (const isOpen of [false, true]) {
      const startMs = performance.now();
      parseText(text, { isOpen });
      expect(performance.now() - startMs).toBeLessThan(3_000);
    }
  });

  it('has no more formulas than a page can set', () => {
    const [paragraph] = parseText('$x$ '.repeat(10_000), { isOpen: false });
    const nodes = paragraph?.kind === 'paragraph' ? paragraph.children : [];
    expect(nodes.filter(({ kind }) => kind === 'maths')).toHaveLength(2_000);
  });
});

describe('Markdown with addresses', () => {
  it.each([
    '[a](javascript:alert(1))',
    '![a](https://elsewhere.test/a.png)',
    '[a](command:workbench.action.quit)',
    '<img src=x onerror=alert(1)>',
    '<a href="data:text/html,x">a</a>',
  ])('%s stays text', (text) => {
    expect(parseText(text, { isOpen: false })).toEqual([
      {
        kind: 'paragraph',
        startOffset: 0,
        endOffset: text.length,
        children: [{ kind: 'text', text, startOffset: 0, endOffset: text.length }],
      },
    ]);
  });
});
