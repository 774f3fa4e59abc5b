/** An exact fraction: lowest terms, `denominator` above 0. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Largest size of a numerator or denominator, in bits: 2^10000 is exact, 10^10^10 is refused. */
const maxBits = 40_000;

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The fraction in lowest terms; undefined for a zero denominator. */
export function rational(numerator: bigint, denominator = 1n): Rational | undefined {
  if (denominator === 0n) return undefined;
  const divisor = gcd(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export function addRational(a: Rational, b: Rational): Rational | undefined {
  return rational(
    a.numerator * b.denominator + b.numerator * a.denominator,
    a.denominator * b.denominator,
  );
}

export function multiplyRational(a: Rational, b: Rational): Rational | undefined {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** Undefined for division by zero. */
export function divideRational(a: Rational, b: Rational): Rational | undefined {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Upper bound of the number of bits, cheap for any size. */
function bitLength(value: bigint): number {
  return value.toString(16).length * 4;
}

/** `base` to a whole power; undefined for any other power, 0 to a negative power, and giants. */
export function powerRational(base: Rational, exponent: Rational): Rational | undefined {
  if (exponent.denominator !== 1n) return undefined;
  const power = exponent.numerator < 0n ? -exponent.numerator : exponent.numerator;
  const isUnit = base.denominator === 1n && base.numerator <= 1n && base.numerator >= -1n;
  const bits = Math.max(bitLength(base.numerator), bitLength(base.denominator));
  if (!isUnit && (power > BigInt(maxBits) || bits * Number(power) > maxBits)) return undefined;
  // A unit's power only depends on parity.
  const reduced = isUnit ? (power === 0n ? 0n : 2n - (power % 2n)) : power;
  const raised = [base.numerator ** reduced, base.denominator ** reduced] as const;
  return exponent.numerator < 0n ? rational(raised[1], raised[0]) : rational(...raised);
}

/**
 * The nearest float64, also where numerator and denominator are far beyond its range; ±Infinity or
 * 0 where the value itself is.
 */
export function rationalToNumber({ numerator, denominator }: Rational): number {
  const excess = Math.max(bitLength(numerator), bitLength(denominator)) - 1000;
  if (excess <= 0) return Number(numerator) / Number(denominator);
  // Divide exactly first; 64 more bits than a float64 holds keep it correctly rounded in practice.
  const shift = BigInt(
    Math.max(0, bitLength(denominator) - bitLength(numerator < 0n ? -numerator : numerator) + 128),
  );
  const quotient = (numerator << shift) / denominator;
  const down = BigInt(Math.max(0, bitLength(quotient) - 128));
  return Number(quotient >> down) * 2 ** (Number(down) - Number(shift));
}

/** Text of a decimal number (`12`, `.5`, `1.25`) and a power of ten as an exact fraction. */
export function decimalToRational(digits: string, exponent = 0): Rational | undefined {
  const [whole = '', fraction = ''] = digits.split('.');
  const shift = exponent - fraction.length;
  if (Math.abs(shift) * 4 > maxBits) return undefined;
  const scaled = BigInt(`${whole}${fraction}` || '0');
  return shift >= 0
    ? rational(scaled * 10n ** BigInt(shift))
    : rational(scaled, 10n ** BigInt(-shift));
}
