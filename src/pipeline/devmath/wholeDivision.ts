/**
 * How often `divisor` goes into `value` as a whole, as two equations: `44 mod 7 = 2` and
 * `(44 - 2) / 7 = 6`. Both whole numbers, `divisor` positive.
 */
export function wholeDivision(value: number, divisor: number): readonly [string, string] {
  const rest = value % divisor;
  return [
    `${value} mod ${divisor} = ${rest}`,
    `(${value} - ${rest}) / ${divisor} = ${(value - rest) / divisor}`,
  ];
}
