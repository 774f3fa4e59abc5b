/** A complex number in float64. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

export function complex(re: number, im = 0): Complex {
  return { re, im };
}

export function addComplex(a: Complex, b: Complex): Complex {
  return complex(a.re + b.re, a.im + b.im);
}

export function multiplyComplex(a: Complex, b: Complex): Complex {
  return complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
}

export function divideComplex(a: Complex, b: Complex): Complex {
  const norm = b.re * b.re + b.im * b.im;
  return complex((a.re * b.re + a.im * b.im) / norm, (a.im * b.re - a.re * b.im) / norm);
}

function absComplex(a: Complex): number {
  return Math.hypot(a.re, a.im);
}

function expComplex(a: Complex): Complex {
  const size = Math.exp(a.re);
  // Kept apart, since 0 * Infinity would make a real result NaN.
  return a.im === 0 ? complex(size) : complex(size * Math.cos(a.im), size * Math.sin(a.im));
}

/** Principal value. */
function logComplex(a: Complex): Complex {
  return complex(Math.log(absComplex(a)), Math.atan2(a.im, a.re));
}

/** Principal value; whole powers up to 64 by repeated multiplication, so that i² is exactly -1. */
export function powerComplex(base: Complex, exponent: Complex): Complex {
  const whole = exponent.im === 0 && Number.isInteger(exponent.re) && Math.abs(exponent.re) <= 64;
  if (whole) {
    let product = complex(1);
    for (let n = Math.abs(exponent.re); n > 0; n -= 1) product = multiplyComplex(product, base);
    return exponent.re < 0 ? divideComplex(complex(1), product) : product;
  }
  if (base.re === 0 && base.im === 0) return complex(exponent.re > 0 ? 0 : Number.NaN);
  if (base.im === 0 && base.re > 0 && exponent.im === 0) return complex(base.re ** exponent.re);
  return expComplex(multiplyComplex(exponent, logComplex(base)));
}

function sine({ re, im }: Complex): Complex {
  return complex(Math.sin(re) * Math.cosh(im), Math.cos(re) * Math.sinh(im));
}

function cosine({ re, im }: Complex): Complex {
  return complex(Math.cos(re) * Math.cosh(im), -Math.sin(re) * Math.sinh(im));
}

/** -i · ln(iz + √(1 - z²)). */
function arcsine(a: Complex): Complex {
  const root = powerComplex(subtract(complex(1), multiplyComplex(a, a)), complex(0.5));
  const log = logComplex(addComplex(complex(-a.im, a.re), root));
  return complex(log.im, -log.re);
}

/** i/2 · (ln(1 - iz) - ln(1 + iz)). */
function arctangent({ re, im }: Complex): Complex {
  const difference = subtract(logComplex(complex(1 + im, -re)), logComplex(complex(1 - im, re)));
  return complex(-difference.im / 2, difference.re / 2);
}

function subtract(a: Complex, b: Complex): Complex {
  return complex(a.re - b.re, a.im - b.im);
}

/** (e^a + sign · e^-a) / 2: the hyperbolic cosine for 1, sine for -1. */
function hyperbolic(a: Complex, sign: 1 | -1): Complex {
  const [up, down] = [expComplex(a), expComplex(complex(-a.re, -a.im))];
  return complex((up.re + sign * down.re) / 2, (up.im + sign * down.im) / 2);
}

/** Every name of `functionNames`. */
export const complexFunctions: Readonly<Record<string, (a: Complex) => Complex>> = {
  sin: sine,
  cos: cosine,
  tan: (a) => divideComplex(sine(a), cosine(a)),
  cot: (a) => divideComplex(cosine(a), sine(a)),
  sec: (a) => divideComplex(complex(1), cosine(a)),
  csc: (a) => divideComplex(complex(1), sine(a)),
  arcsin: arcsine,
  arccos: (a) => subtract(complex(Math.PI / 2), arcsine(a)),
  arctan: arctangent,
  sinh: (a) => hyperbolic(a, -1),
  cosh: (a) => hyperbolic(a, 1),
  tanh: (a) => divideComplex(hyperbolic(a, -1), hyperbolic(a, 1)),
  ln: logComplex,
  log: logComplex,
  exp: expComplex,
  abs: (a) => complex(absComplex(a)),
};
