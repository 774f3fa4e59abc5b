import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyMaths, mathsClass } from '../../../../src/core/pruning/maths/classifyMaths';
import { findMaths } from '../../../../src/core/pruning/maths/findMaths';

const found = (text: string): readonly string[] =>
  findMaths(text).map(({ startOffset, endOffset }) => text.slice(startOffset, endOffset));

/** A letter per character: `.` none, `w` wrapper, `l` label, `u` unit, `C` core. */
function classesOf(text: string): string {
  const { classes } = classifyMaths(text, findMaths(text));
  return Array.from(classes, (value) => '.wluC'.charAt(value)).join('');
}

describe('findMaths', () => {
  it.each([
    ['LaTeX in each kind of delimiters', 'So \\[ a = 1 \\] and \\( b \\), $c = 2$.', 3],
    ['a block over lines', 'is:\n\\[\n2 \\times 3 = 6\n\\]\nNext', 1],
    ['money that is no mathematics', 'It costs $5 and then $7 more, in all $12.', 0],
  ])('finds %s', (_, text, count) => {
    expect(found(text)).toHaveLength(count);
  });

  it.each([
    'A is 3 + 4 = 7 cats',
    'pay $2 x 5 = $10 there',
    'half: 75% * 180 = 135.',
    'mask 0x3F & 0x0F = 0x0F then',
    'there 12 apples + 3 apples = 15 apples',
    'so 2 * (3 + 4) = 14',
    'with 16 - 3 - 4 = 9',
    'x = 5',
    '1,200 / 4 = 300',
    '17 mod 5 = 2',
    '5 * 3 = 10 + 5 = 15',
  ])('finds the equation in «%s»', (text) => {
    expect(found(text)).toHaveLength(1);
    expect(found(text)[0]).toMatch(/=.*[\dF]$/);
  });

  it('takes an equation as a whole', () => {
    expect(found('We pay $2 x 5 = $10 there')).toEqual(['$2 x 5 = $10']);
    expect(found('so 12 apples + 3 apples = 15 apples.')).toEqual(['12 apples + 3 apples = 15']);
    expect(found('5 * 3 = 10 + 5 = 15')).toEqual(['5 * 3 = 10 + 5 = 15']);
  });

  it('knows an equation from a variable or formula', () => {
    const kinds = findMaths('\\( L \\) \\[ \\text{a} = b \\] \\[ 2L = 4 \\]').map(
      (r) => r.isEquation,
    );
    expect(kinds).toEqual([false, false, true]);
  });

  it('is quick on text that almost matches', () => {
    for (const text of [
      'x x '.repeat(5_000),
      '1 + '.repeat(5_000),
      '(('.repeat(10_000),
      '1 a b c '.repeat(3_000),
      '\\['.repeat(9_000),
    ]) {
      const start = performance.now();
      findMaths(text);
      expect(performance.now() - start).toBeLessThan(2_000);
    }
  });

  it('gives ranges in order that never overlap', () => {
    const piece = fc.constantFrom(
      '\\[',
      '\\]',
      '\\(',
      '$',
      '=',
      '1',
      ' ',
      'x',
      '+',
      '{',
      '}',
      '\\text',
      '\n',
      '(',
      '%',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const ranges = findMaths(text);
        let end = 0;
        for (const range of ranges) {
          expect(range.startOffset).toBeGreaterThanOrEqual(end);
          expect(range.endOffset).toBeGreaterThan(range.startOffset);
          end = range.endOffset;
        }
        expect(classifyMaths(text, ranges).classes).toHaveLength(text.length);
      }),
    );
  });
});

describe('classifyMaths', () => {
  it.each([
    ['\\[ 2 \\text{ dogs} = 8 \\]', 'ww.C.wwwwww.uuuuw.C.C.ww'],
    ['\\( \\frac{12}{2} = 6 \\)', 'ww.CCCCCCCCCCCC.C.C.ww'],
    ['\\[ \\text{Cost} = \\$3.50 \\]', 'ww.wwwwwwllllw.C.uuCCCC.ww'],
    ['x = 5', 'C.C.C'],
    ['3 cats + 1 = 4 cats', 'C.uuuu.C.C.C.C.....'],
  ])('knows the characters of %s', (text, expected) => {
    expect(classesOf(text)).toBe(expected);
  });

  it('calls a formula without numbers a label as a whole', () => {
    const { classes } = classifyMaths('\\[ p = r - c \\]', findMaths('\\[ p = r - c \\]'));
    expect(Math.max(...classes)).toBe(mathsClass.label);
  });

  it('pairs what is well-formed only together', () => {
    const text = '\\[ \\left( 2 \\right) \\text{ a} = 2 \\]';
    const pairs = classifyMaths(text, findMaths(text)).pairs.filter((pair) => pair.length === 2);
    const shown = pairs.map((pair) => pair.map((r) => text.slice(r.startOffset, r.endOffset)));
    expect(shown).toEqual([
      ['\\left', '\\right'],
      ['\\text{', '}'],
      ['\\[', '\\]'],
    ]);
  });
});
