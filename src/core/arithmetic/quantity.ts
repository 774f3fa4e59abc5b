import {
  addRational,
  divideRational,
  multiplyRational,
  powerRational,
  rational,
} from '../rational';
import type { Rational } from '../rational';
import { multiplyMeasures, noMeasures } from './measure';
import type { MeasurePowers } from './measure';
import type { OperatorSign } from './token';

/** Why an expression has no value. */
export type Problem =
  /** It has letters or words where numbers would stand, or signs that are not understood. */
  | 'variable'
  /** It ends in an operator, or lacks an operand elsewhere. */
  | 'incomplete'
  /** Beyond 4,096 bits, or a denominator beyond 256. */
  | 'tooLarge'
  | 'divisionByZero'
  /** A root that is no fraction, bits of a fraction and the like. */
  | 'notExact';

/** A value on its way through an expression. */
export interface Quantity {
  readonly value: Rational | undefined;
  readonly problem: Problem | undefined;
  /** Power of the currency: 1 for money, 0 for a number, -1 for «per dollar». */
  readonly money: number;
  readonly isPercent: boolean;
  /** A fraction of two whole numbers as written: `3/4 of 20` is a product. */
  readonly isFraction: boolean;
  readonly measures: MeasurePowers;
}

/**
 * Sizes that keep any text's arithmetic linear: two numbers of 400 digits have a product, and a
 * text full of long fractions is still read in no time. The longest in GSM8K has 12 digits.
 */
const maxBits = 4096;
const maxDenominatorBits = 256;
const [maxValue, maxDenominator] = [1n << BigInt(maxBits), 1n << BigInt(maxDenominatorBits)];

export function unknownQuantity(problem: Problem): Quantity {
  return {
    value: undefined,
    problem,
    money: 0,
    isPercent: false,
    isFraction: false,
    measures: noMeasures,
  };
}

export function knownQuantity(
  value: Rational,
  money = 0,
  isPercent = false,
  measures = noMeasures,
): Quantity {
  const { numerator, denominator } = value;
  const isLarge = numerator > maxValue || numerator < -maxValue || denominator > maxDenominator;
  if (isLarge) return unknownQuantity('tooLarge');
  return { value, problem: undefined, money, isPercent, isFraction: false, measures };
}

/** `value` with the properties of `of`; what has no value is `problem`. */
function like(of: Quantity, value: Rational | undefined, problem: Problem): Quantity {
  return value
    ? knownQuantity(value, of.money, of.isPercent, of.measures)
    : unknownQuantity(problem);
}

export function negateQuantity(of: Quantity): Quantity {
  if (!of.value) return of;
  const { numerator, denominator } = of.value;
  return like(of, { numerator: -numerator, denominator }, 'notExact');
}

/** All bits inverted, of a number without end to the left: ~5 is -6. */
export function invertQuantity(of: Quantity): Quantity {
  if (!of.value) return of;
  if (of.value.denominator !== 1n) return unknownQuantity('notExact');
  return like(of, rational(-of.value.numerator - 1n), 'notExact');
}

export function percentQuantity(of: Quantity): Quantity {
  const value = of.value && rational(of.value.numerator, of.value.denominator * 100n);
  return value ? knownQuantity(value, of.money, true, of.measures) : of;
}

/** What `apply` makes of the value, or the problem that `of` has. */
export function mapQuantity(
  of: Quantity,
  apply: (value: Rational) => Rational | undefined,
): Quantity {
  return of.value ? like(of, apply(of.value), 'notExact') : of;
}

export function combineQuantities(sign: OperatorSign, left: Quantity, right: Quantity): Quantity {
  const [a, b] = [left.value, right.value];
  if (!a || !b) return a ? right : left;
  if (sign === '+') return sum(left, right);
  if (sign === '-') return sum(left, negateQuantity(right));
  if (sign === '*') return product(left, right, multiplyRational(a, b));
  if (sign === '/' || sign === '//') return quotient(sign, left, right, divideRational(a, b));
  if (sign === '^' || sign === '**') return power(left, a, b);
  return a.denominator === 1n && b.denominator === 1n
    ? combineWhole(sign, a.numerator, b.numerator)
    : unknownQuantity('notExact');
}

function product(left: Quantity, right: Quantity, value: Rational | undefined): Quantity {
  // 1/4 × 100% is 25%; 20% × 50 is 10.
  const isWhole = (x: Quantity, y: Quantity): boolean => x.isPercent && isOne(x) && !y.isPercent;
  const isPercent = isWhole(left, right) || isWhole(right, left);
  const measures = multiplyMeasures(left.measures, right.measures);
  return value ? knownQuantity(value, left.money + right.money, isPercent, measures) : left;
}

function quotient(
  sign: '/' | '//',
  left: Quantity,
  right: Quantity,
  value: Rational | undefined,
): Quantity {
  if (!value) return unknownQuantity('divisionByZero');
  const money = left.money - right.money;
  const measures = multiplyMeasures(left.measures, right.measures, -1);
  const isPercent = left.isPercent && !right.isPercent;
  if (sign === '/') return knownQuantity(value, money, isPercent, measures);
  const { numerator, denominator } = value;
  const remainder = ((numerator % denominator) + denominator) % denominator;
  const whole = { numerator: (numerator - remainder) / denominator, denominator: 1n };
  return knownQuantity(whole, money, false, measures);
}

function isOne({ value }: Quantity): boolean {
  return value?.numerator === 1n && value.denominator === 1n;
}

function sum(left: Quantity, right: Quantity): Quantity {
  const value = left.value && right.value && addRational(left.value, right.value);
  const money = Math.max(left.money, right.money);
  const isPercent = left.isPercent && right.isPercent;
  const measures = left.measures.size > 0 ? left.measures : right.measures;
  return value ? knownQuantity(value, money, isPercent, measures) : unknownQuantity('notExact');
}

function power(left: Quantity, base: Rational, exponent: Rational): Quantity {
  if (base.numerator === 0n && exponent.numerator < 0n) return unknownQuantity('divisionByZero');
  if (exponent.denominator !== 1n) return unknownQuantity('notExact');
  // A cheap bound before the power itself is formed.
  const size = exponent.numerator < 0n ? -exponent.numerator : exponent.numerator;
  const isUnit = base.denominator === 1n && base.numerator <= 1n && base.numerator >= -1n;
  if (!isUnit && size > BigInt(maxBits)) return unknownQuantity('tooLarge');
  const value = powerRational(base, exponent);
  return value
    ? knownQuantity(value, left.money, false, left.measures)
    : unknownQuantity('tooLarge');
}

function combineWhole(sign: OperatorSign, a: bigint, b: bigint): Quantity {
  const whole = (numerator: bigint): Quantity => knownQuantity({ numerator, denominator: 1n });
  if (sign === 'mod') {
    // The sign of the divisor, as in mathematics.
    return b === 0n ? unknownQuantity('divisionByZero') : whole(((a % b) + b) % b);
  }
  if (sign === '&') return whole(a & b);
  if (sign === '|') return whole(a | b);
  if (sign === 'xor') return whole(a ^ b);
  if (b < 0n || b > BigInt(maxBits)) return unknownQuantity('tooLarge');
  if (sign === '<<') return whole(a << b);
  return sign === '>>' ? whole(a >> b) : unknownQuantity('notExact');
}
