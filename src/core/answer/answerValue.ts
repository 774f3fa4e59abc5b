import { canonicalText, cleanLatex } from './cleanLatex';
import type { Compound } from './compound';
import { readCompound } from './compound';
import type { Expression } from './expression';
import { someExpression } from './expression';
import { parseExpression } from './parseExpression';
import { isTwoLetterText, namedNumber, withoutOption } from './plainWords';
import { splitTopLevel, unwrapBrackets } from './splitTopLevel';
import type { TimeOfDay } from './timeOfDay';
import { readTimeOfDay } from './timeOfDay';
import { stripUnit } from './units';

/** 52_8 */
export interface Numeral {
  readonly kind: 'numeral';
  readonly digits: string;
  readonly base: string;
}

/** What an answer says. */
export type AnswerValue =
  | {
      readonly kind: 'expression';
      readonly expression: Expression;
      readonly isPercent: boolean;
      /** Of a literal: 0b1101 is 13, and 1101_2 too. */
      readonly numeral?: Numeral;
    }
  /** `x = 5`: equal to a bare 5, but not to `y = 5`. `label` is empty for words («Area = 5»). */
  | { readonly kind: 'labelled'; readonly label: string; readonly value: AnswerValue }
  /** `2x + 3y = 6`: left minus right is zero. */
  | { readonly kind: 'equation'; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'list';
      /** Brackets and separator of what has an order (`()`, `[)`, `:`, `-`), empty for sets and roots. */
      readonly order: string;
      readonly items: readonly AnswerValue[];
    }
  | { readonly kind: 'matrix'; readonly rows: readonly (readonly AnswerValue[])[] }
  | Numeral
  | TimeOfDay
  | Compound
  | { readonly kind: 'text'; readonly text: string };

/** Longer answers are not read but compared letter by letter. MATH's longest has about 160 characters. */
export const maxAnswerLength = 4096;
/** Deepest nesting of lists. */
const maxDepth = 8;

/**
 * What `raw`, the content of a box or an answer line, says; `text` for what is no value that is
 * known here. Never throws, and takes time linear in the length of `raw`.
 */
export function answerValue(raw: string): AnswerValue {
  if (raw.length > maxAnswerLength) return { kind: 'text', text: raw.trim() };
  return readValue(cleanLatex(raw), 0);
}

function textValue(cleaned: string): AnswerValue {
  return { kind: 'text', text: canonicalText(cleaned) };
}

function readValue(cleaned: string, depth: number): AnswerValue {
  const text = withoutOption(cleaned.trim());
  if (depth > maxDepth) return textValue(text);
  return (
    readMatrix(text, depth) ??
    readNumeral(text) ??
    readLiteral(text) ??
    readWord(text) ??
    readTimeOfDay(text) ??
    readCompound(withoutThousands(text)) ??
    readBrackets(text, depth) ??
    readBareList(withoutThousands(text), depth) ??
    readEquation(text, depth) ??
    readQuantity(withoutThousands(text), depth) ??
    textValue(text)
  );
}

