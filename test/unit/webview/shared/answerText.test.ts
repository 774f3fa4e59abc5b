import { expect, it } from 'vitest';
import { isLatex } from '../../../../src/webview/shared/text/isLatex';
import { withoutDollars } from '../../../../src/webview/shared/text/withoutDollars';

it.each([
  ['\\frac{1}{2}', true],
  ['x^2', true],
  ['1101_2', true],
  ['x_{10}', true],
  ['a_n + 1', true],
  ['max_value', false],
  ['{1, 2, 3}', false],
  ['42', false],
])('%s is set as a formula: %s', (answer, expected) => {
  expect(isLatex(answer)).toBe(expected);
});

it.each([
  ['$\\frac{1}{2}$', '\\frac{1}{2}'],
  ['$$x^2$$', 'x^2'],
  ['$18', '$18'],
  ['$5 or $6$', '$5 or $6$'],
])('%s without its dollar signs is %s', (answer, expected) => {
  expect(withoutDollars(answer)).toBe(expected);
});
