import { bareLiteral } from './side';
import type { Side } from './side';
import type { NumberLiteral } from './token';

/** Whether a difference between two sides may come from bits that are not written as such. */
export function mayBeBits(side: Side, other: Side): boolean {
  return (
    isCaretOfBits(side, other) ||
    isComplement(side, other) ||
    isWithoutPrefix(side, other) ||
    isBinary(side, other) ||
    areBinary(side, other)
  );
}

/** People take powers of smaller exponents. */
const leastXorOperand = 10n;

/** 5 ^ 3 = 0b110, 5 ^ 3 = 6 and 60 ^ 23 = 43: meant as bits after all. */
function isCaretOfBits({ traits }: Side, other: Side): boolean {
  if (!traits.hasCaret) return false;
  if (other.traits.literals.some(({ radix }) => radix !== 10)) return true;
  const [a, b] = traits.literals.map(({ value }) => value);
  if (traits.operatorCount > 1 || a?.denominator !== 1n || b?.denominator !== 1n) return false;
  const [x, y, stated] = [a.numerator, b.numerator, other.value];
  if (stated?.denominator !== 1n || (x ^ y) !== stated.numerator) return false;
  if (y >= leastXorOperand) return true;
  // 2 ^ 4 = 6 is a sum in place of a power.
  return traits.hasSpacedCaret && stated.numerator !== x + y && stated.numerator !== x * y;
}

/** -5 = 0xFB: a complement of unknown width. */
function isComplement({ value }: Side, other: Side): boolean {
  return value !== undefined && value.numerator < 0n && (bareLiteral(other)?.radix ?? 10) !== 10;
}

/** 13 = 8 + 4 + 1 = 1101 (binary) */
function isBinary(side: Side, { value }: Side): boolean {
  const literal = bareLiteral(side);
  if (!literal || !isOfBits(literal, 4)) return false;
  return value?.denominator === 1n && BigInt(`0b${digitsOf(literal)}`) === value.numerator;
}

/** 1010 + 110 = 10000: numbers of 0 and 1 alone, none of them a power of ten, are not there by chance. */
function areBinary({ traits: { literals } }: Side, other: Side): boolean {
  const stated = bareLiteral(other);
  if (!stated || !isOfBits(stated, 1) || literals.length < 2) return false;
  const isMixed = (literal: NumberLiteral): boolean =>
    isOfBits(literal, 2) && /1.*1/.test(digitsOf(literal));
  return literals.every(isMixed) && literals.some((literal) => isOfBits(literal, 3));
}

function isOfBits(literal: NumberLiteral, length: number): boolean {
  const { radix, value, separator, currency } = literal;
  if (radix !== 10 || value.denominator !== 1n || separator !== '' || currency !== '') return false;
  const digits = digitsOf(literal);
  return digits.length >= length && /^[01]+$/.test(digits);
}

function digitsOf({ value }: NumberLiteral): string {
  return value.numerator.toString();
}

/**
 * 0xA6 = 10100110, 1010 = 0b1010 and 0x1F + 0x1 = 20: bits, or hexadecimal digits, that are said
 * without their prefix. Short ones beside a lone number of the same base are not: 0x88 = 88 is wrong.
 */
function isWithoutPrefix(side: Side, other: Side): boolean {
  const literal = bareLiteral(side);
  const hasRadix = other.traits.literals.some(({ radix }) => radix !== 10);
  if (literal?.radix !== 10 || literal.value.denominator !== 1n || !hasRadix) return false;
  const digits = literal.value.numerator.toString();
  const lone = bareLiteral(other);
  // Four bits for each hexadecimal digit, less the zeros in front: 1111 = 0x457 has too few.
  const digitBits = lone?.radix === 16 ? 4 : 1;
  const isFull = !lone || Math.ceil(digits.length / digitBits) === lone.digitCount;
  if (isFull && /^[01]{4,}$/.test(digits)) return true;
  const isSaidIn = (radix: 2 | 16): boolean =>
    lone?.radix !== radix &&
    BigInt((radix === 2 ? '0b' : '0x') + digits) === other.value?.numerator;
  return isSaidIn(16) || (/^[01]+$/.test(digits) && isSaidIn(2));
}
