import { rational } from '../rational';
import type { Rational } from '../rational';
import type { Token } from './token';
import type { TokenCursor } from './tokenCursor';

/** The fraction of a mixed number and the tokens that it takes. */
interface FractionPart {
  readonly value: Rational;
  readonly length: number;
}

/** What follows a whole number in «3 1/2», «3 and 1/2», `3\frac{1}{2}` and 3½. */
export function fractionPart(cursor: TokenCursor): FractionPart | undefined {
  const next = cursor.peek();
  if (next?.kind === 'number') {
    if (!next.isSpacedBefore && next.literal.places > 0 && next.literal.currency === '') {
      return { value: next.literal.value, length: 1 };
    }
    const value = gluedFraction(cursor);
    return value && { value, length: 3 };
  }
  if (next?.kind === 'word' && next.text === 'and') {
    const value = gluedFraction(cursor, 1);
    return value && { value, length: 4 };
  }
  if (next?.kind !== 'command' || next.name !== 'frac') return undefined;
  const kinds = [1, 3, 4, 6].map((ahead) => cursor.peek(ahead)?.kind);
  if (kinds.join(' ') !== 'open close open close') return undefined;
  const value = properFraction(cursor.peek(2), cursor.peek(5));
  return value && { value, length: 7 };
}

/** A proper fraction written without blanks, three tokens. */
export function gluedFraction(cursor: TokenCursor, ahead = 0): Rational | undefined {
  const [slash, below] = [cursor.peek(ahead + 1), cursor.peek(ahead + 2)];
  if (slash?.kind !== 'operator' || slash.sign !== '/' || slash.isSpacedBefore) return undefined;
  return below?.isSpacedBefore === false ? properFraction(cursor.peek(ahead), below) : undefined;
}

function properFraction(above: Token | undefined, below: Token | undefined): Rational | undefined {
  if (above?.kind !== 'number' || below?.kind !== 'number') return undefined;
  const [a, b] = [above.literal.value, below.literal.value];
  if (a.denominator !== 1n || b.denominator !== 1n || a.numerator >= b.numerator) return undefined;
  return rational(a.numerator, b.numerator);
}
