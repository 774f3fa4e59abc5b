import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAnswerLine } from '../../../../src/core/answer/answerLine';
import { extractBoxed } from '../../../../src/core/answer/boxed';
import { findLastNumber, splitAnswer } from '../../../../src/core/answer/splitAnswer';

const r = String.raw;

/** Text in which braces always balance. */
const balanced = fc.letrec<{ text: string; leaf: string }>((tie) => ({
  leaf: fc.constantFrom('1', 'x', '\\frac', ' ', '\\{', '\\}', '+', '\\\\'),
  text: fc.oneof(
    { depthSize: 'small' },
    fc.array(tie('leaf'), { maxLength: 3 }).map((parts) => parts.join('')),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `${a}{${b}}`),
  ),
})).text;

describe('extractBoxed', () => {
  it('finds the content of the last box, whatever stands around it', () => {
    fc.assert(
      fc.property(balanced, balanced, balanced, (before, content, after) => {
        const text = `\\boxed{0} ${before}\\boxed{${content}} ${after}`;
        const box = extractBoxed(text);
        expect(box?.content).toBe(content);
        expect(box?.isClosed).toBe(true);
        expect(text.slice(box?.startOffset, box?.endOffset)).toBe(`\\boxed{${content}}`);
      }),
    );
  });

  it.each([
    ['\\boxed{5}', '5', true],
    ['\\fbox{5}', '5', true],
    ['\\boxed {5}', '5', true],
    ['\\boxed 5.', '5', true],
    ['\\boxed{\\frac{1}{2}}', '\\frac{1}{2}', true],
    ['\\boxed{\\{1, 2\\}}', '\\{1, 2\\}', true],
    ['\\boxed{a}\\boxed{b}', 'b', true],
    ['\\boxed{\\boxed{5}}', '5', true],
    ['\\boxed{5} and \\boxed{6', '5', true],
    ['\\boxed{\\frac{1}{', '\\frac{1}{', false],
    ['\\boxed{', '', false],
    ['}}} \\boxed{5}', '5', true],
    ['{ \\boxed{5}', '5', true],
  ])('reads %j', (text, content, isClosed) => {
    expect(extractBoxed(text)).toMatchObject({ content, isClosed });
  });

  it.each([
    '',
    'boxed{5}',
    '\\box{5}',
    '\\boxedx{5}',
    '\\\\boxed{5}',
    '\\boxed',
    '\\boxed 5'.slice(0, 7),
  ])('finds nothing in %j', (text) => {
    expect(extractBoxed(text)).toBeUndefined();
  });

  it.each(['\\boxed{', '\\boxed', '{', '}', '\\', '\\boxed ', '\\fbox{a', 'x{\\boxed{1}'])(
    'takes linear time on many %j',
    (piece) => {
      const start = performance.now();
      extractBoxed(piece.repeat(100_000));
      expect(performance.now() - start).toBeLessThan(5000);
    },
  );
});

describe('splitAnswer', () => {
  it('takes a training target apart', () => {
    fc.assert(
      fc.property(fc.string(), balanced, (chain, answer) => {
        fc.pre(answer.trim() !== '' && !answer.includes('boxed'));
        const text = `${chain}\n\n${formatAnswerLine(answer)}`;
        expect(splitAnswer(text)).toMatchObject({
          chain,
          answerLine: formatAnswerLine(answer),
          answer: answer.trim(),
          form: 'answerLine',
          isComplete: true,
        });
      }),
    );
  });

  it('takes the whole output as chain where the line is missing', () => {
    expect(splitAnswer('2 + 3 = 5, so \\boxed{5}.')).toEqual({
      chain: '2 + 3 = 5, so \\boxed{5}.',
      answerLine: undefined,
      answer: '5',
      form: 'box',
      isComplete: true,
      lastNumber: '5',
    });
  });

  it('never passes a last number off as the answer', () => {
    expect(splitAnswer('There are 7 eggs left')).toEqual({
      chain: 'There are 7 eggs left',
      answerLine: undefined,
      answer: undefined,
      form: 'none',
      isComplete: false,
      lastNumber: '7',
    });
  });

  it('reads an answer line without a box', () => {
    const text = 'a chain\n\nThe final answer is: $42$.\nMore text 7';
    expect(splitAnswer(text)).toMatchObject({ chain: 'a chain', answer: '42', form: 'answerLine' });
  });

  it.each([
    [r`\(5\).`, '5'],
    [r`\[ (1, 2) \]`, '(1, 2)'],
    [r`$\frac{1}{2}$.`, r`\frac{1}{2}`],
    ['5.', '5'],
  ])('takes the maths delimiters off %j', (line, answer) => {
    expect(splitAnswer(`\n\nThe final answer is: ${line}`).answer).toBe(answer);
  });

  it('ignores a box in the chain once the answer line is there', () => {
    const text = 'so \\boxed{1}\n\nThe final answer is: $\\boxed{2}$';
    expect(splitAnswer(text)).toMatchObject({ answer: '2', form: 'answerLine' });
    expect(splitAnswer('so \\boxed{1}\n\nThe final answer is:')).toMatchObject({
      answer: undefined,
      form: 'none',
    });
    expect(splitAnswer('so \\boxed{1}\n\nThe final answer is: $\\boxed{')).toMatchObject({
      answer: undefined,
      form: 'none',
    });
  });

  it('says so when the box is not finished', () => {
    expect(splitAnswer('\n\nThe final answer is: $\\boxed{12')).toMatchObject({
      chain: '',
      answer: '12',
      isComplete: false,
    });
  });

  it('never throws and keeps the chain a start of the text', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff)), (codes) => {
        const text = String.fromCharCode(...codes);
        const { chain } = splitAnswer(text);
        expect(text.startsWith(chain)).toBe(true);
      }),
    );
  });
});

describe('findLastNumber', () => {
  it.each([
    ['a 1,234.50 b', '1,234.50'],
    ['10-5', '5'],
    ['is -5', '-5'],
    ['about 3/4 of it', '3/4'],
    ['about 3 1/2 of them', '3 1/2'],
    ['steps 1 2 3', '3'],
    ['room 12b, step 3.', '3'],
    ['.5', '.5'],
    ['1,2', '2'],
    ['1,23', '23'],
  ])('finds in %j the number %j', (text, number) => {
    expect(findLastNumber(text)).toBe(number);
  });

  it('finds none where there is none', () => {
    expect(findLastNumber('no number x2y')).toBeUndefined();
    expect(findLastNumber('')).toBeUndefined();
  });

  it('takes linear time', () => {
    const start = performance.now();
    for (const piece of ['1', '1,', '1,234', '1/', '.', '-', '12/34.5', '1 ', '1 1/1']) {
      findLastNumber(piece.repeat(100_000));
    }
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
