import type { Expression } from './expression';
import {
  addRational,
  divideRational,
  multiplyRational,
  powerRational,
  rational,
} from '../rational';
import type { Rational } from '../rational';

/** 500! has 1,135 digits; larger factorials are no answers. */
const maxFactorial = 500n;

/** Undefined for anything but a whole number up to 500. */
export function factorial(of: Rational): Rational | undefined {
  if (of.denominator !== 1n || of.numerator < 0n || of.numerator > maxFactorial) return undefined;
  let product = 1n;
  for (let n = 2n; n <= of.numerator; n += 1n) product *= n;
  return rational(product);
}

/** The whole root of a whole number, or undefined. Newton's method, from above. */
function wholeRoot(of: bigint, degree: bigint): bigint | undefined {
  if (of < 0n) return undefined;
  if (of < 2n) return of;
  const bits = BigInt(of.toString(2).length);
  let guess = 1n << (bits / degree + 1n);
  for (;;) {
    const next = ((degree - 1n) * guess + of / guess ** (degree - 1n)) / degree;
    if (next >= guess) break;
    guess = next;
  }
  return guess ** degree === of ? guess : undefined;
}

/** The exact root, or undefined where it is no fraction. */
export function root(of: Rational, degree: Rational): Rational | undefined {
  if (degree.denominator !== 1n || degree.numerator < 2n || degree.numerator > 64n)
    return undefined;
  const isOdd = degree.numerator % 2n === 1n;
  const sign = of.numerator < 0n && isOdd ? -1n : 1n;
  const numerator = wholeRoot(of.numerator * sign, degree.numerator);
  const denominator = wholeRoot(of.denominator, degree.numerator);
  if (numerator === undefined || denominator === undefined) return undefined;
  return rational(numerator * sign, denominator);
}

/**
 * The value of `expression` as an exact fraction, or undefined where it has none: letters, surds,
 * functions, division by zero, numbers beyond reason.
 */
export function evaluateExact(expression: Expression): Rational | undefined {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'variable':
    case 'call':
      return undefined;
    case 'negate': {
      const of = evaluateExact(expression.of);
      return of && { numerator: -of.numerator, denominator: of.denominator };
    }
    case 'factorial': {
      const of = evaluateExact(expression.of);
      return of && factorial(of);
    }
    case 'root': {
      const of = evaluateExact(expression.of);
      const degree = of && evaluateExact(expression.degree);
      return degree && root(of, degree);
    }
    case 'add':
    case 'multiply':
    case 'divide':
    case 'power': {
      const left = evaluateExact(expression.left);
      const right = left && evaluateExact(expression.right);
      return right && binary[expression.kind](left, right);
    }
  }
}

const binary = {
  add: addRational,
  multiply: multiplyRational,
  divide: divideRational,
  power: powerRational,
};
