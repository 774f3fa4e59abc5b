import type { Rational } from '../rational';
import type { MeasurePowers } from './measure';
import type { Problem } from './quantity';
import type { NumberLiteral } from './token';

/** What an expression was written with. */
export interface SideTraits {
  /** Operators, fractions and roots. 0: a number that stands alone. */
  readonly operatorCount: number;
  /** Read in one of several senses: equal values hold, others say nothing. */
  readonly isUnsure: boolean;
  readonly literals: readonly NumberLiteral[];
  /** Additions and subtractions among the operators. */
  readonly sumCount: number;
  readonly hasCaret: boolean;
  /** A caret between two numbers and two blanks: 5 ^ 3, as bit operators are written. */
  readonly hasSpacedCaret: boolean;
  readonly hasMod: boolean;
  /** An inversion or a shift to the left: the value depends on a width. */
  readonly hasWidth: boolean;
  readonly isBitwise: boolean;
  /** Words that followed numbers, without a final s. */
  readonly units: readonly string[];
  /** Operands in a measure, or of money. */
  readonly measuredCount: number;
  /** Said to be without its rest: «3, remainder 2». */
  readonly isSaidWhole: boolean;
}

/** One side of an equation. */
export interface Side {
  /** UTF-16 units, end exclusive; the words after the last number are outside. */
  readonly startOffset: number;
  readonly endOffset: number;
  readonly value: Rational | undefined;
  readonly problem: Problem | undefined;
  /**
   * The value in a second, rarer reading: 12 345 as one number, 2 (3 + 4) as a product. What holds
   * with it holds.
   */
  readonly otherValue: Rational | undefined;
  /** Power of the currency in the value: 1 for money. */
  readonly money: number;
  /** The measures of the value, in a sum those of its first term in a measure. */
  readonly measures: MeasurePowers;
  readonly isPercent: boolean;
  /** What it starts with, if that is a number: 8 in `8 + 2`. */
  readonly leadingValue: Rational | undefined;
  readonly traits: SideTraits;
}

/** The number that a side consists of, if it is one. */
export function bareLiteral({ traits }: Side): NumberLiteral | undefined {
  return traits.operatorCount === 0 && traits.literals.length === 1
    ? traits.literals[0]
    : undefined;
}
