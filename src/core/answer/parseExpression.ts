import type { Expression } from './expression';
import { functionNames } from './functionNames';
import { decimalToRational, rational } from '../rational';

/** Deepest nesting of groups; answers have three or four. The recursion must end before the stack. */
const maxDepth = 60;

const numberPattern =
  /0[xX]([0-9A-Fa-f]{1,64})(?![0-9A-Za-z])|0[bB]([01]{1,256})(?![0-9A-Za-z])|0[oO]([0-7]{1,128})(?![0-9A-Za-z])|(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,5})(?![\dA-Za-z.]))?/y;
const commandPattern = /\\([A-Za-z]+)/y;
const wordPattern = /[A-Za-z]+/y;
const blankPattern = /\s*/y;
const greek = new Set(
  'alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega pi infty'.split(
    ' ',
  ),
);

const two: Expression = whole(2n);

function whole(value: bigint): Expression {
  return { kind: 'number', value: { numerator: value, denominator: 1n }, isDecimal: false };
}

/**
 * The formula that `text` (as `cleanLatex` leaves it) says, or undefined if it is none: numbers,
 * letters, `+ - * / ^ !`, products without a sign, fractions, roots, functions, groups, mixed
 * numbers. Precedence as in programming languages: `1/2x` is (1/2)·x.
 *
 * A run of three or more letters that names no function makes it no formula: «east» is a word, and
 * as a product of letters it would equal «seat». Linear in the length of the text.
 */
export function parseExpression(text: string): Expression | undefined {
  const parser = new Parser(text);
  const expression = parser.sum();
  return expression && parser.isAtEnd() ? expression : undefined;
}

