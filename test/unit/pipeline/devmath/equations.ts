/** An exact fraction; the tests' own, so that they share nothing with what they check. */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** `a = b = c` in a chain, with the value of each side; undefined for what is no expression. */
export interface StatedEquation {
  readonly text: string;
  readonly values: readonly (number | undefined)[];
  readonly isTrue: boolean;
}

/** Every equation that a chain states, in LaTeX or in plain text. */
export function statedEquations(chain: string): StatedEquation[] {
  return withoutLatex(chain)
    .split(/\n|; |: |, (?=[a-z]|-?\d+ [-+*/])|(?<=[^ ])\. |\.$/m)
    .filter((piece) => piece.includes('='))
    .map((text) => {
      const sides = text.split('=').map((side) => evaluate(withoutUnit(side)));
      const [first] = sides;
      const isTrue =
        sides.length > 1 &&
        sides.every(
          (side) =>
            side !== undefined &&
            first !== undefined &&
            side.top * first.bottom === first.top * side.bottom,
        );
      const values = sides.map((side) => side && Number(side.top) / Number(side.bottom));
      return { text, values, isTrue };
    });
}

function withoutLatex(chain: string): string {
  return chain
    .replace(/\\\[|\\\]/g, '\n')
    .replace(/\\\( | \\\)/g, '')
    .replaceAll('\\&', '&')
    .replaceAll('\\oplus', 'xor')
    .replace(/\\text\{([^{}]*)\}/g, '$1')
    .replace(/\\frac\{(\d+)\}\{(\d+)\}/g, '($1 / $2)')
    .replace(/\^\{(\d+)\}/g, '^$1')
    .replaceAll('\\times', '*')
    .replaceAll('\\div', '/')
    .replaceAll('\\bmod', 'mod');
}

function withoutUnit(side: string): string {
  return side.trim().replace(/(?<=[\d)]) +(?!mod)[A-Za-z][A-Za-z ]*$/, '');
}

function fraction(top: bigint, bottom = 1n): Fraction {
  return { top, bottom };
}

/** Left to right with the usual precedence; undefined for anything that is not understood. */
function evaluate(text: string): Fraction | undefined {
  const tokens =
    text.match(/0x[0-9A-F]+|0b[01]+|\d+(?:\.\d+)?|mod|xor|\/\/|<<|>>|[-+*/^()!&|]|\S/g) ?? [];
  let at = 0;
  const take = (...wanted: string[]): string | undefined => {
    const token = tokens[at];
    if (token === undefined || !wanted.includes(token)) return undefined;
    at += 1;
    return token;
  };
  const number = (): Fraction | undefined => {
    const token = tokens[at] ?? '';
    if (take('(')) {
      const inner = sum();
      return take(')') ? inner : undefined;
    }
    if (!/^\d/.test(token)) return undefined;
    at += 1;
    const [whole = '', decimals = ''] = token.split('.');
    return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  };
  const factorial = (): Fraction | undefined => {
    const base = number();
    if (!base || !take('!')) return base;
    let result = 1n;
    for (let i = 2n; i <= base.top / base.bottom; i += 1n) result *= i;
    return fraction(result);
  };
  const power = (): Fraction | undefined => {
    const base = factorial();
    if (!base || !take('^')) return base;
    const exponent = factorial();
    return exponent && fraction(base.top ** exponent.top, base.bottom ** exponent.top);
  };
  const product = (): Fraction | undefined => {
    let left = power();
    const sign = (): string | undefined => take('*', '/', '//', 'mod');
    for (let next = sign(); left && next; next = sign()) {
      const right = power();
      if (!right) return undefined;
      if (next === '*') left = fraction(left.top * right.top, left.bottom * right.bottom);
      else if (next === '/') left = fraction(left.top * right.bottom, left.bottom * right.top);
      else if (next === '//')
        left = fraction((left.top * right.bottom) / (left.bottom * right.top));
      else left = fraction(left.top % right.top);
    }
    return left;
  };
  const sum = (): Fraction | undefined => {
    const sign = take('-') ? -1n : 1n;
    const first = product();
    let left = first && fraction(sign * first.top, first.bottom);
    for (let next = take('+', '-'); left && next; next = take('+', '-')) {
      const right = product();
      if (!right) return undefined;
      const added = next === '+' ? right.top : -right.top;
      left = fraction(left.top * right.bottom + added * left.bottom, left.bottom * right.bottom);
    }
    return left;
  };
  /** Bit operators are never mixed with each other. */
  const bits = (): Fraction | undefined => {
    const left = sum();
    const sign = left && take('&', '|', 'xor', '<<', '>>');
    if (!sign) return left;
    const right = sum();
    return right && fraction(combineBits(sign, left.top, right.top));
  };
  const result = bits();
  return at === tokens.length ? result : undefined;
}

function combineBits(sign: string, left: bigint, right: bigint): bigint {
  if (sign === '&') return left & right;
  if (sign === '|') return left | right;
  if (sign === '<<') return left << right;
  return sign === '>>' ? left >> right : left ^ right;
}
