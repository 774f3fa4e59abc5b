import { describe, expect, it } from 'vitest';
import { answersEqual } from '../../../../src/core/answer/answersEqual';

const r = String.raw;

describe('words and signs in answers', () => {
  it.each([
    ['no', 'No.'],
    ['AB', r`\text{AB}`],
    ['AB', 'ab'],
    ['xy', 'yx'],
    ['3AB', '3BA'],
    ['five', '5'],
    ['Twelve', '12'],
    ['Option B', 'B'],
    ['option (C)', '(C)'],
    ['"abc"', 'abc'],
    ["'abc'", '`abc`'],
    ['“abc.”', 'abc'],
    ['"5"', '5'],
    ['2¹⁰', '1024'],
    ['x⁴', 'x^4'],
    ['xⁿ⁺¹', 'x^{n+1}'],
    ['10⁻³', '0.001'],
    ['5 cm²', '5'],
    ['1101₂', '0b1101'],
    ['⅓', '1/3'],
    ['2⅔', '8/3'],
    ['⅛', '0.125'],
    [r`11,\! 111,\! 111,\! 100`, '11111111100'],
    ['1_000', '1000'],
    [r`1\_000\_000`, '1,000,000'],
    ['3 to 1', '3:1'],
  ])('%j equals %j', (a, b) => {
    expect(answersEqual(a, b)).toBe(true);
    expect(answersEqual(b, a)).toBe(true);
  });

  it.each([
    ['no', 'on'],
    ['do', 'od'],
    ['is', 'si'],
    ['AC', 'CA'],
    ['AB', 'BA'],
    ['five', '6'],
    ['Option B', 'A'],
    ['"abc"', 'abd'],
    ['x¹', 'x²'],
    ['101_2', '1012'],
    ['1_000', '1'],
    ['3 to 1', '1 to 3'],
  ])('%j differs from %j', (a, b) => {
    expect(answersEqual(a, b)).toBe(false);
    expect(answersEqual(b, a)).toBe(false);
  });
});
