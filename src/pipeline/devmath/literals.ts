/** `0x2F`, with at least `digits` digits. */
export function hexLiteral(value: number, digits = 1): string {
  return `0x${value.toString(16).toUpperCase().padStart(digits, '0')}`;
}

/** `0b0101`, with at least `digits` digits. */
export function binaryLiteral(value: number, digits = 1): string {
  return `0b${value.toString(2).padStart(digits, '0')}`;
}

/**
 * True if `value` as a hexadecimal literal is tokenised alike by the base's vocabulary and the
 * embedded one, in which tokens such as `xFF` and `DEC` are missing: the letters A to F may not
 * come right after the x in pairs, nor in threes anywhere.
 */
export function isFrozenHex(value: number, digits = 1): boolean {
  return !/x[A-F]{2}|[A-F]{3}/.test(hexLiteral(value, digits));
}
