/**
 * Bits of the float32 with the same value as an IEEE 754 half, NaN payload kept.
 *
 * @param half 0 … 65535
 */
function floatBits(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 31;
  const fraction = half & 0x3ff;
  if (exponent === 31) return sign | 0x7f800000 | (fraction << 13);
  if (exponent !== 0) return sign | ((exponent + 112) << 23) | (fraction << 13);
  if (fraction === 0) return sign;
  // Subnormal: fraction · 2^-24, normal as float32.
  const shift = Math.clz32(fraction) - 21;
  return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13);
}

/** float32 bits of every half, by its 16 bits (256 KB). */
export const halfBits: Uint32Array = Uint32Array.from({ length: 65_536 }, (_, half) =>
  floatBits(half),
);

/** float32 value of every half, by its 16 bits; the same memory as {@link halfBits}. */
export const halfValues = new Float32Array(halfBits.buffer);
