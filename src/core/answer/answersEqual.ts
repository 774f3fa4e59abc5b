import type { AnswerValue, Numeral } from './answerValue';
import { answerValue, maxAnswerLength } from './answerValue';
import { canonicalText, cleanLatex } from './cleanLatex';
import { addComplex, complex, multiplyComplex } from './complex';
import type { Complex } from './complex';
import type { Compound } from './compound';
import { evaluateExact } from './evaluateExact';
import { evaluateNumeric, isConstantName } from './evaluateNumeric';
import { someExpression } from './expression';
import type { Expression } from './expression';
import type { TimeOfDay } from './timeOfDay';
import { clockSeconds, secondsOfDay } from './timeOfDay';
import { divideRational } from '../rational';

/** Values of the letters that are tried. Four polynomials of degree 9 apart agree by chance never. */
const sampleCount = 4;
/** Formulas: what float64 leaves of 16 digits after some dozen operations. */
const formulaTolerance = 1e-9;
/** Rounded decimals: 0.333 is a third and 3.14 is not π. Both must hold. */
const decimalAbsoluteTolerance = 1e-3;
const decimalRelativeTolerance = 2e-3;
/** Sets are matched pair by pair; longer ones are compared as text. */
const maxSetSize = 64;

/**
 * True if two answers say the same. Symmetric and reflexive; not transitive, since rounding and
 * percent are not.
 *
 * - Whole numbers and fractions: exactly. With a decimal on either side: within 0.001 and 0.2 %
 *   (the reference grader: within 0.001).
 * - Formulas: as functions of their letters, whatever their form.
 * - Percent: 50% equals 50 and equals 0.5. The reference grader allows the factor 100 without a
 *   percent sign too, by which 5 would equal 500; here the sign must be there.
 * - Units and currency: not compared. A letter's label: `x = 5` equals 5 but not `y = 5`.
 * - Times of the day: 3 PM equals 3:00 PM, 15:00, 3:00 and 3, but not 3 AM. 3:00 alone is a ratio.
 * - 2 hours and 30 minutes: one quantity, equal to 150 and to 2.5 as units are not compared.
 * - Numerals with their base: equal to literals (`1101_2` and 0b1101), not to what they are in decimal.
 * - Sets and listed roots: in any order. Points and intervals: in order, with the same brackets.
 * - All else: as text, without case, blanks and LaTeX that only concerns looks.
 *
 * Source: hemingkx/TokenSkip@ef02f53:eval/eval_utils.py#math_equal for the rules it shares.
 */
export function answersEqual(a: string, b: string): boolean {
  if (a.trim() === b.trim()) return true;
  if (Math.max(a.length, b.length) > maxAnswerLength) return false;
  return (
    valuesEqual(answerValue(a), answerValue(b)) ||
    canonicalText(cleanLatex(a)) === canonicalText(cleanLatex(b))
  );
}

/** `answersEqual` for answers that have been read already, without the comparison as text. */
export function valuesEqual(a: AnswerValue, b: AnswerValue): boolean {
  if (a.kind === 'labelled' && b.kind === 'labelled') {
    const isSame = a.label === b.label || a.label === '' || b.label === '';
    return isSame && valuesEqual(a.value, b.value);
  }
  if (a.kind === 'labelled')
    return b.kind === 'equation' ? lineEqual(b, a) : valuesEqual(a.value, b);
  if (b.kind === 'labelled')
    return a.kind === 'equation' ? lineEqual(a, b) : valuesEqual(a, b.value);
  if (a.kind === 'timeOfDay') return timesEqual(a, b);
  if (b.kind === 'timeOfDay') return timesEqual(b, a);
  if (a.kind === 'compound') return compoundsEqual(a, b);
  if (b.kind === 'compound') return compoundsEqual(b, a);
  if (a.kind === 'expression' && b.kind === 'expression') return quantitiesEqual(a, b);
  if (a.kind === 'equation' && b.kind === 'equation') return equationsEqual(a, b);
  if (a.kind === 'list' && b.kind === 'list') return listsEqual(a, b);
  if (a.kind === 'matrix' && b.kind === 'matrix') {
    return sequencesEqual(a.rows, b.rows, (x, y) => sequencesEqual(x, y, valuesEqual));
  }
  if (a.kind === 'numeral' || b.kind === 'numeral')
    return numeralsEqual(numeralOf(a), numeralOf(b));
  return a.kind === 'text' && b.kind === 'text' && a.text === b.text;
}

type Equation = Extract<AnswerValue, { kind: 'equation' }>;
type Labelled = Extract<AnswerValue, { kind: 'labelled' }>;
type Quantity = Extract<AnswerValue, { kind: 'expression' }>;
type List = Extract<AnswerValue, { kind: 'list' }>;

function numeralOf(value: AnswerValue): Numeral | undefined {
  if (value.kind === 'numeral') return value;
  return value.kind === 'expression' ? value.numeral : undefined;
}

function numeralsEqual(a: Numeral | undefined, b: Numeral | undefined): boolean {
  return a !== undefined && a.digits === b?.digits && a.base === b.base;
}

function timesEqual(time: TimeOfDay, other: AnswerValue): boolean {
  if (other.kind === 'timeOfDay')
    return time.half === other.half && secondsOfDay(time) === secondsOfDay(other);
  if (other.kind !== 'list') return clockSeconds([wholeNumber(other)]) === time.seconds;
  const parts = other.order === ':' ? other.items.map(wholeNumber) : [];
  if (parts.length < 2 || parts.length > 3) return false;
  const seconds = clockSeconds(parts);
  return seconds === time.seconds || seconds === secondsOfDay(time);
}

