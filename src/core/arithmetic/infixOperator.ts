import type { Quantity } from './quantity';
import type { OperatorSign, Token } from './token';
import type { TokenCursor } from './tokenCursor';
import { ofLength } from './unitTokens';

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

interface InfixOperator {
  readonly sign: OperatorSign;
  readonly precedence: number;
  /** Tokens that the operator takes: 0 for products without a sign. */
  readonly length: number;
  /** It may take more than what stands directly behind it. */
  readonly isUnsure: boolean;
}

/** The operator behind `left`, where `cursor` stands; undefined where the expression is over. */
export function peekInfix(
  cursor: TokenCursor,
  left: Quantity,
  hints: CaretHints,
): InfixOperator | undefined {
  const token = cursor.peek();
  if (!token) return undefined;
  if (token.kind === 'operator') {
    const sign = token.sign === '^' && isCaretXor(cursor, hints) ? 'xor' : token.sign;
    return infix(sign, 1);
  }
  if (token.kind === 'word') {
    const isDirect = cursor.previous()?.kind !== 'word';
    const length = isDirect && (left.isPercent || left.isFraction) ? ofLength(cursor) : 0;
    // 10% of the 20 + 30: perhaps of their sum.
    return length > 0 ? infix('*', length, length > 1) : undefined;
  }
  return isProduct(cursor, token) ? infix('*', 0) : undefined;
}

function infix(sign: OperatorSign, length: number, isUnsure = false): InfixOperator | undefined {
  const precedence = precedences[sign];
  return precedence === undefined ? undefined : { sign, precedence, length, isUnsure };
}

/** `2(3 + 4)`, `(1 + 2)(3 + 4)`, `3x`, `2\sqrt{9}`. Two numbers side by side are no product. */
function isProduct(cursor: TokenCursor, token: Token): boolean {
  const previous = cursor.previous();
  if (token.kind === 'variable') return previous?.kind !== 'word';
  // 25% 20 * 3: «of» is gone.
  const isPercent = previous?.kind === 'operator' && previous.sign === '%';
  if (isPercent && cursor.isWide) return token.kind === 'number' || token.kind === 'open';
  const isAfterOperand =
    previous?.kind === 'number' || previous?.kind === 'close' || previous?.kind === 'variable';
  if (!isAfterOperand) return false;
  if (token.kind === 'command') return token.name === 'sqrt' || previous.kind === 'number';
  if (token.kind !== 'open' || token.sign !== '(' || cursor.partner() < 0) return false;
  return previous.kind === 'close' || !token.isSpacedBefore || cursor.isWide;
}

/**
 * Whether the `^` where `cursor` stands is an exclusive or. Beside a hexadecimal or binary number,
 * or among bit operators, it is one; between two decimal numbers, and before a LaTeX group, a power.
 */
export function isCaretXor(cursor: TokenCursor, hints: CaretHints): boolean {
  const [previous, next] = [cursor.previous(), cursor.peek(1)];
  if (next?.kind === 'open' && next.sign === '{') return false;
  const isRadix = (token: Token | undefined): boolean =>
    token?.kind === 'number' && token.literal.radix !== 10;
  if (isRadix(previous) || isRadix(next) || hints.hasBitOperator) return true;
  return hints.hasRadix && (previous?.kind === 'close' || next?.kind === 'open');
}
