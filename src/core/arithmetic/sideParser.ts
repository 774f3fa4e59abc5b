import { factorial, root } from '../answer/evaluateExact';
import { scaleWords } from '../answer/units';
import { addRational } from '../rational';
import type { Rational } from '../rational';
import { fractionPart, gluedFraction } from './mixedNumber';
import {
  combineQuantities,
  invertQuantity,
  knownQuantity,
  mapQuantity,
  negateQuantity,
  percentQuantity,
  unknownQuantity,
} from './quantity';
import type { Quantity } from './quantity';
import type { Side, SideTraits } from './side';
import type { NumberLiteral, OperatorSign, Token } from './token';
import type { TokenCursor } from './tokenCursor';
import { ofLength, unitLength } from './unitTokens';
import { statementWords } from './words';

/** Deepest nesting of operands within operands. The recursion must end before the stack. */
const maxDepth = 96;
/** More words than this after a number are no unit. */
const maxUnitWords = 8;

/** From loosest to tightest, as in programming languages. */
const precedences: Readonly<Partial<Record<OperatorSign, number>>> = {
  '|': 1,
  xor: 2,
  '&': 3,
  '<<': 4,
  '>>': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '//': 6,
  mod: 6,
};

/** What the rest of the statement says about `^`. */
export interface CaretHints {
  readonly hasRadix: boolean;
  readonly hasBitOperator: boolean;
}

type Traits = { -readonly [K in keyof SideTraits]: SideTraits[K] } & {
  literals: NumberLiteral[];
  units: string[];
};

interface BinaryOperator {
  readonly sign: OperatorSign;
  readonly precedence: number;
  /** Tokens that the operator takes: 0 for products without a sign. */
  readonly length: number;
}

/** A side and the token after it, its units included. */
interface ParsedSide {
  readonly side: Side;
  readonly end: number;
}

/**
 * Reads one expression from where `cursor` stands, as far as it goes. Every token is read once.
 *
 * @param isOperandMissing the expression starts with an operator whose left operand has no value
 */
export function parseSide(
  cursor: TokenCursor,
  hints: CaretHints,
  isOperandMissing = false,
): ParsedSide {
  return new SideParser(cursor, hints).parse(isOperandMissing);
}

