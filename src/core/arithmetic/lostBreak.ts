import type { Side } from './side';
import type { Token } from './token';

/**
 * Whether a side begins at `at`, directly behind a number and a blank. What stood between them is
 * gone from a pruned chain: «divide 100 2340 * 95 / 100», «(82 - 2) / 2 = 40 (40 - 4) / 2». In
 * 1,900 full chains and 2,800 pruned ones no such pair was one number or a product.
 */
export function startsAnew(tokens: readonly Token[], at: number, side: Side): boolean {
  const [before, previous, token] = [tokens[at - 2], tokens[at - 1]!, tokens[at]!];
  const isPercent = previous.kind === 'operator' && previous.sign === '%';
  const number = isPercent ? before : previous;
  if (number?.kind !== 'number' || !token.isSpacedBefore) return false;
  if (token.kind === 'open') {
    // A = 2 (5 + 3) sets a formula.
    const isFormula = before?.kind === 'relation' && isName(tokens[at - 3]);
    return token.sign === '(' && side.traits.operatorCount > 0 && !isFormula;
  }
  // 0b1010 1010 are the bits of one.
  const isBits = number.literal.radix === 2 && token.kind === 'number' && isZerosAndOnes(token);
  return token.kind === 'number' && !isBits;
}

function isName(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'variable';
}

function isZerosAndOnes({ literal }: Extract<Token, { readonly kind: 'number' }>): boolean {
  return literal.radix === 10 && /^[01]+$/.test(literal.value.numerator.toString());
}

/** Whether `side`, read behind the number `previous`, is all that stands before a relation. */
export function isExpression({ value, isPercent, traits }: Side, previous: Token): boolean {
  if (traits.operatorCount > 0) return true;
  const [literal] = traits.literals;
  // 0x66C 0x71 = 0x6DD lost what joined them; 0xD2 0xD2 = 210 says it twice.
  const other = previous.kind === 'number' ? previous.literal : undefined;
  const isPair = literal?.radix !== 10 && other !== undefined && other.radix !== 10;
  return !isPercent && (!isPair || other.value.numerator === value?.numerator);
}

/** Tokens of the number and the word in «factor 4 times (1/2)^4», which say it twice; 0 for others. */
export function strayTimesLength(
  tokens: readonly Token[],
  partners: Int32Array,
  at: number,
): number {
  const [number, times, base] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (number?.kind !== 'number' || times?.kind !== 'operator' || !times.isWord) return 0;
  if (times.sign !== '*' || tokens[at - 1]?.kind === 'relation') return 0;
  const baseEnd = base?.kind === 'number' ? at + 2 : (partners[at + 2] ?? -1);
  const exponent = baseEnd < 0 ? undefined : exponentAt(tokens, baseEnd + 1);
  return exponent !== undefined && exponent === number.literal.value.numerator ? 2 : 0;
}

/** The 4 of `^4`, `^{4}`, `**4` and ⁴. */
function exponentAt(tokens: readonly Token[], at: number): bigint | undefined {
  const [sign, next] = [tokens[at], tokens[at + 1]];
  if (sign?.kind === 'superscript') return sign.exponent;
  if (sign?.kind !== 'operator' || (sign.sign !== '^' && sign.sign !== '**')) return undefined;
  const number = next?.kind === 'open' ? tokens[at + 2] : next;
  return number?.kind === 'number' ? number.literal.value.numerator : undefined;
}
