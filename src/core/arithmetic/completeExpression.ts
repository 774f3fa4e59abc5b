import { sideBeforeRelation } from './findEquations';
import { formatExact, plainStyle } from './formatValue';
import type { ValueStyle } from './formatValue';
import type { Side } from './side';
import { sideStyle } from './sideStyle';
import { tokenizeArithmetic } from './tokenizeArithmetic';

/** UTF-16 units at the end of the text that are read. Expressions in GSM8K have up to 120. */
const windowLength = 240;
/** Longer results help nobody: 7^1234 has 1,043 digits. The longest in GSM8K has 12. */
const maxResultLength = 100;
/** What may stand between the relation and the result: blanks, a currency sign, emphasis. */
const maxTail = 16;
/** «8-bit», «in 8 bits»: the width of an inversion. */
const widthPattern = /(\d{1,3})[- ]?bits?\b/gi;

/**
 * The exact result to write next, where `prefix` ends in an expression and `=`; undefined where it
 * does not, or where the value or its form is in doubt. It begins with a blank if the text has one
 * before `=` and none behind it.
 *
 * Integers are plain, decimals have up to 10 places; money, thousands separators and percent signs
 * are kept; hexadecimal and binary numbers stay what they are, in their width. One that stands alone
 * becomes decimal, and behind `= 0x` or `= 0b` come the digits in that base. Reads the last 240
 * characters only.
 */
export function completeExpression(prefix: string): string | undefined {
  const [, tail, base] = /=([\s$\\*{]*)(0[xb])?$/.exec(prefix.slice(-maxTail)) ?? [];
  if (tail === undefined) return undefined;
  const relationEnd = prefix.length - tail.length - (base?.length ?? 0);
  const windowStart = Math.max(0, relationEnd - windowLength);
  const isLineStart = windowStart === 0 || prefix[windowStart - 1] === '\n';
  const text = prefix.slice(windowStart, relationEnd);
  const tokens = tokenizeArithmetic(text, isLineStart);
  const side = sideBeforeRelation(tokens);
  // What the window starts with may have started before it.
  if (!side || (!isLineStart && side.startOffset === tokens[0]?.startOffset)) return undefined;
  if (base !== undefined) return digitsIn(base, side);
  const style = resultStyle(side, text, tail);
  const result = style && side.value && formatSide(side, style, text);
  if (result === undefined || result.length > maxResultLength) return undefined;
  const isSpaced = tail === '' && /\s=$/.test(text);
  return isSpaced ? ` ${result}` : result;
}

/** The digits of the value behind a prefix that stands there already. */
function digitsIn(base: string, { value, traits }: Side): string | undefined {
  if (!value || traits.isUnsure || traits.hasWidth) return undefined;
  const radix = base === '0x' ? 16 : 2;
  // 12 ^ 10 = 0b: bits after all.
  if (traits.hasCaret) return undefined;
  return formatExact(value, { ...plainStyle, radix })?.slice(base.length);
}

/** The form of the result; undefined where it is in doubt. */
function resultStyle(side: Side, text: string, tail: string): ValueStyle | undefined {
  const { traits, value, money } = side;
  if (!value || traits.isUnsure) return undefined;
  const [literal] = traits.literals;
  const isAlone = traits.operatorCount === 0 && traits.literals.length === 1;
  if (isAlone && literal?.radix !== 10 && value.numerator > 0n) return plainStyle;
  if (traits.operatorCount === 0) return undefined;
  if (traits.hasLoosePercent || (money !== 0 && money !== 1)) return undefined;
  if (isFractionSum(side)) return undefined;
  const radixes = new Set(traits.literals.map(({ radix }) => radix));
  if (radixes.size > 1 && !isShift(side)) return undefined;
  const style = sideStyle(side);
  if (/[$€]/.test(tail) || isMathDelimited(style, text, side)) return { ...style, currency: '' };
  return style;
}

/** 1/2 + 1/4 is 3/4 or 0.75: the form is open. */
function isFractionSum({ traits, value }: Side): boolean {
  const hasFractions =
    traits.fractionCount > 1 || (traits.fractionCount > 0 && traits.sumCount > 0);
  return hasFractions && value?.denominator !== 1n;
}

/** 0x0F << 4: the count of a shift may be decimal. */
function isShift({ traits }: Side): boolean {
  const [value, count] = traits.literals;
  const isCounted = traits.literals.length === 2 && value?.radix !== 10 && count?.radix === 10;
  return isCounted && traits.operatorCount === 1 && traits.sumCount === 0;
}

/** `$3 + 4 = 7$`: the sign opens mathematics where LaTeX follows, or where one closed before. */
function isMathDelimited({ currency }: ValueStyle, text: string, side: Side): boolean {
  if (currency !== '$') return false;
  const isLatex = /\\(?:times|cdot|div|frac|text)/.test(text.slice(side.startOffset));
  return isLatex || /[\dA-Za-z})]\$(?=[\s.,;:)])/.test(text);
}

function formatSide(side: Side, style: ValueStyle, text: string): string | undefined {
  if (!side.value) return undefined;
  if (style.radix === 10 || !side.traits.hasWidth) return formatExact(side.value, style);
  const { numerator, denominator } = side.value;
  const bitsPerDigit = style.radix === 16 ? 4 : 1;
  const width = [...text.matchAll(widthPattern)].at(-1)?.[1];
  // Without a stated width only what needs none has one result.
  if (width === undefined) return numerator < 0n ? undefined : formatExact(side.value, style);
  const bits = Number(width);
  if (bits === 0 || bits % bitsPerDigit !== 0 || denominator !== 1n) return undefined;
  const wrapped = BigInt.asUintN(bits, numerator);
  const digitCount = bits / bitsPerDigit;
  return formatExact({ numerator: wrapped, denominator: 1n }, { ...style, digitCount });
}