class Parser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    this.#match(blankPattern);
    return this.#at === this.#text.length;
  }

  sum(): Expression | undefined {
    let left = this.#product();
    while (left) {
      if (this.#take('+')) {
        const right = this.#product();
        left = right && { kind: 'add', left, right };
      } else if (this.#take('-')) {
        const right = this.#product();
        left = right && { kind: 'add', left, right: { kind: 'negate', of: right } };
      } else break;
    }
    return left;
  }

  #product(): Expression | undefined {
    let left = this.#signed();
    while (left) {
      if (this.#take('/') || this.#takeCommand('div')) {
        const right = this.#signed();
        left = right && { kind: 'divide', left, right };
      } else if (this.#takeTimes()) {
        const right = this.#signed();
        left = right && { kind: 'multiply', left, right };
      } else if (this.#startsFactor()) {
        // Two numbers side by side are no product: «5 3» is not 15.
        if (/[\d.]/.test(this.#peek())) return undefined;
        const right = this.#power();
        left = right && { kind: 'multiply', left, right };
      } else break;
    }
    return left;
  }

  #takeTimes(): boolean {
    return this.#take('*') || this.#takeCommand('cdot') || this.#takeCommand('times');
  }

  #signed(): Expression | undefined {
    let isNegative = false;
    for (;;) {
      if (this.#take('-')) isNegative = !isNegative;
      else if (!this.#take('+')) break;
    }
    const of = this.#power();
    return isNegative && of ? { kind: 'negate', of } : of;
  }

  #power(): Expression | undefined {
    let base = this.#atom();
    while (base && this.#take('!')) base = { kind: 'factorial', of: base };
    if (!base || !this.#takeCaret()) return base;
    const exponent = this.#nested(() => this.#signed());
    return exponent && { kind: 'power', left: base, right: exponent };
  }

  #takeCaret(): boolean {
    if (this.#peek() === '*' && this.#text[this.#at + 1] === '*') {
      this.#at += 2;
      return true;
    }
    return this.#take('^');
  }

  #startsFactor(): boolean {
    const char = this.#peek();
    if (char !== '\\') return /[\dA-Za-z.({[]/.test(char);
    const command = this.#lookAt(commandPattern)?.[1] ?? '';
    return (
      ['frac', 'sqrt', 'binom'].includes(command) ||
      greek.has(command) ||
      functionNames.has(command)
    );
  }

  #atom(): Expression | undefined {
    const char = this.#peek();
    if (/[\d.]/.test(char)) return this.#number();
    if (char === '(') return this.#group('(', ')');
    if (char === '{') return this.#group('{', '}');
    if (char === '[') return this.#group('[', ']');
    if (char === '|') {
      const of = this.#group('|', '|');
      return of && { kind: 'call', name: 'abs', of };
    }
    if (char === '\\') return this.#command();
    return this.#letters();
  }

  #group(open: string, close: string): Expression | undefined {
    return this.#nested(() => {
      this.#take(open);
      const inner = this.sum();
      return inner && this.#take(close) ? inner : undefined;
    });
  }

  #nested(parse: () => Expression | undefined): Expression | undefined {
    if (this.#depth >= maxDepth) return undefined;
    this.#depth += 1;
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  #number(): Expression | undefined {
    const match = this.#match(numberPattern);
    if (!match) return undefined;
    const [literal, hex, binary, octal, digits = '', exponent] = match;
    if (hex ?? binary ?? octal) return whole(BigInt(literal.toLowerCase()));
    const repeating = this.#repeatingDecimal(digits);
    if (repeating) return repeating;
    const value = decimalToRational(digits, Number(exponent ?? 0));
    if (!value) return undefined;
    const isDecimal = digits.includes('.') || exponent !== undefined;
    const number: Expression = { kind: 'number', value, isDecimal };
    return isDecimal ? number : this.#mixed(number);
  }

  /** 0.1\overline{6}: exact, and so no rounded decimal. */
  #repeatingDecimal(digits: string): Expression | undefined {
    const match = digits.includes('.') && this.#match(/\\(?:overline|bar)\s*\{(\d{1,100})\}/y);
    if (!match) return undefined;
    const period = match[1]!;
    const start = decimalToRational(digits);
    const scale = 10n ** BigInt(digits.length - digits.indexOf('.') - 1);
    const tail = rational(BigInt(period), (10n ** BigInt(period.length) - 1n) * scale);
    if (!start || !tail) return undefined;
    return {
      kind: 'add',
      left: { kind: 'number', value: start, isDecimal: false },
      right: { kind: 'number', value: tail, isDecimal: false },
    };
  }

  /** 3\frac{1}{2} and «3 1/2» are sums, not products. */
  #mixed(number: Expression): Expression {
    const start = this.#at;
    const match =
      this.#match(/\s*\\frac\s*\{\s*(\d{1,20})\s*\}\s*\{\s*(\d{1,20})\s*\}/y) ??
      this.#match(/\s*\\frac\s*(\d)\s*(\d)(?!\d)/y) ??
      this.#match(/ +(\d{1,20})\/(\d{1,20})(?![\d.])/y);
    if (!match) return number;
    const part = rational(BigInt(match[1]!), BigInt(match[2]!));
    if (!part) {
      // A denominator of zero: left to be read as what it is.
      this.#at = start;
      return number;
    }
    return {
      kind: 'add',
      left: number,
      right: { kind: 'number', value: part, isDecimal: false },
    };
  }

  #command(): Expression | undefined {
    const name = this.#match(commandPattern)?.[1];
    if (name === undefined) return undefined;
    if (name === 'frac') {
      const left = this.#argument();
      const right = left && this.#argument();
      return right && { kind: 'divide', left, right };
    }
    if (name === 'sqrt') return this.#root();
    if (functionNames.has(name)) return this.#call(name);
    return greek.has(name) ? this.#indexed(name) : undefined;
  }

  #root(): Expression | undefined {
    const degree = this.#peek() === '[' ? this.#group('[', ']') : two;
    // \sqrt13 is TeX for √1·3, but nobody writes it in that sense.
    const of = /\d/.test(this.#peek()) ? this.#number() : this.#argument();
    return degree && of && { kind: 'root', of, degree };
  }

  /** A braced group, or one digit or letter: \frac12 is one half. */
  #argument(): Expression | undefined {
    const char = this.#peek();
    if (char === '{') return this.#group('{', '}');
    if (char === '(') return this.#group('(', ')');
    if (char === '\\') return this.#nested(() => this.#command());
    if (/\d/.test(char)) {
      this.#at += 1;
      return whole(BigInt(char));
    }
    if (!/[A-Za-z]/.test(char)) return undefined;
    this.#at += 1;
    return { kind: 'variable', name: char };
  }

  #letters(): Expression | undefined {
    const word = this.#lookAt(wordPattern)?.[0];
    if (word === undefined) return undefined;
    if (word === 'pi' || word === 'sqrt' || functionNames.has(word)) {
      this.#at += word.length;
      return word === 'pi'
        ? { kind: 'variable', name: word }
        : word === 'sqrt'
          ? this.#root()
          : this.#call(word);
    }
    if (word.length > 2) return undefined;
    this.#at += 1;
    return this.#indexed(word[0]!);
  }

  /** A letter with its index, if one follows: x_1 and x_{1} are one name. */
  #indexed(name: string): Expression {
    const index = this.#match(/_\s*(?:\{\s*([A-Za-z0-9]{1,20})\s*\}|([A-Za-z0-9]))/y);
    return { kind: 'variable', name: index ? `${name}_${index[1] ?? index[2]!}` : name };
  }

  /** A function with its power (\sin^2 x), its base (\log_2 8) and its argument. */
  #call(name: string): Expression | undefined {
    let base: Expression | undefined;
    if (name === 'log' && this.#take('_')) {
      base = this.#argument();
      if (!base) return undefined;
    }
    const isInverse = this.#match(/\^\s*\{\s*-\s*1\s*\}/y) !== undefined;
    const power = !isInverse && this.#take('^') ? this.#argument() : undefined;
    const of = this.#nested(() => this.#callArgument());
    if (!of) return undefined;
    const fullName = isInverse ? `arc${name}` : name;
    if (!functionNames.has(fullName)) return undefined;
    let result: Expression = { kind: 'call', name: fullName, of };
    if (base)
      result = { kind: 'divide', left: result, right: { kind: 'call', name: 'ln', of: base } };
    return power ? { kind: 'power', left: result, right: power } : result;
  }

  /** A group, or the product of what stands there without a sign: \sin 2x. */
  #callArgument(): Expression | undefined {
    const char = this.#peek();
    if (char === '(' || char === '{' || char === '|') return this.#atom();
    let of = this.#signed();
    while (of && /[A-Za-z\\]/.test(this.#peek()) && this.#startsFactor()) {
      const word = this.#lookAt(wordPattern)?.[0] ?? this.#lookAt(commandPattern)?.[1] ?? '';
      if (functionNames.has(word)) break;
      const right = this.#power();
      of = right && { kind: 'multiply', left: of, right };
    }
    return of;
  }

  /** The next sign after blanks; empty at the end. */
  #peek(): string {
    this.#match(blankPattern);
    return this.#text[this.#at] ?? '';
  }

  #take(sign: string): boolean {
    if (this.#peek() !== sign) return false;
    this.#at += 1;
    return true;
  }

  #takeCommand(name: string): boolean {
    if (this.#peek() !== '\\' || this.#lookAt(commandPattern)?.[1] !== name) return false;
    this.#at += name.length + 1;
    return true;
  }

  #lookAt(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text) ?? undefined;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    const match = this.#lookAt(pattern);
    if (match) this.#at += match[0].length;
    return match;
  }
}
