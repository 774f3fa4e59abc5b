import { rationalToNumber } from '../rational';
import type { Rational } from '../rational';
import { checkEquation } from './checkEquations';
import { findEquations, sideBeforeRelation } from './findEquations';
import type { Equation } from './findEquations';
import { formatExact, formatRounded } from './formatValue';
import { meantValue } from './meantValue';
import type { Side } from './side';
import { sideStyle } from './sideStyle';
import type { NumberLiteral } from './token';
import { tokenizeArithmetic } from './tokenizeArithmetic';

/** UTF-16 units before a `=` that are read. Expressions in GSM8K have up to 120. */
const windowLength = 240;
/** A result that is not told apart after that many units is left alone: the reader waits for it. */
const maxLookahead = 160;
/** Longer results help nobody: 7^1234 has 1,043 digits. The longest in GSM8K has 12. */
const maxResultLength = 100;
/** Places of a result without an end where a whole number was written: 10/3 = 5 becomes 3.33. */
const minPlaces = 2;
/** What may still belong to a number: 1,200 and 1{,}200 and 8.5 are not over at their comma. */
const beyondNumber = /[^\d,.:{}\\!]/;
/** What may become a hexadecimal or binary number. */
const radixStart = /^\W*(?:0(?:[xXbB]|$)|$)/;
const fractionPattern = /^\d+\/\d+$/;

/** What is known of the results in a text that is being written. */
export type ResultState =
  /** Nothing that stands there will be replaced. */
  | { readonly kind: 'settled' }
  /** What stands from here on may turn out to be wrong. UTF-16 units. */
  | { readonly kind: 'open'; readonly startOffset: number }
  /** The number between the offsets (UTF-16 units, end exclusive) has to be `rightValue`. */
  | {
      readonly kind: 'wrong';
      readonly startOffset: number;
      readonly endOffset: number;
      readonly rightValue: string;
    };

/**
 * Finds the wrong results in a text while it is written: each number behind an expression and `=`,
 * once. A fraction such as 5/8 counts as a number if the value is none without it, and `20 = 0b10100`
 * and `0x1F = 31` as expressions.
 *
 * A result is judged when its side is over, by {@link checkEquation}, and not when its first digit
 * comes: only then is it known that it is no part of a further expression (`= 2 × 6 = 12`,
 * `= 5 + 2`), has no unit that explains it (90 minutes = 1.5 hours), and is no rounded value. What
 * holds or is in doubt stays as it is; what is divided by zero, or too long, too. So does a whole
 * number next to the value, which is wrong but may be meant: 10/4 = 3 boxes.
 */
export class ResultWatch {
  /** Relations before this offset have been judged. */
  #settledTo = 0;

