import type { Quantity } from './quantity';
import type { SideTraits } from './side';
import type { NumberLiteral, OperatorSign } from './token';

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
    hasMod: false,
    hasWidth: false,
    isBitwise: false,
    units: [],
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

function isNegative({ value }: Quantity): boolean {
  return value !== undefined && value.numerator < 0n;
}
