import { describe, expect, it } from 'vitest';
import { plainLatex } from '../../../../src/core/text/plainLatex';

describe('plainLatex', () => {
  it.each([
    ['no LaTeX at all: 3 < 4', 'no LaTeX at all: 3 < 4'],
    ['\\frac{1}{2} \\times 4', '1/2 × 4'],
    ['2\\times\\frac{x}{2}', '2×x/2'],
    ['\\frac{a + b}{2}', '(a + b)/2'],
    ['\\frac{\\frac{1}{2}}{3}', '(1/2)/3'],
    ['613.6\\text{ hours}', '613.6 hours'],
    ['\\boxed{42}', '42'],
    ['90^\\circ', '90°'],
    ['\\$18 and 20\\%', '$18 and 20%'],
    ['\\left(2 \\cdot 3\\right)', '(2 · 3)'],
    ['\\sqrt{2}', '√2'],
    ['\\(x = 3\\)', 'x = 3'],
    ['1{,}000 \\unknown{x}', '1,000 \\unknown{x}'],
    ['1{,}250', '1,250'],
    ['10,\\!000\\!', '10,000'],
    ['\\cfrac {1} {2} \\textrm{m}', '1/2 m'],
    ['3\\frac{1}{2}', '3 1/2'],
    ['16\\dfrac{1}{2}\\text{ hours}', '16 1/2 hours'],
    ['-2\\tfrac{3}{4}', '-2 3/4'],
    ['5\\!\\cfrac{1}{3}', '5 1/3'],
    ['3 \\frac{1}{2}', '3 1/2'],
    ['\\boxed{3\\frac{1}{2}}', '3 1/2'],
    ['\\text{3}\\frac{1}{2}', '3 1/2'],
    ['\\frac{1}{2}\\frac{3}{4}', '1/2 3/4'],
    ['2\\sqrt{3} + 2\\pi', '2√3 + 2π'],
  ])('%s', (latex, plain) => {
    expect(plainLatex(latex)).toBe(plain);
  });
});
