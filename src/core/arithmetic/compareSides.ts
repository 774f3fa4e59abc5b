import { addRational, rational, rationalToNumber } from '../rational';
import type { Rational } from '../rational';
import type { Side } from './side';
import type { NumberLiteral } from './token';
import { measureOf } from './words';
import type { Measure } from './words';

/** Decimals with fewer places are taken as exact: 0.5 is a half, 0.33 may be a third. */
const minRoundedPlaces = 2;
/** Two values that differ by no more, as a part of one, may be meant to be equal. */
const maxNearness = 0.1;

/** Why nothing can be said about two sides. */
export type Doubt =
  /** A letter, a word or a sign without a value. */
  | 'variable'
  /** What is stated is rounded, but not to the nearest, or computed from rounded numbers. */
  | 'rounding'
  /** The sides are in different measures: 90 minutes = 1.5 hours. */
  | 'units'
  /** One side can be read in more than one way. */
  | 'ambiguous'
  /** Beyond the size that is computed. */
  | 'tooLarge'
  /** An operand is missing. */
  | 'incomplete'
  /** A root that is no fraction and the like. */
  | 'notExact';

/** Whether two sides are equal: `true`, `false`, or why that cannot be said. */
type Comparison = boolean | Doubt;

/** Compares two sides that have a value. `isRounded`: they are said to be equal about. */
export function compareSides(left: Side, right: Side, isRounded: boolean): Comparison {
  const comparison = compareValues(left, right, isRounded);
  if (comparison === true) return true;
  const [lefts, rights] = [readings(left), readings(right)];
  const holds = lefts.some((a) => rights.some((b) => compareValues(a, b, isRounded) === true));
  if (holds) return true;
  return comparison === false && isNearOtherwise(left, right) ? 'ambiguous' : comparison;
}

/** 12 345 * 2 = 24 691: perhaps wrong in the second reading, for which 690 would be no remedy. */
function isNearOtherwise({ otherValue: a }: Side, { otherValue: b }: Side): boolean {
  if (!a || !b) return false;
  const [x, y] = [rationalToNumber(a), rationalToNumber(b)];
  return Math.abs(x - y) <= maxNearness * Math.abs(x);
}

function readings(side: Side): readonly Side[] {
  return side.otherValue ? [side, { ...side, value: side.otherValue }] : [side];
}

function compareValues(left: Side, right: Side, isRounded: boolean): Comparison {
  const [a, b] = [left.value, right.value];
  if (!a || !b) return 'variable';
  if (isEqual(a, b) || isEqualWrapped(left, right) || isRunningTotal(left, right)) return true;
  const rounding = compareRounded(left, right, isRounded);
  if (rounding === true) return true;
  // 5/20 × 100 = 25% and 100% - 20% = 80: one side leaves the sign out.
  if (left.isPercent !== right.isPercent) {
    const shown = left.isPercent ? [withoutSign(left), right] : [left, withoutSign(right)];
    const [x, y] = [shown[0]!, shown[1]!];
    if (x.value && y.value && isEqual(x.value, y.value)) return true;
    const shownRounding = compareRounded(x, y, isRounded);
    if (shownRounding) return shownRounding;
  }
  return rounding ?? doubtOf(left, right, isRounded) ?? false;
}

function withoutSign(side: Side): Side {
  const value = side.value && rational(side.value.numerator * 100n, side.value.denominator);
  return { ...side, value, isPercent: false };
}

/** Compares with a stated number that is rounded; undefined if it is none, or far off. */
function compareRounded(
  left: Side,
  right: Side,
  isRounded: boolean,
): true | 'rounding' | undefined {
  const side = bareLiteral(right) ? right : left;
  const stated = bareLiteral(side);
  const distance = left.value && right.value && absoluteDifference(left.value, right.value);
  if (!stated || !distance) return undefined;
  const isWhole = stated.places === 0 && !side.isPercent && !isRounded;
  if (isWhole) return undefined;
  const unit = 10n ** BigInt(stated.places + (side.isPercent ? 2 : 0));
  if (distance.numerator * unit * 2n <= distance.denominator) return true;
  return distance.numerator * unit < distance.denominator ? 'rounding' : undefined;
}