/** NaN for what is no whole number. */
function wholeNumber(value: AnswerValue): number {
  const exact = value.kind === 'expression' ? evaluateExact(value.expression) : undefined;
  return exact?.denominator === 1n ? Number(exact.numerator) : Number.NaN;
}

function compoundsEqual(compound: Compound, other: AnswerValue): boolean {
  const { family, total, unitSizes } = compound;
  if (other.kind === 'compound') {
    const isSame =
      total.numerator === other.total.numerator && total.denominator === other.total.denominator;
    return isSame && family === other.family;
  }
  if (other.kind !== 'expression') return false;
  return unitSizes.some((size) => {
    const value = divideRational(total, { numerator: size, denominator: 1n });
    return value && expressionsEqual({ kind: 'number', value, isDecimal: false }, other.expression);
  });
}

function sequencesEqual<T>(
  a: readonly T[],
  b: readonly T[],
  equal: (x: T, y: T) => boolean,
): boolean {
  return a.length === b.length && a.every((item, i) => equal(item, b[i]!));
}

function listsEqual(a: List, b: List): boolean {
  if (a.order !== b.order || a.items.length !== b.items.length) return false;
  if (a.order !== '') return sequencesEqual(a.items, b.items, valuesEqual);
  if (a.items.length > maxSetSize) return sequencesEqual(a.items, b.items, valuesEqual);
  // Both ways: greedy matching of values within a tolerance may depend on who is matched first.
  return isMatched(a.items, b.items) || isMatched(b.items, a.items);
}

function isMatched(a: readonly AnswerValue[], b: readonly AnswerValue[]): boolean {
  const rest = [...b];
  return a.every((item) => {
    const at = rest.findIndex((other) => valuesEqual(item, other));
    if (at < 0) return false;
    rest.splice(at, 1);
    return true;
  });
}

function quantitiesEqual(a: Quantity, b: Quantity): boolean {
  if (expressionsEqual(a.expression, b.expression)) return true;
  if (a.isPercent === b.isPercent) return false;
  const [percent, plain] = a.isPercent ? [a, b] : [b, a];
  const hundredth: Expression = {
    kind: 'divide',
    left: percent.expression,
    right: { kind: 'number', value: { numerator: 100n, denominator: 1n }, isDecimal: false },
  };
  return expressionsEqual(hundredth, plain.expression);
}

function hasDecimal(expression: Expression): boolean {
  return someExpression(expression, (inner) => inner.kind === 'number' && inner.isDecimal);
}

function hasLetter(expression: Expression): boolean {
  return someExpression(
    expression,
    (inner) => inner.kind === 'variable' && !isConstantName(inner.name),
  );
}

function expressionsEqual(a: Expression, b: Expression): boolean {
  const exactA = evaluateExact(a);
  const exactB = evaluateExact(b);
  const isRounded = hasDecimal(a) || hasDecimal(b);
  if (exactA && exactB) {
    const isSame =
      exactA.numerator === exactB.numerator && exactA.denominator === exactB.denominator;
    if (isSame || !isRounded) return isSame;
  }
  const samples = hasLetter(a) || hasLetter(b) ? sampleCount : 1;
  for (let sample = 0; sample < samples; sample += 1) {
    if (!isClose(evaluateNumeric(a, sample), evaluateNumeric(b, sample), isRounded)) return false;
  }
  return true;
}

/** False where either value is NaN or infinite. */
function isClose(a: Complex, b: Complex, isRounded: boolean): boolean {
  const distance = Math.hypot(a.re - b.re, a.im - b.im);
  const size = Math.max(Math.hypot(a.re, a.im), Math.hypot(b.re, b.im));
  if (!Number.isFinite(size)) return false;
  // The floor is for values that cancel to about zero.
  if (distance <= formulaTolerance * Math.max(size, 1e-3)) return true;
  return (
    isRounded && distance <= decimalAbsoluteTolerance && distance <= decimalRelativeTolerance * size
  );
}

/** Left minus right. */
function residual(equation: Equation, sample: number): Complex {
  const right = evaluateNumeric(equation.right, sample);
  return addComplex(evaluateNumeric(equation.left, sample), complex(-right.re, -right.im));
}

/** Equations say the same if their differences are multiples of each other. */
function equationsEqual(a: Equation, b: Equation): boolean {
  const [a0, b0] = [residual(a, 0), residual(b, 0)];
  if (Math.hypot(a0.re, a0.im) === 0 || Math.hypot(b0.re, b0.im) === 0) return false;
  for (let sample = 1; sample < sampleCount; sample += 1) {
    const left = multiplyComplex(residual(a, sample), b0);
    const right = multiplyComplex(residual(b, sample), a0);
    if (!isClose(left, right, false)) return false;
  }
  return true;
}

/** `y = 2x` beside `2x - y = 0`. */
function lineEqual(equation: Equation, labelled: Labelled): boolean {
  if (labelled.value.kind !== 'expression' || labelled.label.length !== 1) return false;
  const left: Expression = { kind: 'variable', name: labelled.label };
  return equationsEqual(equation, { kind: 'equation', left, right: labelled.value.expression });
}
