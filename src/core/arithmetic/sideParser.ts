import { factorial, root } from '../answer/evaluateExact';
import { addRational, rational } from '../rational';
import type { Rational } from '../rational';
import { isDigitGroup } from './digitGroup';
import type { CaretHints } from './infixOperator';
import { isCaretXor, peekInfix } from './infixOperator';
import { measurePowers, multiplyMeasures } from './measure';
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
import type { Side } from './side';
import type { NumberLiteral, OperatorSign, Token } from './token';
import type { TokenCursor } from './tokenCursor';
import { noTraits, noteCaret, noteOperator } from './traits';
import { skipUnits } from './unitTokens';

/** Deepest nesting of operands within operands. The recursion must end before the stack. */
const maxDepth = 96;

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
  readonly #traits = noTraits();

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
      otherValue: undefined,
      problem: quantity.problem,
      money: quantity.money,
      measures: quantity.measures,
      isPercent: quantity.isPercent,
      leadingValue: this.#leadingValue,
      traits: this.#traits,
    };
    return { side, end: cursor.at };
  }

  #binary(minPrecedence: number, start?: Quantity): Quantity {
    let left = start ?? this.#signed();
    for (;;) {
      const operator = peekInfix(this.#cursor, left, this.#hints);
      if (operator?.isUnsure) this.#traits.isUnsure = true;
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
    return this.#measured(knownQuantity(value));
  }

  #combine(sign: OperatorSign, left: Quantity, right: Quantity): Quantity {
    noteOperator(this.#traits, sign, left, right);
    const result = combineQuantities(sign, left, right);
    const isFraction = sign === '/' && isWhole(left) && isWhole(right);
    return isFraction ? { ...result, isFraction } : result;
  }

  /** Signs, a power, and the units after it. */
  #signed(): Quantity {
    const signs: Token[] = [];
    for (let token = this.#cursor.peek(); token?.kind === 'operator'; token = this.#cursor.peek()) {
      if (token.sign !== '-' && token.sign !== '+' && token.sign !== '~') break;
      signs.push(token);
      this.#cursor.advance();
    }
    let of = this.#measured(this.#power());
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

  /** `of` with the units behind it. */
  #measured(of: Quantity): Quantity {
    const units = skipUnits(this.#cursor, of, this.#traits);
    const measures = multiplyMeasures(of.measures, measurePowers(units));
    if (measures.size > 0 || of.money !== 0) this.#traits.measuredCount += 1;
    return { ...of, measures };
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
      } else if (
        token.sign === '**' ||
        (token.sign === '^' && !isCaretXor(this.#cursor, this.#hints))
      ) {
        if (token.sign === '^') noteCaret(this.#traits, this.#cursor);
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
    // 2/5 3/5: a denominator is no mixed number.
    const isBelow = isSlash(this.#cursor.previous()) && !this.#cursor.peek()?.isSpacedBefore;
    this.#cursor.advance();
    this.#traits.literals.push(literal);
    const mayBeMixed = literal.places === 0 && !isBelow;
    const whole = this.#cursor.isWide ? this.#grouped(literal.value) : literal.value;
    const value = mayBeMixed ? this.#mixed(whole) : whole;
    if (isFirst) this.#leadingValue = value;
    return knownQuantity(value, literal.currency === '' ? 0 : 1);
  }

  /** 12 345 as one number. */
  #grouped(head: Rational): Rational {
    let value = head;
    for (let token = this.#cursor.peek(); token; token = this.#cursor.peek()) {
      if (token.kind !== 'number' || !isDigitGroup(this.#cursor.previous(), token)) break;
      const { numerator, denominator } = value;
      const thousands = rational(numerator * 1000n, denominator);
      value = (thousands && addRational(thousands, token.literal.value)) ?? value;
      this.#cursor.advance();
    }
    return value;
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
}

function isSlash(token: Token | undefined): boolean {
  return token?.kind === 'operator' && token.sign === '/';
}

function isWhole({ value, isPercent, isFraction }: Quantity): boolean {
  return value?.denominator === 1n && !isPercent && !isFraction;
}
