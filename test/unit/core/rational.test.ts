import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addRational,
  decimalToRational,
  divideRational,
  multiplyRational,
  powerRational,
  rational,
  rationalToNumber,
} from '../../../src/core/rational';
import type { Rational } from '../../../src/core/rational';

const fraction = (numerator: bigint, denominator = 1n): Rational => {
  const made = rational(numerator, denominator);
  if (made === undefined) throw new RangeError('no fraction');
  return made;
};
const power = (base: Rational, exponent: Rational): Rational | undefined =>
  powerRational(base, exponent);

describe('rational', () => {
  it('is in lowest terms with the sign above', () => {
    expect(rational(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n });
    expect(rational(-6n, -4n)).toEqual({ numerator: 3n, denominator: 2n });
    expect(rational(0n, -7n)).toEqual({ numerator: 0n, denominator: 1n });
    expect(rational(5n)).toEqual({ numerator: 5n, denominator: 1n });
    expect(rational(1n, 0n)).toBeUndefined();
  });

  it('adds, multiplies and divides as fractions do', () => {
    const part = fc.bigInt({ min: -999n, max: 999n });
    const below = fc.bigInt({ min: 1n, max: 99n });
    fc.assert(
      fc.property(part, below, part, below, (a, b, c, d) => {
        const [x, y] = [fraction(a, b), fraction(c, d)];
        expect(addRational(x, y)).toEqual(rational(a * d + c * b, b * d));
        expect(multiplyRational(x, y)).toEqual(rational(a * c, b * d));
        expect(divideRational(x, y)).toEqual(c === 0n ? undefined : rational(a * d, b * c));
      }),
    );
  });
});

describe('powerRational', () => {
  it('raises to whole powers only, exactly', () => {
    expect(power(fraction(2n, 3n), fraction(3n))).toEqual(rational(8n, 27n));
    expect(power(fraction(-2n, 3n), fraction(-3n))).toEqual(rational(-27n, 8n));
    expect(power(fraction(5n), fraction(0n))).toEqual(rational(1n));
    expect(power(fraction(4n), fraction(1n, 2n))).toBeUndefined();
    expect(power(fraction(0n), fraction(-1n))).toBeUndefined();
  });

  it.each([
    [1n, 1n],
    [-1n, -1n],
    [0n, 0n],
  ])('knows any power of %s', (base, odd) => {
    const huge = 10n ** 50n;
    expect(power(fraction(base), fraction(huge + 1n))).toEqual(rational(odd));
    expect(power(fraction(base), fraction(huge))).toEqual(rational(odd * odd));
    expect(power(fraction(base), fraction(0n))).toEqual(rational(1n));
  });

  it('refuses what has more than 40,000 bits', () => {
    expect(power(fraction(2n), fraction(10_000n))?.numerator).toBe(2n ** 10_000n);
    expect(power(fraction(2n), fraction(10_001n))).toBeUndefined();
    expect(power(fraction(1n, 2n), fraction(10_001n))).toBeUndefined();
    expect(power(fraction(16n), fraction(10n ** 30n))).toBeUndefined();
  });
});

describe('rationalToNumber', () => {
  it('is the nearest number, whatever the size of the parts', () => {
    expect(rationalToNumber(fraction(1n, 3n))).toBe(1 / 3);
    expect(rationalToNumber(fraction(10n ** 400n, 3n * 10n ** 399n))).toBe(10 / 3);
    expect(rationalToNumber(fraction(-(10n ** 400n), 3n * 10n ** 399n))).toBe(-10 / 3);
    expect(rationalToNumber(fraction(10n ** 400n))).toBe(Infinity);
    expect(rationalToNumber(fraction(-(10n ** 400n)))).toBe(-Infinity);
    expect(rationalToNumber(fraction(1n, 10n ** 400n))).toBe(0);
  });
});

describe('decimalToRational', () => {
  it.each([
    ['12', 0, 12n, 1n],
    ['.5', 0, 1n, 2n],
    ['1.25', 0, 5n, 4n],
    ['1.25', 3, 1250n, 1n],
    ['5', -1, 1n, 2n],
    ['.', 0, 0n, 1n],
  ])('reads %s and ten to the power of %i', (digits, exponent, numerator, denominator) => {
    expect(decimalToRational(digits, exponent)).toEqual({ numerator, denominator });
  });

  it('refuses powers of ten beyond 10,000', () => {
    expect(decimalToRational('1', 10_000)?.numerator).toBe(10n ** 10_000n);
    expect(decimalToRational('1', 10_001)).toBeUndefined();
    expect(decimalToRational('1', -10_001)).toBeUndefined();
  });
});