class SideParser {
  readonly #cursor: TokenCursor;
  readonly #hints: CaretHints;
  #depth = 0;
  #leadingValue: Rational | undefined;
  readonly #traits: Traits = {
    operatorCount: 0,
    isUnsure: false,
    literals: [],
    fractionCount: 0,
    sumCount: 0,
    hasCaret: false,
    hasWidth: false,
    isBitwise: false,
    hasLoosePercent: false,
    units: [],
  };

  constructor(cursor: TokenCursor, hints: CaretHints) {
    this.#cursor = cursor;
    this.#hints = hints;
  }

  parse(isOperandMissing: boolean): ParsedSide {
    const cursor = this.#cursor;
    const quantity = this.#binary(0, isOperandMissing ? unknownQuantity('variable') : undefined);
    // Nothing could be read: step over one token.
    if (cursor.at === cursor.start) cursor.advance();
    const side: Side = {
      ...cursor.offsets(),
      value: quantity.value,
      problem: quantity.problem,
      money: quantity.money,
      isPercent: quantity.isPercent,
      leadingValue: this.#leadingValue,
      traits: this.#traits,
    };
    return { side, end: cursor.at };
  }

  #binary(minPrecedence: number, start?: Quantity): Quantity {
    let left = start ?? this.#signed();
    for (;;) {
      const operator = this.#peekOperator(left);
      if (!operator || operator.precedence < minPrecedence) return left;
      this.#cursor.advance(operator.length);
      const right =
        (operator.sign === '/' ? this.#tightFraction() : undefined) ??
        this.#binary(operator.precedence + 1);
      left = this.#combine(operator.sign, left, right);
    }
  }

  /** 25 / 1/3 is 75 to who sets it so. */
  #tightFraction(): Quantity | undefined {
    const above = this.#cursor.peek();
    const value = above?.isSpacedBefore ? gluedFraction(this.#cursor) : undefined;
    if (!value) return undefined;
    this.#traits.isUnsure = true;
    this.#cursor.advance(3);
    const quantity = knownQuantity(value);
    this.#units(quantity);
    return quantity;
  }

  #combine(sign: OperatorSign, left: Quantity, right: Quantity): Quantity {
    const traits = this.#traits;
    const isFraction = sign === '/' && this.#isWholeLiteral(left) && this.#isWholeLiteral(right);
    traits.operatorCount += 1;
    if (sign === '+' || sign === '-') {
      traits.sumCount += 1;
      // 100 - 20% is 80 to a shopkeeper and 99.8 to a calculator.
      if (left.isPercent !== right.isPercent) traits.isUnsure = true;
    }
    if (sign === 'xor' || sign === '&' || sign === '|') traits.isBitwise = true;
    // «8 & 10 hours» is a list.
    if (traits.isBitwise && traits.units.length > 0) traits.isUnsure = true;
    if (sign === '<<') traits.hasWidth = true;
    // The remainder of negative numbers differs between languages.
    if (sign === 'mod' && (isNegative(left) || isNegative(right))) traits.isUnsure = true;
    const isLoose = (a: Quantity, b: Quantity): boolean =>
      a.isPercent && !b.isPercent && b.money === 0 && isSmall(b);
    if (sign === '*' && (isLoose(left, right) || isLoose(right, left))) {
      traits.hasLoosePercent = true;
    }
    const result = combineQuantities(sign, left, right);
    return isFraction ? { ...result, isFraction } : result;
  }

  #isWholeLiteral({ value, isPercent, isFraction }: Quantity): boolean {
    return value?.denominator === 1n && !isPercent && !isFraction;
  }

  #peekOperator(left: Quantity): BinaryOperator | undefined {
    const token = this.#cursor.peek();
    if (!token) return undefined;
    if (token.kind === 'operator') {
      if (token.sign === '^' && this.#isCaretXor()) {
        return { sign: 'xor', precedence: precedences.xor!, length: 1 };
      }
      const precedence = precedences[token.sign];
      return precedence === undefined ? undefined : { sign: token.sign, precedence, length: 1 };
    }
    const times = { sign: '*', precedence: precedences['*']! } as const;
    if (token.kind === 'word') {
      const isDirect = this.#cursor.previous()?.kind !== 'word';
      const length = isDirect && (left.isPercent || left.isFraction) ? ofLength(this.#cursor) : 0;
      // 10% of the 20 + 30: perhaps of their sum.
      if (length > 1) this.#traits.isUnsure = true;
      return length > 0 ? { ...times, length } : undefined;
    }
    return this.#isProduct(token) ? { ...times, length: 0 } : undefined;
  }

  /** `2(3 + 4)`, `(1 + 2)(3 + 4)`, `3x`, `2\sqrt{9}`. Two numbers side by side are no product. */
  #isProduct(token: Token): boolean {
    const previous = this.#cursor.previous();
    if (token.kind === 'variable') return previous?.kind !== 'word';
    const isAfterOperand =
      previous?.kind === 'number' || previous?.kind === 'close' || previous?.kind === 'variable';
    if (!isAfterOperand) return false;
    if (token.kind === 'command') return token.name === 'sqrt' || previous.kind === 'number';
    if (token.kind !== 'open' || token.sign !== '(' || this.#cursor.partner() < 0) return false;
    return previous.kind === 'close' || !token.isSpacedBefore;
  }

  /**
   * Bits or a power? Beside a hexadecimal or binary number, or among bit operators, bits. Between
   * two decimal numbers, and before a LaTeX group, a power.
   */
  #isCaretXor(): boolean {
    const [previous, next] = [this.#cursor.previous(), this.#cursor.peek(1)];
    if (next?.kind === 'open' && next.sign === '{') return false;
    const isRadix = (token: Token | undefined): boolean =>
      token?.kind === 'number' && token.literal.radix !== 10;
    if (isRadix(previous) || isRadix(next) || this.#hints.hasBitOperator) return true;
    return this.#hints.hasRadix && (previous?.kind === 'close' || next?.kind === 'open');
  }

  /** Signs, a power, and the units after it. */
  #signed(): Quantity {
    const signs: Token[] = [];
    for (let token = this.#cursor.peek(); token?.kind === 'operator'; token = this.#cursor.peek()) {
      if (token.sign !== '-' && token.sign !== '+' && token.sign !== '~') break;
      signs.push(token);
      this.#cursor.advance();
    }
    let of = this.#power();
    this.#units(of);
    for (const token of signs.reverse()) {
      if (token.kind !== 'operator' || token.sign === '+') continue;
      if (token.sign === '-') of = negateQuantity(of);
      else {
        this.#traits.operatorCount += 1;
        this.#traits.hasWidth = true;
        this.#traits.isBitwise = true;
        of = invertQuantity(of);
      }
    }
    return of;
  }

  #nested(read: () => Quantity): Quantity {
    if (this.#depth >= maxDepth) return unknownQuantity('tooLarge');
    this.#depth += 1;
    const quantity = read();
    this.#depth -= 1;
    return quantity;
  }

  #power(): Quantity {
    return this.#nested(() => this.#readPower());
  }

  #readPower(): Quantity {
    let base = this.#atom();
    for (let token = this.#cursor.peek(); token; token = this.#cursor.peek()) {
      if (token.kind === 'superscript') {
        this.#cursor.advance();
        const exponent = knownQuantity({ numerator: token.exponent, denominator: 1n });
        base = this.#raise(base, exponent);
      } else if (token.kind !== 'operator') break;
      else if (token.sign === '%') {
        this.#cursor.advance();
        base = percentQuantity(base);
      } else if (token.sign === '!' && this.#endsFactorial(token)) {
        this.#cursor.advance();
        this.#traits.operatorCount += 1;
        base = mapQuantity(base, factorial);
      } else if (token.sign === '**' || (token.sign === '^' && !this.#isCaretXor())) {
        if (token.sign === '^') this.#traits.hasCaret = true;
        this.#cursor.advance();
        base = this.#raise(base, this.#exponent());
        break;
      } else break;
    }
    return base;
  }

  #raise(base: Quantity, exponent: Quantity): Quantity {
    this.#traits.operatorCount += 1;
    return combineQuantities('**', base, exponent);
  }

  #exponent(): Quantity {
    const token = this.#cursor.peek();
    if (token?.kind !== 'operator' || token.sign !== '-') return this.#power();
    this.#cursor.advance();
    return negateQuantity(this.#power());
  }

  /** `5! = 120` against «there are 5!» */
  #endsFactorial(token: Token): boolean {
    const next = this.#cursor.peekBeyond(1);
    if (token.isSpacedBefore || !next) return false;
    return next.kind === 'operator' || next.kind === 'relation' || next.kind === 'close';
  }

  #atom(): Quantity {
    return this.#nested(() => this.#readAtom());
  }

  #readAtom(): Quantity {
    const token = this.#cursor.peek();
    if (token?.kind === 'number') return this.#number(token.literal);
    if (token?.kind === 'open' && this.#cursor.partner() >= 0) return this.#group();
    if (token?.kind === 'command') return token.name === 'frac' ? this.#fraction() : this.#root();
    if (token?.kind === 'word') return this.#words();
    if (token?.kind !== 'variable') return unknownQuantity('incomplete');
    this.#cursor.advance();
    return unknownQuantity('variable');
  }

  #number(literal: NumberLiteral): Quantity {
    const isFirst = this.#cursor.at === this.#cursor.start;
    this.#cursor.advance();
    this.#traits.literals.push(literal);
    const value = literal.places === 0 ? this.#mixed(literal.value) : literal.value;
    if (isFirst) this.#leadingValue = value;
    return knownQuantity(value, literal.currency === '' ? 0 : 1);
  }

  /** «3 1/2», `3\frac{1}{2}` and 3½ are one number each. */
  #mixed(whole: Rational): Rational {
    const part = fractionPart(this.#cursor);
    if (!part) return whole;
    const sum = addRational(whole, part.value);
    if (!sum) return whole;
    this.#cursor.advance(part.length);
    return sum;
  }

  #group(): Quantity {
    const close = this.#cursor.partner();
    const end = this.#cursor.end;
    this.#cursor.advance();
    this.#cursor.end = close;
    let inner = this.#binary(0);
    // Words and lists in brackets have no value.
    if (this.#cursor.at !== close && inner.value) inner = unknownQuantity('variable');
    this.#cursor.end = end;
    this.#cursor.at = close;
    this.#cursor.advance();
    return { ...inner, isFraction: false };
  }

  #argument(): Quantity {
    const token = this.#cursor.peek();
    // \frac12 comes as two digits.
    if (token?.kind === 'number') return this.#number(token.literal);
    return token?.kind === 'open' || token?.kind === 'command'
      ? this.#atom()
      : unknownQuantity('incomplete');
  }

  #fraction(): Quantity {
    this.#cursor.advance();
    const above = this.#argument();
    const below = this.#argument();
    this.#traits.fractionCount += 1;
    return this.#combine('/', above, below);
  }

  #root(): Quantity {
    this.#cursor.advance();
    const token = this.#cursor.peek();
    const degree =
      token?.kind === 'open' && token.sign === '['
        ? this.#argument().value
        : { numerator: 2n, denominator: 1n };
    this.#traits.operatorCount += 1;
    const of = this.#argument();
    return mapQuantity(of, (value) => degree && root(value, degree));
  }

  /** Words where a number would stand, with what they belong to: «number of the 5 boxes». */
  #words(): Quantity {
    while (this.#cursor.peek()?.kind === 'word') this.#cursor.advance();
    if (this.#cursor.peek()?.kind === 'number') this.#power();
    return unknownQuantity('variable');
  }

  /** Steps over the words after a value. */
  #units(of: Quantity): void {
    let count = 0;
    for (let token = this.#cursor.peek(); token; token = this.#cursor.peek()) {
      if (token.kind === 'word') {
        if (statementWords.has(token.text)) break;
        const isShare = count === 0 && token.text === 'of' && this.#isShare(of);
        if (isShare && ofLength(this.#cursor) > 0) break;
        this.#traits.units.push(token.text.replace(/s$/, ''));
        // 4 × 15 = $60 million, and 5 dozen × 12 = 60: mostly a unit, at times a factor.
        const isScale = Object.hasOwn(scaleWords, token.text);
        if (isShare || isScale || token.isUncertain || count >= maxUnitWords)
          this.#traits.isUnsure = true;
        count += 1;
        this.#cursor.skip(1);
      } else {
        const length = unitLength(this.#cursor, token, count > 0);
        if (length === 0) break;
        // .4(number of minutes) is a product.
        if (token.kind === 'open' && !token.isSpacedBefore) this.#traits.isUnsure = true;
        this.#cursor.skip(length);
      }
    }
  }

  /** True if «of» behind `of` takes a part: 15%, \frac{1}{4}, and the 4 of 1/4. */
  #isShare(of: Quantity): boolean {
    const slash = this.#cursor.previous(2);
    return of.isPercent || of.isFraction || (slash?.kind === 'operator' && slash.sign === '/');
  }
}

function isNegative({ value }: Quantity): boolean {
  return value !== undefined && value.numerator < 0n;
}

function isSmall({ value }: Quantity): boolean {
  return value !== undefined && value.numerator < 10n * value.denominator;
}
