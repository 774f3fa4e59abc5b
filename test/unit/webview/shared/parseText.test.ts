import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseText } from '../../../../src/webview/shared/text/parseText';
import type { BlockNode, InlineNode } from '../../../../src/webview/shared/text/textNode';

/** The nodes as short text: formulas in ⟨⟩, display ones in ⟪⟫, bold in *, code in ‹›. */
function show(text: string, isOpen = false): string {
  return parseText(text, { isOpen }).map(showBlock).join(' | ');
}

function showBlock(block: BlockNode): string {
  switch (block.kind) {
    case 'codeBlock':
      return `code[${block.text}]`;
    case 'list':
      return block.items
        .map((item) => `${item.number ?? '-'}) ${item.children.map(showInline).join('')}`)
        .join(' ; ');
    case 'heading':
      return `# ${block.children.map(showInline).join('')}`;
    case 'paragraph':
      return block.children.map(showInline).join('');
  }
}

function showInline(node: InlineNode): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'code':
      return `‹${node.text}›`;
    case 'break':
      return '⏎';
    case 'maths':
      return node.isDisplay ? `⟪${node.tex}⟫` : `⟨${node.tex}⟩`;
    case 'strong':
      return `*${node.children.map(showInline).join('')}*`;
  }
}

describe('formulas', () => {
  it.each([
    ['so \\(2 \\times 3 = 6\\).', 'so ⟨2 \\times 3 = 6⟩.'],
    ['\\[\na = b\n\\]', '⟪\na = b\n⟫'],
    ['$$x^2$$ and $x$', '⟪x^2⟫ and ⟨x⟩'],
    ['It costs $5 and $6, or $7.', 'It costs $5 and $6, or $7.'],
    ['from $5 per day to $9 per day$', 'from $5 per day to $9 per day$'],
    ['pay $3$ times', 'pay ⟨3⟩ times'],
    ['a side of $12 cm$', 'a side of ⟨12 cm⟩'],
    ['is \\boxed{\\frac{1}{2}} now', 'is ⟨\\boxed{\\frac{1}{2}}⟩ now'],
    ['\\begin{aligned}a\\\\b\\end{aligned}', '⟪\\begin{aligned}a\\\\b\\end{aligned}⟫'],
    ['\\\\(not a formula', '\\\\(not a formula'],
    ['never closed \\(2 + 3', 'never closed \\(2 + 3'],
    ['\\$5 is $x$', '\\$5 is ⟨x⟩'],
  ])('%s', (source, shown) => {
    expect(show(source)).toBe(shown);
  });
});

describe('Markdown', () => {
  it.each([
    ['one\ntwo\n\nthree', 'one⏎two | three'],
    ['1. a\n2. b \\(c\\)\n\nend', '1) a ; 2) b ⟨c⟩ | end'],
    ['- a\n- **b**: 1', '-) a ; -) *b*: 1'],
    ['3. a\n\n4. b', '3) a ; 4) b'],
    ['+ a\n+ b', '-) a ; -) b'],
    ['12\n+ 30\n= 42', '12⏎+ 30⏎= 42'],
    ['1. a\n   more', '1) a⏎   more'],
    ['## Step **one**', '# Step *one*'],
    ['**bold to the end', '*bold to the end*'],
    ['2 ** 3 = 8', '2 ** 3 = 8'],
    ['2**10 = 1024', '2**10 = 1024'],
    ['2**3 + 3**2 = 17', '2**3 + 3**2 = 17'],
    ['(a+b)**2 is **it**', '(a+b)**2 is *it*'],
    ['**so 2**3 = 8**, the **12**th', '*so 2**3 = 8*, the *12*th'],
    ['9 * 2 * 1 = 18', '9 * 2 * 1 = 18'],
    ['use `a*b`', 'use ‹a*b›'],
    ['see\n```py\nx = 1\n```\ndone', 'see | code[x = 1] | done'],
    ['```py\nprint(5)\n``` The output is 5.\nSo 5.', 'code[print(5)] |  The output is 5.⏎So 5.'],
    ['```x = 5``` and\n``a`b``\nso 5.', '‹x = 5› and⏎‹a`b›⏎so 5.'],
    ['', ''],
  ])('%s', (source, shown) => {
    expect(show(source)).toBe(shown);
  });

  it('keeps offsets into the source', () => {
    const source = 'a **b** \\(c\\)\n- d';
    const texts: string[] = [];
    const visit = (nodes: readonly InlineNode[]): void => {
      for (const node of nodes) {
        if (node.kind === 'strong') visit(node.children);
        if (node.kind !== 'text') continue;
        expect(source.slice(node.startOffset, node.endOffset)).toBe(node.text);
        texts.push(node.text);
      }
    };
    for (const block of parseText(source, { isOpen: false })) {
      if (block.kind === 'paragraph') visit(block.children);
      if (block.kind === 'list') for (const item of block.items) visit(item.children);
    }
    expect(texts).toEqual(['a ', 'b', ' ', 'd']);
  });
});

