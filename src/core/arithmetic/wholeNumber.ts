import type { Token } from './token';
import { wholeWords } from './words';

/** Tokens behind a number and its units that may say how it was rounded. */
const followCount = 6;

/** Whether the number at `start`, whose units end at `end`, is said to be without its rest: «3, remainder 2». */
export function isSaidWhole(tokens: readonly Token[], start: number, end: number): boolean {
  const last = Math.min(tokens.length, end + followCount);
  for (let at = start + 1; at < last; at += 1) {
    const token = tokens[at]!;
    if (token.kind === 'word' && wholeWords.has(token.text)) return true;
    if (token.kind === 'relation') return false;
    if (token.kind === 'break' && (token.cause === '.' || token.cause === '\n')) return false;
  }
  return false;
}
