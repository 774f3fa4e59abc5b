/** Adding and taking away 1.5 * 2^52 rounds a double below 2^51 to the nearest integer, ties even. */
export const roundingShift = 6755399441055744;

/** Smallest positive float16, 2^-24: every float16 is a whole number of these. */
const unitsPerOne = 2 ** 24;
/** Units have 11 significant bits at most: below 2^11 each unit is a float16 of its own. */
const mantissaBits = 10;
const infinityBits = 0x7c00;

/**
 * IEEE half-precision bits (0 … 65535) of a number, rounded to nearest, ties to even.
 *
 * Numbers from 65520 up give infinity, NaN gives 0x7e00. Works on the double itself, so that a
 * float32 is rounded once.
 */
export function toFloat16Bits(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const units = Math.abs(value) * unitsPerOne;
  if (units >= 2 ** 40) return sign | infinityBits;
  // Math.clz32 sees 32 bits: the upper half first where the number is longer.
  const exponent =
    units >= 2 ** 32 ? 63 - Math.clz32(units / 2 ** 32) : 31 - Math.clz32(Math.floor(units));
  const shift = Math.max(0, exponent - mantissaBits);
  const mantissa = units / 2 ** shift + roundingShift - roundingShift;
  // A mantissa that rounds up to 2^11 carries into the exponent by the addition alone.
  return sign | (shift * 1024 + mantissa);
}

/** The number that half-precision `bits` (0 … 65535) stand for. */
export function fromFloat16Bits(bits: number): number {
  const magnitude = bits & 0x7fff;
  const field = magnitude >>> mantissaBits;
  const fraction = magnitude & 0x3ff;
  let value: number;
  if (field === 31) value = fraction === 0 ? Infinity : NaN;
  else if (field === 0) value = fraction / unitsPerOne;
  else value = ((1024 + fraction) * 2 ** (field - 1)) / unitsPerOne;
  return bits & 0x8000 ? -value : value;
}

/** Half-precision bits of every number of `values`. */
export function toFloat16Array(values: Float32Array): Uint16Array {
  const bits = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i += 1) bits[i] = toFloat16Bits(values[i]!);
  return bits;
}
