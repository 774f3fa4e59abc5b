import { rational, rationalToNumber } from '../rational';
import type { Rational } from '../rational';
import type { Side } from './side';

/**
 * The value of `from` as `stated` has to say it; undefined without one. Where only one of them has a percent sign,
 * 200/400 × 100 = 45%, the sign may be left out or not: what is nearer to the stated value is meant.
 */
export function meantValue(from: Side, stated: Side): Rational | undefined {
  const { value } = from;
  if (!value || !stated.value || from.isPercent === stated.isPercent) return value;
  const { numerator, denominator } = value;
  const other = stated.isPercent
    ? rational(numerator, denominator * 100n)
    : rational(numerator * 100n, denominator);
  if (!other) return value;
  const goal = rationalToNumber(stated.value);
  const distance = (of: Rational): number => Math.abs(rationalToNumber(of) - goal);
  return distance(other) < distance(value) ? other : value;
}