function doubtOf(left: Side, right: Side, isRounded: boolean): Doubt | undefined {
  if (isRounded) return 'rounding';
  if (left.traits.isUnsure || right.traits.isUnsure) return 'ambiguous';
  // 5 ^ 3 = 0b110: meant as bits after all.
  const isBits = (side: Side, other: Side): boolean =>
    side.traits.hasCaret && other.traits.literals.some(({ radix }) => radix !== 10);
  if (isBits(left, right) || isBits(right, left)) return 'ambiguous';
  // -5 = 0xFB: a complement of unknown width.
  const isComplement = (side: Side, other: Side): boolean =>
    side.value !== undefined &&
    side.value.numerator < 0n &&
    (bareLiteral(other)?.radix ?? 10) !== 10;
  if (isComplement(left, right) || isComplement(right, left)) return 'ambiguous';
  if (isWithoutPrefix(left, right) || isWithoutPrefix(right, left)) return 'ambiguous';
  if (hasOtherMeasure(left, right)) return 'units';
  return isComputedFromRounded(left, right) ? 'rounding' : undefined;
}

function isEqual(a: Rational, b: Rational): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator;
}

function absoluteDifference(a: Rational, b: Rational): Rational | undefined {
  const difference = addRational(a, { numerator: -b.numerator, denominator: b.denominator });
  return difference && { ...difference, numerator: absolute(difference.numerator) };
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** The number that a side consists of, if it is one. */
function bareLiteral({ traits }: Side): NumberLiteral | undefined {
  return traits.operatorCount === 0 && traits.literals.length === 1
    ? traits.literals[0]
    : undefined;
}

/** ~0x0F = 0xF0: equal in as many bits as the stated number has digits for. */
function isEqualWrapped(left: Side, right: Side): boolean {
  const stated = bareLiteral(right);
  if (!stated || stated.radix === 10 || !left.traits.hasWidth) return false;
  const [a, b] = [left.value, right.value];
  if (a?.denominator !== 1n || b?.denominator !== 1n) return false;
  const bits = BigInt(stated.digitCount) * (stated.radix === 16 ? 4n : 1n);
  return (a.numerator - b.numerator) % (1n << bits) === 0n;
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

/** 5 + 3 = 8 + 2 = 10, as people write a running total: each step is right. */
function isRunningTotal(left: Side, right: Side): boolean {
  return (
    right.traits.operatorCount > 0 &&
    left.value !== undefined &&
    right.leadingValue !== undefined &&
    left.traits.operatorCount > 0 &&
    isEqual(left.value, right.leadingValue)
  );
}

/** True if the sides, or the terms of a sum, are in different measures of one kind. */
function hasOtherMeasure(left: Side, right: Side): boolean {
  const [a, b] = [measuresOf(left), measuresOf(right)];
  // $0.25 × 2 = 50 cents
  const isCent = ({ name }: Measure): boolean => name === 'cent';
  if ((left.money !== 0 && b.some(isCent)) || (right.money !== 0 && a.some(isCent))) return true;
  const isMixed = [left, right].some(
    (side) => side.traits.sumCount > 0 && areMixed(measuresOf(side)),
  );
  return (
    isMixed || (areMixed([...a, ...b]) && !a.some(({ name }) => b.some((m) => m.name === name)))
  );
}

/** True for two different measures of one family: 4 pounds - 6 ounces. */
function areMixed(measures: readonly Measure[]): boolean {
  const names = new Map<number, string>();
  return measures.some(({ name, family }) => {
    const other = names.get(family);
    names.set(family, name);
    return other !== undefined && other !== name;
  });
}

function measuresOf({ traits }: Side): readonly Measure[] {
  return traits.units.flatMap((unit) => measureOf(unit) ?? []);
}

/** True if the difference is no larger than what rounded decimals in a side can cause. */
function isComputedFromRounded(left: Side, right: Side): boolean {
  const [a, b] = [left.value, right.value];
  if (!a || !b) return false;
  const distance = rationalToNumber(absoluteDifference(a, b) ?? a);
  const size = Math.abs(rationalToNumber(a));
  return distance <= roundingError(left, size) + roundingError(right, size);
}

/** How far the value of a side, about `size`, may be off by the rounding of its decimals. */
function roundingError({ traits }: Side, size: number): number {
  if (traits.operatorCount === 0) return 0;
  const isSum = traits.sumCount === traits.operatorCount;
  return traits.literals
    .filter(({ places }) => places >= minRoundedPlaces)
    .map(({ places, value }) => {
      const error = 0.5 * 10 ** -places;
      return isSum ? error : (size * error) / Math.abs(rationalToNumber(value));
    })
    .reduce((sum, error) => sum + error, 0);
}
