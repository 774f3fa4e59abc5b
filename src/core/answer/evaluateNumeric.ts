import {
  addComplex,
  complex,
  complexFunctions,
  divideComplex,
  multiplyComplex,
  powerComplex,
} from './complex';
import type { Complex } from './complex';
import type { Expression } from './expression';
import { rationalToNumber } from '../rational';

/** Letters that stand for a number. */
const constants: ReadonlyMap<string, Complex> = new Map([
  ['pi', complex(Math.PI)],
  ['e', complex(Math.E)],
  ['i', complex(0, 1)],
]);

/** True if `name` has one value only. */
export function isConstantName(name: string): boolean {
  return constants.has(name);
}

/**
 * A made-up value of a letter in [0.5, 2.5), the same for the same letter and sample. Positive, so
 * that roots and logarithms stay on their principal branch.
 */
function sampleValue(name: string, sample: number): number {
  let hash = 0x811c_9dc5 ^ Math.imul(sample + 1, 0x9e37_79b1);
  for (let i = 0; i < name.length; i += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x0100_0193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return 0.5 + ((hash ^ (hash >>> 16)) >>> 0) / 0x8000_0000;
}

/** NaN for anything but a whole number from 0 to 170. */
function factorial(a: Complex): Complex {
  if (a.im !== 0 || !Number.isInteger(a.re) || a.re < 0 || a.re > 170) return complex(Number.NaN);
  let product = 1;
  for (let n = 2; n <= a.re; n += 1) product *= n;
  return complex(product);
}

/**
 * The value of `expression` with every letter replaced by a number that depends only on the letter
 * and on `sample`. Two expressions that agree at several samples are the same function: this
 * decides what rewriting rules would need hundreds of lines for. NaN where it has no value.
 */
export function evaluateNumeric(expression: Expression, sample: number): Complex {
  switch (expression.kind) {
    case 'number':
      return complex(rationalToNumber(expression.value));
    case 'variable':
      return constants.get(expression.name) ?? complex(sampleValue(expression.name, sample));
    case 'negate': {
      const of = evaluateNumeric(expression.of, sample);
      // 0 - 0 is 0, while -0 would put a negative number below the cut of roots and logarithms.
      return complex(0 - of.re, 0 - of.im);
    }
    case 'factorial':
      return factorial(evaluateNumeric(expression.of, sample));
    case 'call':
      return (complexFunctions[expression.name] ?? (() => complex(Number.NaN)))(
        evaluateNumeric(expression.of, sample),
      );
    case 'root': {
      const of = evaluateNumeric(expression.of, sample);
      const degree = evaluateNumeric(expression.degree, sample);
      // The real cube root of -8 is what an answer means, not the principal one.
      if (of.im === 0 && of.re < 0 && Math.abs(degree.re % 2) === 1) {
        return complex(-((-of.re) ** (1 / degree.re)));
      }
      return powerComplex(of, divideComplex(complex(1), degree));
    }
    case 'add':
    case 'multiply':
    case 'divide':
    case 'power':
      return binary[expression.kind](
        evaluateNumeric(expression.left, sample),
        evaluateNumeric(expression.right, sample),
      );
  }
}

const binary = {
  add: addComplex,
  multiply: multiplyComplex,
  divide: divideComplex,
  power: powerComplex,
};
