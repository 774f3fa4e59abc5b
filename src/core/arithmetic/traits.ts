import type { Quantity } from './quantity';
import type { SideTraits } from './side';
import type { NumberLiteral, OperatorSign } from './token';
import type { TokenCursor } from './tokenCursor';

/** The traits of a side while it is read. */
export type Traits = { -readonly [K in keyof SideTraits]: SideTraits[K] } & {
  literals: NumberLiteral[];
  units: string[];
};

export function noTraits(): Traits {
  return {
    operatorCount: 0,
    isUnsure: false,
    literals: [],
    sumCount: 0,
    hasCaret: false,
    hasSpacedCaret: false,
    hasMod: false,
    hasWidth: false,
    isBitwise: false,
    units: [],
    measuredCount: 0,
    isSaidWhole: false,
  };
}

/** Adds to `traits` what an operator between `left` and `right` says of its side. */
export function noteOperator(
  traits: Traits,
  sign: OperatorSign,
  left: Quantity,
  right: Quantity,
): void {
  traits.operatorCount += 1;
  if (sign === '+' || sign === '-') {
    traits.sumCount += 1;
    // 100 - 20% is 80 to a shopkeeper and 99.8 to a calculator.
    if (left.isPercent !== right.isPercent) traits.isUnsure = true;
  }
  if (sign === 'xor' || sign === '&' || sign === '|') traits.isBitwise = true;
  // «8 & 10 hours» is a list.
  if (traits.isBitwise && traits.units.length > 0) traits.isUnsure = true;
  if (sign === '<<') traits.hasWidth = true;
  if (sign === 'mod') traits.hasMod = true;
  // The remainder of negative numbers differs between languages.
  if (sign === 'mod' && (isNegative(left) || isNegative(right))) traits.isUnsure = true;
}

/** Adds to `traits` how the `^` where `cursor` stands is written. */
export function noteCaret(traits: Traits, cursor: TokenCursor): void {
  traits.hasCaret = true;
  const [previous, caret, next] = [cursor.previous(), cursor.peek(), cursor.peek(1)];
  const isBetween = previous?.kind === 'number' && next?.kind === 'number';
  if (isBetween && caret?.isSpacedBefore && next.isSpacedBefore) traits.hasSpacedCaret = true;
}

function isNegative({ value }: Quantity): boolean {
  return value !== undefined && value.numerator < 0n;
}
