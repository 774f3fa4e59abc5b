import { decimalToRational } from '../rational';
import type { NumberLiteral } from './token';

/** Longer numbers have no value here. The longest in GSM8K and MATH has 101 digits. */
const maxDigits = 1300;

const radixPattern =
  /0(?:[xX]([0-9A-Fa-f]+(?:_[0-9A-Fa-f]+)*)|[bB]([01]+(?:_[01]+)*))(?![0-9A-Za-z_])/y;
const thousandsPattern =
  /(\d{1,3}(?:,\d{3})+|\d{1,3}(?:\{,\}\d{3})+|\d{1,3}(?:,\\!\d{3})+|\d{1,3}(?:\\,\d{3})+)(?!\d)(?!(?:,|\{,\})\d)(\.\d+)?/y;
const plainPattern = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3}(?![0-9A-Za-z]))?/y;
/** 66.666... */
const ellipsisPattern = /(?:\.{3}|…|\\l?dots(?![A-Za-z]))/y;
/** GSM8K's annotations have numbers such as `5.*3`. */
const bareStopPattern = /\.(?=[*/+=-])/y;
/** What makes a run of digits no number: a time, a list, a version, a date, 1'234, an index, a period. */
const foreignPattern =
  /(?:(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)|\d\d?\/\d\d?\/\d{4}(?!\d)|\d{1,3}(?:['’]\d{3})+(?!\d)|\d+\.\(\d+\)|\d*(?:[:,]\d+)+(?:[.:,]\d+)*|\d*(?:\.\d+){2,}|\d+(?:\.\d*)?(?:\s?\\(?:overline|bar)|_\{?[0-9A-Za-z]*\}?|(?:st|nd|rd|th)(?![A-Za-z])))/y;

/** What starts with a digit. Without `literal` it has no value. */
interface ReadNumber {
  readonly literal: NumberLiteral | undefined;
  readonly endOffset: number;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** The number that starts at `at`, where a digit or a point before a digit stands. */
export function readNumber(text: string, at: number, currency: string): ReadNumber {
  const radix = matchAt(radixPattern, text, at);
  if (radix) return { literal: radixLiteral(radix), endOffset: at + radix[0].length };
  const thousands = matchAt(thousandsPattern, text, at);
  const foreign = matchAt(foreignPattern, text, at);
  if (foreign && foreign[0].length > (thousands?.[0].length ?? 0)) {
    return { literal: undefined, endOffset: at + foreign[0].length };
  }
  if (thousands) {
    const separator = /[^\d]+/.exec(thousands[1]!)![0];
    const digits = thousands[1]!.replaceAll(separator, '') + (thousands[2] ?? '');
    const endOffset = at + thousands[0].length;
    return { literal: decimalLiteral(digits, separator, currency), endOffset };
  }
  const plain = matchAt(plainPattern, text, at)?.[0] ?? text[at]!;
  const end = at + plain.length;
  const tail = matchAt(plain.includes('.') ? ellipsisPattern : bareStopPattern, text, end);
  const endOffset = end + (tail?.[0].length ?? 0);
  return { literal: decimalLiteral(plain, '', currency), endOffset };
}

function radixLiteral(match: RegExpExecArray): NumberLiteral | undefined {
  const digits = (match[1] ?? match[2]!).replaceAll('_', '');
  if (digits.length > maxDigits) return undefined;
  const radix = match[1] === undefined ? 2 : 16;
  const value = { numerator: BigInt((radix === 2 ? '0b' : '0x') + digits), denominator: 1n };
  const isUpperCase = /[A-F]/.test(digits) || !/[a-f]/.test(digits);
  const digitCount = digits.length;
  return { value, places: 0, radix, digitCount, isUpperCase, separator: '', currency: '' };
}

function decimalLiteral(
  written: string,
  separator: string,
  currency: string,
): NumberLiteral | undefined {
  // 0900 is a time, 007 a name, and 000 what follows in «80 000».
  const isName = /^0\d+$/.test(written) && separator === '';
  if (written.length > maxDigits || isName) return undefined;
  const [digits = '', exponent = '0'] = written.split(/[eE]/);
  const value = decimalToRational(digits, Number(exponent));
  if (!value) return undefined;
  const point = digits.indexOf('.');
  const places = point < 0 ? 0 : digits.length - point - 1;
  return { value, places, radix: 10, digitCount: 0, isUpperCase: true, separator, currency };
}
