/** Adding and taking away 1.5 * 2^52 rounds a double below 2^51 to the nearest integer, ties even. */
export const roundingShift = 6755399441055744;

/** Smallest positive float16, 2^-24: every float16 is a whole number of these. */
const unitsPerOne = 2 ** 24;
/** Units have 11 significant bits at most: below 2^11 each unit is a float16 of its own. */
const mantissaBits = 10;
const infinityBits = 0x7c00;

/** Largest finite float16. */
const largest = 65504;
/** From here on a number is nearer to 2^16, which float16 has not, than to the largest. */
const overflow = 65520;

/** 2^0 … 2^31: `2 ** n` itself is a slow library call. */
const powersOfTwo = Float64Array.from({ length: 32 }, (_, exponent) => 2 ** exponent);

/** How many low bits of `units` a float16 has no room for. `units` is below 2^41. */
function droppedBits(units: number): number {
  // Math.clz32 sees 32 bits: the upper half first where the number is longer.
  const exponent = units >= 2 ** 31 ? 62 - Math.clz32(units / 2 ** 31) : 31 - Math.clz32(units);
  return exponent > mantissaBits ? exponent - mantissaBits : 0;
}

/**
 * The float16 value nearest to a number, ties to even; infinity from 65520 up, NaN for NaN.
 *
 * Works on the double itself, so that a float32 is rounded once.
 */
export function roundToFloat16(value: number): number {
  const magnitude = Math.abs(value);
  if (magnitude >= largest) return roundLarge(value);
  const units = magnitude * unitsPerOne;
  const step = powersOfTwo[droppedBits(units)]!;
  const rounded = ((units / step + roundingShift - roundingShift) * step) / unitsPerOne;
  return value < 0 ? -rounded : rounded;
}

function roundLarge(value: number): number {
  if (Math.abs(value) >= overflow) return value * Infinity;
  return value < 0 ? -largest : largest;
}

/** IEEE half-precision bits (0 … 65535) of {@link roundToFloat16}; NaN gives 0x7e00. */
export function toFloat16Bits(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const rounded = Math.abs(roundToFloat16(value));
  if (rounded > largest) return sign | infinityBits;
  const units = rounded * unitsPerOne;
  const dropped = droppedBits(units);
  return sign | (dropped * 1024 + units / powersOfTwo[dropped]!);
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
