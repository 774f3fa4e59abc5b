import { plainStyle } from './formatValue';
import type { ValueStyle } from './formatValue';
import type { Side } from './side';

/** How the value of a side is written, after what it was written with. */
export function sideStyle(side: Side): ValueStyle {
  const { literals } = side.traits;
  const written = literals.filter(({ radix }) => radix !== 10);
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
    digitCount: Math.max(0, ...written.map(({ digitCount }) => digitCount)),
    isUpperCase: written.every(({ isUpperCase }) => isUpperCase),
  };
}
