import type { TextRange } from '../tokenSpan';

/** A stretch of mathematics in a chain. */
export interface MathsRange extends TextRange {
  /** It says what something is, in numbers: there is a digit and a sign of equality. */
  readonly isEquation: boolean;
}

/**
 * LaTeX between its delimiters. A dollar sign opens only what holds a command or an equals sign and
 * is closed by one that no digit follows: «costs $5 and $7» is money. Lengths are bounded so that the
 * time stays linear; the longest block in 1,387 chains has 203 characters.
 */
const latex =
  /\\\[[^]{0,4000}?\\\]|\\\([^]{0,4000}?\\\)|\$\$[^]{0,4000}?\$\$|\$(?=[^\s$][^$\n]{0,400}[\\=])[^$\n]{0,1000}[^\s$\\]\$(?!\d)/g;

const number = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+`;
const literal = String.raw`0[xX][\dA-Fa-f_]+|0[bB][01_]+|${number}`;
/** A number or a letter, with currency, percent and up to three words of its unit. */
const operand = String.raw`(?:[-−(]\s?){0,6}\\?[$€£]?(?:${literal}|[A-Za-z])(?![A-Za-z\d])(?:\s?[)%!]|(?:\s(?!x\s)[A-Za-z/]+){1,3}(?=\s?[-−–+*/×÷·^=≈&|]))*`;
const operator = String.raw`\s?(?:<<|>>|\*\*|==|[-−–+*/×÷·^=≈%&|]|\bx\b|\bmod\b)\s?`;
const result = String.raw`(?:[-−]\s?)?\\?[$€£]?(?:${literal})(?:\s?%)?`;

/**
 * An equation in plain text, such as «$2 x 5 apples = $10»: operands and operators, an equals sign
 * and a number at the end, with the word that follows it on the line (the unit, where it is one).
 */
const plain = new RegExp(
  String.raw`(?<![\w.$€£])(?:${operand}${operator}){1,24}?(?<=[=≈]\s?)${result}(?![\d\w])` +
    String.raw`(?:${operator}(?:${operand}${operator}){0,24}?${result}(?![\d\w]))*`,
  'g',
);

/**
 * The mathematics of a text: LaTeX between delimiters, and equations in plain text outside it. In
 * order, never overlapping.
 */
export function findMaths(text: string): readonly MathsRange[] {
  const ranges: MathsRange[] = [];
  const addPlain = (from: number, to: number): void => {
    for (const match of text.slice(from, to).matchAll(plain)) {
      const startOffset = from + match.index;
      ranges.push({ startOffset, endOffset: startOffset + match[0].length, isEquation: true });
    }
  };
  let end = 0;
  for (const match of text.matchAll(latex)) {
    addPlain(end, match.index);
    end = match.index + match[0].length;
    const isEquation = /\d/.test(match[0]) && /[=≈]|\\approx|\\equiv/.test(match[0]);
    ranges.push({ startOffset: match.index, endOffset: end, isEquation });
  }
  addPlain(end, text.length);
  return ranges;
}
