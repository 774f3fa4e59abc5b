import { scaleWords } from '../answer/units';
import type { Quantity } from './quantity';
import type { Token } from './token';
import type { TokenCursor } from './tokenCursor';
import type { Traits } from './traits';
import { unitOf } from './measure';
import { factorWords, statementWords } from './words';

/** More words than this after a number are no unit. */
const maxUnitWords = 8;

/** Steps over the words after `of`, notes them in `traits` and returns them as units. */
export function skipUnits(cursor: TokenCursor, of: Quantity, traits: Traits): readonly string[] {
  const startCount = traits.units.length;
  let count = 0;
  for (let token = cursor.peek(); token; token = cursor.peek()) {
    if (token.kind === 'word') {
      if (statementWords.has(token.text)) break;
      const isPart = count === 0 && token.text === 'of' && isShare(cursor, of);
      if (isPart && ofLength(cursor) > 0) break;
      const unit = unitOf(token.text);
      traits.units.push(unit);
      // 4 × 15 = $60 million, and 5 dozen × 12 = 60: mostly a unit, at times a factor.
      const isFactor = Object.hasOwn(scaleWords, unit) || (count === 0 && factorWords.has(unit));
      if (isPart || isFactor || token.isUncertain || count >= maxUnitWords) traits.isUnsure = true;
      count += 1;
      cursor.skip(1);
    } else {
      const length = unitLength(cursor, token, count > 0);
      if (length === 0) break;
      // .4(number of minutes) is a product.
      if (token.kind === 'open' && !token.isSpacedBefore) traits.isUnsure = true;
      traits.units.push(...groupUnits(cursor, length));
      cursor.skip(length);
    }
  }
  return traits.units.slice(startCount);
}

/** The words among `length` tokens; those of a denominator behind a `/`. */
function groupUnits(cursor: TokenCursor, length: number): readonly string[] {
  const isFraction = cursor.peek()?.kind === 'command';
  const units: string[] = [];
  for (let ahead = 0; ahead < length; ahead += 1) {
    const token = cursor.peek(ahead);
    if (token?.kind === 'word') units.push(unitOf(token.text));
    if (isFraction && token?.kind === 'open' && units.length > 0) units.push('/');
  }
  return units;
}

/** True if «of» behind `of` takes a part: 15%, \frac{1}{4}, and the 4 of 1/4. */
function isShare(cursor: TokenCursor, of: Quantity): boolean {
  const slash = cursor.previous(2);
  return of.isPercent || of.isFraction || (slash?.kind === 'operator' && slash.sign === '/');
}

/**
 * Tokens of a part of a unit that is no word: `^2`, `(US)`, `\frac{\text{miles}}{\text{hour}}`; 0
 * for others.
 */
function unitLength(cursor: TokenCursor, token: Token, isAfterWord: boolean): number {
  if (token.kind === 'open' && token.sign === '(') return wordGroupLength(cursor, 0);
  if (token.kind === 'command' && token.name === 'frac') {
    const above = wordGroupLength(cursor, 1);
    const below = above === 0 ? 0 : wordGroupLength(cursor, 1 + above);
    return below === 0 ? 0 : 1 + above + below;
  }
  if (token.kind === 'superscript') return isAfterWord ? 1 : 0;
  if (token.kind !== 'operator' || token.sign !== '^') return 0;
  // 90^\circ has no word before it, cm^2 has.
  const degree = cursor.peek(1)?.kind === 'word' ? 2 : wordGroupLength(cursor, 1) + 1;
  if (degree > 1) return degree;
  if (!isAfterWord) return 0;
  if (cursor.peek(1)?.kind === 'number') return 2;
  const isGroup = cursor.peek(1)?.kind === 'open' && cursor.peek(2)?.kind === 'number';
  return isGroup && cursor.peek(3)?.kind === 'close' ? 4 : 0;
}

/** Length of the bracket at `ahead` if it holds words only. */
function wordGroupLength(cursor: TokenCursor, ahead: number): number {
  if (cursor.peek(ahead)?.kind !== 'open') return 0;
  let length = 1;
  while (cursor.peek(ahead + length)?.kind === 'word') length += 1;
  return length > 1 && cursor.peek(ahead + length)?.kind === 'close' ? length + 1 : 0;
}

/** Tokens of «of», «of the» before an operand; 0 if there is none. */
export function ofLength(cursor: TokenCursor): number {
  const of = cursor.peek();
  if (of?.kind !== 'word' || of.text !== 'of') return 0;
  const next = cursor.peek(1);
  const length = next?.kind === 'word' && (next.text === 'the' || next.text === 'a') ? 2 : 1;
  const kind = cursor.peek(length)?.kind;
  return kind === 'number' || kind === 'open' || kind === 'command' ? length : 0;
}
