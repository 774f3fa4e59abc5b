import type { Token } from './token';

/** Whether `token` may be three digits more of the number `head` before it: the 345 of 12 345. */
export function isDigitGroup(head: Token | undefined, token: Token): boolean {
  if (head?.kind !== 'number' || token.kind !== 'number') return false;
  if (token.startOffset - head.endOffset !== 1) return false;
  const [a, b] = [head.literal, token.literal];
  const isPlain = a.radix === 10 && b.radix === 10 && a.separator === '' && b.currency === '';
  const fractionLength = b.places === 0 ? 0 : b.places + 1;
  const isGroup = token.endOffset - token.startOffset === 3 + fractionLength;
  return isPlain && isGroup && a.places === 0 && a.value.numerator < 1000n;
}
