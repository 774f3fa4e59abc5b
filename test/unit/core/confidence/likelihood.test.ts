import { describe, expect, it } from 'vitest';
import { answerSpan } from '../../../../src/core/confidence/answerSpan';
import { likelihoodOf } from '../../../../src/core/confidence/likelihood';

describe('answerSpan', () => {
  it.each([
    ['2 + 2 = 4.\n\nThe final answer is: $\\boxed{4}$', '4'],
    ['So 4.\n\nThe final answer is: 4.', '4'],
    ['It is \\boxed{ 12 } and 12 again.', '12'],
    ['\\boxed{3} then \\boxed{5}', '5'],
    ['\\boxed{\\frac{1}{2}', '\\frac{1}{2}'],
  ])('finds where %s says %s', (text, answer) => {
    const span = answerSpan(text);
    expect(text.slice(span?.startOffset, span?.endOffset)).toBe(answer);
    // Inside the box or the line, not where the chain names the same number.
    expect(span?.startOffset).toBeGreaterThan(Math.max(text.indexOf('boxed'), text.indexOf(':')));
  });

  it('is nowhere in a text without an answer', () => {
    expect(answerSpan('2 + 2 = 4')).toBeUndefined();
  });
});

describe('likelihoodOf', () => {
  const tokens = ['2 + ', '2 is 4. ', '\\boxed{', '1', '7', '}'];
  const tokenEnds = tokens.map((_, i) => tokens.slice(0, i + 1).join('').length);
  const scored = {
    text: tokens.join(''),
    tokenEnds,
    // One more than tokens: that of the end token.
    logProbabilities: [-1, -3, -0.5, -0.25, -0.75, -9, -9],
    margins: [1, 1, 1, 2, -0.5, 3, 3],
  };

  it('tells the answer from the chain before it', () => {
    expect(likelihoodOf(scored)).toEqual({
      answerLogProb: -0.5,
      answerMargin: -0.5,
      chainLogProb: -1.5,
      weakestLogProb: -3,
    });
  });

  it('counts a token that holds more than the answer', () => {
    const text = 'so \\boxed{17}.';
    const found = likelihoodOf({
      text,
      tokenEnds: [3, 10, 14],
      logProbabilities: [-1, -1, -2],
      margins: [1, 1, 4],
    });
    expect(found).toMatchObject({ answerLogProb: -2, answerMargin: 4, chainLogProb: -1 });
  });

  it('keeps to finite numbers', () => {
    const found = likelihoodOf({
      text: '\\boxed{1}',
      tokenEnds: [7, 9],
      logProbabilities: [-Infinity, -Infinity],
      margins: [Infinity, Infinity],
    });
    expect(found && Object.values(found).every(Number.isFinite)).toBe(true);
  });

  it('has no chain where the answer comes first', () => {
    const found = likelihoodOf({
      text: '\\boxed{1}',
      tokenEnds: [9],
      logProbabilities: [-0.5],
      margins: [2],
    });
    expect(found).toEqual({
      answerLogProb: -0.5,
      answerMargin: 2,
      chainLogProb: 0,
      weakestLogProb: 0,
    });
  });

  it('says nothing of a text without an answer, nor where no token of it was scored', () => {
    expect(likelihoodOf({ ...scored, text: '2 + 2 is 4. It is 17.' })).toBeUndefined();
    expect(likelihoodOf({ ...scored, tokenEnds: tokenEnds.slice(0, 3) })).toBeUndefined();
  });
});
