import { rationalToNumber } from '../rational';
import { bareLiteral } from './side';
import type { Side } from './side';

/** Widths of whole numbers in memory, in bits. */
const wordBits = [8n, 16n, 32n, 64n] as const;
/** Digits that only a float64 is written with, and how far it may be off as a part of the value. */
const minFloatDigits = 15;
const maxFloatError = 1e-14;

/** 255 + 1 = 0 and 127 + 1 = -128: the stated number is the value in a machine word. */
export function isWrapped(stated: Side, { value }: Side): boolean {
  const shown = stated.value;
  if (!bareLiteral(stated) || shown?.denominator !== 1n || value?.denominator !== 1n) return false;
  const excess = value.numerator - shown.numerator;
  return wordBits.some((bits) => {
    const count = 1n << bits;
    const isWord = shown.numerator < count && shown.numerator >= -count / 2n;
    return isWord && (excess === count || excess === -count);
  });
}

/** 0.1 + 0.2 = 0.30000000000000004: the stated number is the value as a float64 comes to it. */
export function isFloating(stated: Side, { value }: Side): boolean {
  const literal = bareLiteral(stated);
  if (!literal || literal.places === 0 || !stated.value || !value) return false;
  const { numerator, denominator } = literal.value;
  const digits = (numerator * 10n ** BigInt(literal.places)) / denominator;
  if (digits.toString().length < minFloatDigits) return false;
  const [x, y] = [rationalToNumber(stated.value), rationalToNumber(value)];
  return Math.abs(x - y) <= maxFloatError * Math.abs(y);
}