  /**
   * Looks at `text`, the text of the last call grown at its end. After a `wrong` it goes on with a
   * text that has the right value in its place. `isOver`: nothing more will be written.
   */
  look(text: string, isOver = false): ResultState {
    for (;;) {
      const relationAt = text.indexOf('=', this.#settledTo);
      if (relationAt < 0) return { kind: 'settled' };
      const state = judge(text, relationAt, isOver);
      if (state.kind === 'open') return state;
      if (state.kind === 'wrong') {
        this.#settledTo = state.startOffset + state.rightValue.length;
        return state;
      }
      this.#settledTo = relationAt + 1;
    }
  }
}

const settled: ResultState = { kind: 'settled' };

/** The state of what stands behind the relation at `relationAt`. */
function judge(text: string, relationAt: number, isOver: boolean): ResultState {
  if (text.length - relationAt > maxLookahead) return settled;
  const start = Math.max(0, relationAt - windowLength);
  const isLineStart = start === 0 || text[start - 1] === '\n';
  const window = text.slice(start);
  const tokens = tokenizeArithmetic(window, isLineStart);
  const at = tokens.findIndex(({ startOffset }) => startOffset === relationAt - start);
  const left = at < 0 ? undefined : sideBeforeRelation(tokens.slice(0, at + 1));
  if (!left?.value || !isExpression(left, text.slice(relationAt + 1))) return settled;
  // What the window starts with may have started before it.
  if (!isLineStart && left.startOffset === tokens[0]?.startOffset) return settled;
  const end = tokens.slice(at + 1).find(({ kind }) => kind === 'break' || kind === 'relation');
  const statement = window.slice(0, end?.startOffset);
  const equation = lastEquation(statement, isLineStart);
  const side = equation?.sides.at(-1);
  const isClosed = isOver || (end !== undefined && beyondNumber.test(window.slice(end.endOffset)));
  if (equation === undefined || side === undefined || side.startOffset < relationAt - start) {
    return isClosed ? settled : { kind: 'open', startOffset: relationAt + 1 };
  }
  if (!isClosed) {
    const rest = window.slice(side.endOffset);
    const isResult = isNumber(side, statement);
    return isKept(equation, side, isResult, rest)
      ? settled
      : { kind: 'open', startOffset: relationAt + 1 };
  }
  const rightValue = rightValueOf(equation, side, statement, isLineStart);
  if (rightValue === undefined) return settled;
  const { startOffset, endOffset } = side;
  return {
    kind: 'wrong',
    startOffset: start + startOffset,
    endOffset: start + endOffset,
    rightValue,
  };
}

function lastEquation(statement: string, isLineStart: boolean): Equation | undefined {
  return findEquations(statement, isLineStart).at(-1);
}

/** Whether `left` is to be computed: it has operators, or `right` may be the same in another base. */
function isExpression({ traits }: Side, right: string): boolean {
  if (traits.operatorCount > 0) return true;
  const [literal] = traits.literals;
  if (literal === undefined || traits.literals.length > 1) return false;
  return literal.radix !== 10 || radixStart.test(right);
}

/** A number, or a fraction of two whole ones. */
function isNumber({ traits, startOffset, endOffset }: Side, statement: string): boolean {
  if (traits.operatorCount === 0) return traits.literals.length === 1;
  return fractionPattern.test(statement.slice(startOffset, endOffset));
}

/** Whether it is certain by now that nothing will be replaced, whatever comes behind `rest`. */
function isKept(equation: Equation, side: Side, isResult: boolean, rest: string): boolean {
  if (!isResult && side.traits.operatorCount > 0) return side.value !== undefined;
  return beyondNumber.test(rest) && checkEquation(equation).status === 'holds';
}

/**
 * What has to stand in place of `side`, with which `equation` and `statement` end, written like it;
 * undefined unless it is a number that is certainly wrong.
 */
function rightValueOf(
  equation: Equation,
  side: Side,
  statement: string,
  isLineStart: boolean,
): string | undefined {
  const check = checkEquation(equation);
  const { traits, startOffset, endOffset } = side;
  // A failure further in front, or of 24 in 24 = 8 × 4, is none of this number.
  if (check.status !== 'fails' || check.startOffset !== startOffset) return undefined;
  const [literal] = traits.literals;
  const before = equation.sides.at(-2);
  const value = before && meantValue(before, side);
  if (!isNumber(side, statement) || literal === undefined || value === undefined) return undefined;
  if (isRoundedWhole(side, value)) return undefined;
  const plain = traits.operatorCount > 0 ? formatFraction(value) : formatLike(side, literal, value);
  if (plain === undefined || plain.length > maxResultLength) return undefined;
  // In LaTeX a bare percent sign would begin a comment.
  const isEscaped = statement.slice(startOffset, endOffset).endsWith('\\%');
  const written = isEscaped ? plain.replace(/%$/, '\\%') : plain;
  // What is put there must hold to the same eye.
  const righted = statement.slice(0, startOffset) + written + statement.slice(endOffset);
  const rightedEquation = lastEquation(righted, isLineStart);
  const holds = rightedEquation && checkEquation(rightedEquation).status === 'holds';
  return holds ? written : undefined;
}

function formatLike(side: Side, { places }: NumberLiteral, value: Rational): string | undefined {
  const style = sideStyle(side);
  const exact = formatExact(value, style);
  if (exact !== undefined || style.radix !== 10) return exact;
  return formatRounded(value, Math.max(minPlaces, places), style);
}

/** `value` in lowest terms; undefined for a whole number: 3 + 4 = 7/8 may be a score. */
function formatFraction({ numerator, denominator }: Rational): string | undefined {
  return denominator === 1n ? undefined : `${numerator}/${denominator}`;
}

/** Whether a whole number was written for a value between it and one of its neighbours. */
function isRoundedWhole({ value: stated, isPercent, traits }: Side, value: Rational): boolean {
  if (stated === undefined || isPercent || traits.operatorCount > 0) return false;
  if (traits.literals[0]?.radix !== 10) return false;
  const isWhole = stated.denominator === 1n && value.denominator !== 1n;
  return isWhole && Math.abs(rationalToNumber(stated) - rationalToNumber(value)) < 1;
}