/** `1,234,567.5` as one number. Inside brackets commas separate, so this is not done there. */
function withoutThousands(text: string): string {
  return text.replace(/(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/g, (number) =>
    number.replaceAll(',', ''),
  );
}

function readMatrix(text: string, depth: number): AnswerValue | undefined {
  const match = /^\\begin\{([bpvBV]?matrix|array)\}(?:\{[^{}]*\})?(.*)\\end\{\1\}$/s.exec(text);
  if (!match) return undefined;
  const rows = splitTopLevel(match[2]!, ['\\\\'])
    .filter((row) => row.trim() !== '')
    .map((row) => splitTopLevel(row, ['&']).map((item) => readValue(item, depth + 1)));
  return { kind: 'matrix', rows };
}

function readNumeral(text: string): AnswerValue | undefined {
  const match = /^\(?([0-9A-Fa-f]{1,256})\)? ?_(?:(\d|1[06])|\{ ?(\d{1,2}) ?\})$/.exec(text);
  if (!match) return undefined;
  const [digits, base] = [match[1]!, match[2] ?? match[3]!];
  // 2b_{16} is a numeral, but a_{16} is a letter with its index.
  if (/[a-f]/.test(digits) && (base !== '16' || !/^\d/.test(digits))) return undefined;
  return numeral(digits, base);
}

function numeral(digits: string, base: string): Numeral {
  return { kind: 'numeral', digits: digits.replace(/^0+(?=.)/, '').toUpperCase(), base };
}

const bases: Readonly<Record<string, string>> = { x: '16', o: '8', b: '2' };

function readLiteral(text: string): AnswerValue | undefined {
  const match = /^0([xob])([0-9a-f]{1,256})$/i.exec(text);
  const expression = match ? parseExpression(text) : undefined;
  // 0b2 is a product.
  if (!match || expression?.kind !== 'number') return undefined;
  const base = bases[match[1]!.toLowerCase()]!;
  return { kind: 'expression', expression, isPercent: false, numeral: numeral(match[2]!, base) };
}

function readWord(text: string): AnswerValue | undefined {
  const number = namedNumber(text);
  if (number !== undefined) return wholeValue(number);
  return isTwoLetterText(text) ? textValue(text) : undefined;
}

function wholeValue(numerator: bigint): AnswerValue {
  const value = { numerator, denominator: 1n };
  return {
    kind: 'expression',
    expression: { kind: 'number', value, isDecimal: false },
    isPercent: false,
  };
}

function readBrackets(text: string, depth: number): AnswerValue | undefined {
  const inner = unwrapBrackets(text);
  if (!inner) return undefined;
  const parts = splitTopLevel(inner.content, [',', ';']);
  // One thing in brackets is the thing: (A), {5}, (x + 1).
  if (parts.length === 1) {
    return inner.isBalanced ? readValue(inner.content, depth + 1) : undefined;
  }
  const order = inner.open === '{' ? '' : `${inner.open}${inner.close}`;
  return list(order, parts, depth);
}

function list(order: string, parts: readonly string[], depth: number): AnswerValue {
  return { kind: 'list', order, items: parts.map((part) => readValue(part, depth + 1)) };
}

/** Roots of an equation and the like: `1, -2`, `1 and -2`, `1 \pm 2`, unions; and ratios `2:3`, `2 to 3`. */
function readBareList(text: string, depth: number): AnswerValue | undefined {
  const separators = [', and ', ', or ', ' and ', ' or ', ',', ';', '\\cup'];
  const parts = splitTopLevel(text, separators).filter((part) => part.trim() !== '');
  if (parts.length > 1) return list('', parts, depth);
  const pm = splitTopLevel(text, ['\\pm']);
  if (pm.length === 2) return list('', [pm.join('+'), pm.join('-')], depth);
  if (/^\d+(?:\.\d+)? to \d+(?:\.\d+)?$/.test(text)) return list(':', text.split(' to '), depth);
  const ratio = splitTopLevel(text, [':']);
  if (ratio.length === 2 && /^[A-Za-z ]{2,60}$/.test(ratio[0]!))
    return readValue(ratio[1]!, depth + 1);
  if (ratio.length > 1 && ratio.every((part) => part.trim() !== '')) return list(':', ratio, depth);
  return undefined;
}

const label =
  /^(?:([A-Za-z](?:_\{?\w{1,20}\}?|')?|[A-Za-z] ?\([a-z]\)|\\[a-z]{2,10})|[A-Za-z ]{3,60})$/;

function readEquation(text: string, depth: number): AnswerValue | undefined {
  const member = splitTopLevel(text, ['\\in ', '\\approx ']);
  if (member.length === 2) {
    // What is rounded stands to the right; what a letter lies in stands there too.
    const isLabel = label.test(member[0]!.trim()) || member[0]!.trim() === '';
    return readValue(member[isLabel ? 1 : 0]!, depth + 1);
  }
  const sides = splitTopLevel(text, ['=']).map((side) => side.trim());
  if (sides.length < 2 || sides.some((side) => side === '' || /[<>!:]$/.test(side)))
    return undefined;
  const match = label.exec(sides[0]!);
  const value = sides.at(-1)!;
  if (match) {
    const name = match[1]?.replace(/[\s{}]/g, '') ?? '';
    return { kind: 'labelled', label: name, value: readValue(value, depth + 1) };
  }
  const left = parseExpression(sides[0]!);
  const right = parseExpression(value);
  if (!left || !right) return undefined;
  const hasLetter = someExpression(left, (inner) => inner.kind === 'variable');
  // 2 + 3 = 5 says 5.
  return hasLetter
    ? { kind: 'equation', left, right }
    : { kind: 'expression', expression: right, isPercent: false };
}

/** `2024-03-05`, `5-7` and `2024-03`; what goes down, such as `20-5`, is a subtraction. */
function readSpan(text: string, depth: number): AnswerValue | undefined {
  const isDate = /^\d{4}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])$/.test(text);
  const [, from, to = ''] = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const isRange = Number(from) < Number(to) || /^0\d/.test(to);
  return isDate || isRange ? list('-', text.split('-'), depth) : undefined;
}

function readQuantity(text: string, depth: number): AnswerValue | undefined {
  const { text: number, scale, isPercent } = stripUnit(text);
  const span = scale === 1n ? readSpan(number, depth) : undefined;
  if (span) return span;
  const parsed = parseExpression(number);
  if (!parsed) return undefined;
  const expression: Expression =
    scale === 1n
      ? parsed
      : {
          kind: 'multiply',
          left: parsed,
          right: { kind: 'number', value: { numerator: scale, denominator: 1n }, isDecimal: false },
        };
  return { kind: 'expression', expression, isPercent };
}
