import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { wordsAsText } from '../../../../src/webview/shared/text/wordsAsText';

describe('the words of a formula', () => {
  it.each([
    [
      '12 boxes \\times 8 pens per box = 96 pens',
      '12\\text{ boxes }\\times 8\\text{ pens per box }= 96\\text{ pens}',
    ],
    ['\\frac{total cost}{2}', '\\frac{\\text{total cost}}{2}'],
    ['3 cm', '3\\text{ cm}'],
    ['1200kg', '1200\\text{kg}'],
    ['x_{max} + 17 mod 5', 'x_{\\text{max}} + 17\\text{ mod }5'],
    ['\\boxed{Ana wins}', '\\boxed{\\text{Ana wins}}'],
    ['Läufer = 3', '\\text{Läufer }= 3'],
  ])('%s are set as words', (tex, set) => {
    expect(wordsAsText(tex)).toBe(set);
  });

  it.each([
    '',
    'ab + cd = 2x y',
    '\\sin x + \\alpha',
    '\\text{12 boxes} \\times \\mathrm{kg} + \\operatorname{lcm}(4, 6)',
    '\\begin{array}{ccc} 1 & 2 \\\\[2pt] 3 & 4 \\end{array}',
    '\\begin{aligned} a &= 1 \\\\ b &= 2 \\end{aligned}',
    '\\hspace{1cm} \\textcolor{red}{x} \\color{blue}',
    '\\left( a \\right) \\cdot \\{ b \\}',
  ])('%s has none', (tex) => {
    expect(wordsAsText(tex)).toBe(tex);
  });

  it('can be read by KaTeX afterwards as before', () => {
    const options = { throwOnError: true, strict: 'ignore' } as const;
    for (const tex of [
      '8 pens per box',
      '\\frac{price}{2}',
      '\\sqrt{area} = 4 cm^2',
      'speed_{new}',
    ]) {
      expect(() => katex.renderToString(wordsAsText(tex), options)).not.toThrow();
    }
  });
});
