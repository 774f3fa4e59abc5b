import { plainStyle } from './formatValue';
import type { ValueStyle } from './formatValue';
import type { Side } from './side';
import type { NumberLiteral } from './token';

/** How the value of a side is written, after what it was written with. */
export function sideStyle(side: Side): ValueStyle {
  const { literals } = side.traits;
  const written = literals.filter(({ radix }) => radix !== 10);
  // A number that stands alone shows a width by its zeros only.
  const widths = written.filter((l) => side.traits.operatorCount > 0 || isPadded(l));
  const radix = written[0]?.radix ?? 10;
  const currency =
    side.money === 1 ? (literals.find((l) => l.currency !== '')?.currency ?? '') : '';
  return {
    ...plainStyle,
    currency,
    hasCents: literals.some((literal) => literal.currency !== '' && literal.places === 2),
    separator: literals.find((literal) => literal.separator !== '')?.separator ?? '',
    isPercent: side.isPercent,
    radix,
    digitCount: Math.max(0, ...widths.map(({ digitCount }) => digitCount)),
    isUpperCase: written.every(({ isUpperCase }) => isUpperCase),
  };
}

function isPadded({ value, radix, digitCount }: NumberLiteral): boolean {
  return value.numerator.toString(radix).length < digitCount;
}