describe('while text arrives', () => {
  const chain =
    'First, **convert** it: \\(2 \\text{ GiB} = \\frac{4096}{2}\\) MiB.\n\n1. So $x = 5$ and it costs $5 a day.\n' +
    '2. \\[ 2147.5 / 3.5 = 613.6 \\]\nThen `code` and \\boxed{613.6} \\times done.';

  it('never shows half a formula', () => {
    for (let end = 0; end <= chain.length; end += 1) {
      const shown = show(chain.slice(0, end), true).replace(/⟨.*?⟩|⟪.*?⟫/gs, '');
      // `\times` stands outside a formula: only whole it may show.
      expect(shown.replace('\\times', '')).not.toMatch(/\\|\*\*|`[^`]*$|\$x/);
    }
  });

  it('shows what it showed before, and more', () => {
    const formula = /⟨|⟪/g;
    let count = 0;
    for (let end = 0; end <= chain.length; end += 1) {
      const now = show(chain.slice(0, end), true).match(formula)?.length ?? 0;
      expect(now).toBeGreaterThanOrEqual(count);
      count = now;
    }
    expect(count).toBe(4);
  });

  it.each(['\\(b', '\\[b', '$$b', '\\boxed{b', '\\begin{array}b'])(
    'does not hold back what comes after %s, which is never closed',
    (formula) => {
      expect(show(`a ${formula}`, true)).toBe('a ');
      expect(show(`a ${formula}\n\nc and more`, true)).toBe(`a ${formula} | c and more`);
      const long = `a ${formula}${' and'.repeat(1_500)}`;
      expect(show(long, true)).toBe(long);
    },
  );

  it('holds money back only until it reads as words', () => {
    expect(show('It costs $5', true)).toBe('It costs ');
    expect(show('It costs $5 each ', true)).toBe('It costs $5 each ');
    expect(show('It costs $5')).toBe('It costs $5');
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    '\\(',
    '\\)',
    '\\[',
    '\\]',
    '$',
    '$$',
    '**',
    '`',
    '```',
    '\n',
    '\n\n',
    '- ',
    '1. ',
    'x',
    ' ',
    '5',
    '\\boxed{',
    '}',
    '\\begin{array}',
    '\\end{array}',
    '\\',
    '# ',
  );
  it('is parsed, with ranges in order and inside the source', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.boolean(), (pieces, isOpen) => {
        const source = pieces.join('');
        let last = 0;
        for (const { startOffset, endOffset } of parseText(source, { isOpen })) {
          expect(startOffset).toBeGreaterThanOrEqual(last);
          expect(endOffset).toBeGreaterThanOrEqual(startOffset);
          last = endOffset;
        }
        expect(last).toBeLessThanOrEqual(source.length);
      }),
    );
  });

  it('is parsed in linear time', () => {
    const begin = performance.now();
    parseText('\\('.repeat(50_000), { isOpen: false });
    parseText('$'.repeat(50_000), { isOpen: false });
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});
