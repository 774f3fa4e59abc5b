import { addRational, rational, rationalToNumber } from '../rational';
import type { Rational } from '../rational';
import { isFloating, isWrapped } from './machineNumber';
import { mayBeBits } from './mayBeBits';
import { bareLiteral } from './side';
import type { Side } from './side';
import { hasOtherMeasure } from './sideMeasures';

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
    // A whole percentage is rounded as often as not: 2/3 × 100 = 67%.
    const shownRounding = compareRounded(x, y, true);
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
  if (mayBeBits(left, right) || mayBeBits(right, left)) return 'ambiguous';
  if (isOfRemainders(left) || isRemainder(right) || isOfDates(left, right)) return 'ambiguous';
  if (isWrapped(left, right) || isWrapped(right, left)) return 'ambiguous';
  if (isFloating(left, right) || isFloating(right, left)) return 'rounding';
  if (isCut(left, right) || isCut(right, left)) return 'rounding';
  if (hasOtherMeasure(left, right)) return 'units';
  return isComputedFromRounded(left, right) ? 'rounding' : undefined;
}

/** 17 / 5 = 3, remainder 2 */
function isCut(side: Side, { value, traits }: Side): boolean {
  if (!side.traits.isSaidWhole || side.value?.denominator !== 1n || !value) return false;
  // 177.6 + 700 = 877 coins left: a sum has no rest.
  if (traits.sumCount === traits.operatorCount) return false;
  const distance = absoluteDifference(side.value, value);
  return distance !== undefined && distance.numerator < distance.denominator;
}

/** 7 + 8 mod 5 = 0: of all that stands before it, as some write it. */
function isOfRemainders({ traits, leadingValue }: Side): boolean {
  return traits.hasMod && traits.sumCount > 0 && leadingValue !== undefined;
}

/** 5 + 8 = 1 mod 12: both sides leave the same remainder. */
function isRemainder({ traits }: Side): boolean {
  const [of, by] = traits.literals;
  if (!traits.hasMod || traits.operatorCount > 1 || !of || !by) return false;
  return rationalToNumber(of.value) < rationalToNumber(by.value);
}

/** 12/31 - 12/15 = 16 days */
function isOfDates({ traits }: Side, other: Side): boolean {
  const isDifference = traits.sumCount === 1 && traits.operatorCount === 3;
  return isDifference && traits.literals.length === 4 && other.traits.units.includes('day');
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

/** ~0x0F = 0xF0: equal in as many bits as the stated number has digits for. */
function isEqualWrapped(left: Side, right: Side): boolean {
  const stated = bareLiteral(right);
  if (!stated || stated.radix === 10 || !left.traits.hasWidth) return false;
  const [a, b] = [left.value, right.value];
  if (a?.denominator !== 1n || b?.denominator !== 1n) return false;
  const bits = BigInt(stated.digitCount) * (stated.radix === 16 ? 4n : 1n);
  return (a.numerator - b.numerator) % (1n << bits) === 0n;
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
