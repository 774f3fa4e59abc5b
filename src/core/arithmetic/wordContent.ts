import { shortUnits } from '../answer/units';
import type { TokenContent } from './token';

/** A word, or a variable: single letters outside of text, names with digits, `5x`. */
export function wordContent(word: string, isText: boolean, isGlued: boolean): TokenContent {
  const lower = word.toLowerCase();
  const isLong = word.length > 2 && !/[\d_]/.test(word);
  const isUnit = shortUnits.has(lower);
  if (isText || isLong || (!isGlued && (word === 'a' || word === 'I'))) {
    return { kind: 'word', text: lower, isUncertain: false };
  }
  if (/[\d_]/.test(word)) return { kind: 'variable' };
  if (word.length === 2 && (!isGlued || isUnit)) {
    return { kind: 'word', text: lower, isUncertain: false };
  }
  if (word.length === 1 && isUnit && !isGlued) {
    return { kind: 'word', text: lower, isUncertain: true };
  }
  return { kind: 'variable' };
}
