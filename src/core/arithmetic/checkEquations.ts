import type { Rational } from '../rational';
import { compareSides } from './compareSides';
import type { Doubt } from './compareSides';
import { hasMixedMeasures } from './sideMeasures';
import { findEquations } from './findEquations';
import type { Equation } from './findEquations';
import { formatExact, formatRounded } from './formatValue';
import { measureOf } from './measure';
import type { Side } from './side';
import { meantValue } from './meantValue';
import { sideStyle } from './sideStyle';

/** Places of a right value that has no end: ≈ 3.3333. */
const shownPlaces = 4;

/** What became of one equation. */
export type EquationCheck =
  | { readonly status: 'holds'; readonly equation: Equation }
  | {
      readonly status: 'fails';
      readonly reason: 'wrongValue' | 'divisionByZero';
      readonly equation: Equation;
      /** What is wrong, as UTF-16 units, end exclusive. */
      readonly startOffset: number;
      readonly endOffset: number;
      /** What would stand there, written like it; with ≈ if rounded; undefined without a value. */
      readonly rightValue: string | undefined;
    }
  | { readonly status: 'unknown'; readonly reason: Doubt; readonly equation: Equation };

/** The equations of `text`, each computed exactly. Never throws; linear in the length of the text. */
export function checkEquations(text: string): readonly EquationCheck[] {
  return findEquations(text).map(checkEquation);
}

/**
 * Whether all sides that have a value are equal.
 *
 * A stated decimal that is the correctly rounded value holds: 10/3 = 3.33. So do a percentage
 * without its sign (1/4 × 100 = 25%), bits in the width of the stated number (~0x0F = 0xF0), and a
 * running total (5 + 3 = 8 + 2 = 10). Where rounding, units or a doubtful reading may explain a
 * difference, nothing is said.
 */
export function checkEquation(equation: Equation): EquationCheck {
  const { sides, relations } = equation;
  const broken = sides.find(({ problem }) => problem === 'divisionByZero');
  if (broken) return failure(equation, broken, undefined, 'divisionByZero');
  let doubt: Doubt | undefined;
  let holds = false;
  let previous: { readonly side: Side; readonly index: number } | undefined;
  for (const [index, side] of sides.entries()) {
    if (!side.value) {
      doubt ??= doubtOf(side);
      continue;
    }
    if (previous) {
      const isRounded = relations.slice(previous.index, index).includes('≈');
      const comparison = compareSides(previous.side, side, isRounded);
      // A side without a value between them may mean more than it says.
      const isNext = previous.index === index - 1;
      const isLabelled = isLabel(previous.side, side, previous.index);
      if (comparison === false && isNext && !isLabelled) {
        return wrongValue(equation, previous.side, side);
      }
      if (comparison === true) holds = true;
      else if (comparison !== false) doubt = comparison;
      else doubt ??= 'units';
    }
    previous = { side, index };
  }
  return holds
    ? { status: 'holds', equation }
    : { status: 'unknown', reason: doubt ?? 'variable', equation };
}

function doubtOf({ problem }: Side): Doubt {
  return problem === undefined || problem === 'divisionByZero' ? 'variable' : problem;
}

/**
 * «5 minutes = 5 × 60 = 300 seconds»: the first side names what is converted. So does one further on from whose
 * number the next goes on: «1 hour = 60 minutes = 60 × 60 = 3600 seconds», «$5 = 5 × 100 = 500 cents».
 */
function isLabel(side: Side, next: Side, index: number): boolean {
  const { operatorCount, units } = side.traits;
  if (operatorCount > 0) return false;
  const isShared = units.some((unit) => next.traits.units.includes(unit));
  if (index === 0 && units.length > 0 && !isShared) return true;
  if (!isContinued(side, next)) return false;
  if (side.money !== 0) return next.money === 0;
  return units.some((unit) => measureOf(unit)) && (!isShared || hasMixedMeasures(next));
}

/** True if `next` is computed from the number that `side` is. */
function isContinued({ value }: Side, { traits }: Side): boolean {
  const first = traits.literals[0]?.value;
  if (!value || !first || traits.operatorCount === 0) return false;
  return first.numerator === value.numerator && first.denominator === value.denominator;
}

function wrongValue(equation: Equation, left: Side, right: Side): EquationCheck {
  // 24 = 8 × 4: the number that stands alone is the stated one.
  const isLeftStated = left.traits.operatorCount === 0 && right.traits.operatorCount > 0;
  return isLeftStated
    ? failure(equation, left, meantValue(right, left), 'wrongValue')
    : failure(equation, right, meantValue(left, right), 'wrongValue');
}

function failure(
  equation: Equation,
  at: Side,
  value: Rational | undefined,
  reason: 'wrongValue' | 'divisionByZero',
): EquationCheck {
  const { startOffset, endOffset } = at;
  const rightValue = value && written(value, at);
  return { status: 'fails', reason, equation, startOffset, endOffset, rightValue };
}

function written(value: Rational, like: Side): string {
  const style = sideStyle(like);
  return (
    formatExact(value, style) ??
    formatExact(value, { ...style, radix: 10, digitCount: 0 }) ??
    `≈ ${formatRounded(value, shownPlaces, { ...style, radix: 10 })}`
  );
}
