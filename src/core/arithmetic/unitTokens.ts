import type { Token } from './token';
import type { TokenCursor } from './tokenCursor';

/**
 * Tokens of a part of a unit that is no word: `^2`, `(US)`, `\frac{\text{miles}}{\text{hour}}`; 0
 * for others.
 */
export function unitLength(cursor: TokenCursor, token: Token, isAfterWord: boolean): number {
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
