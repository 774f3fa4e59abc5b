import type { Rational } from '../rational';
import { isSmallerPart } from './compoundQuantity';
import type { CaretHints } from './infixOperator';
import { isExpression, startsAnew, strayTimesLength } from './lostBreak';
import type { Side } from './side';
import { parseSide } from './sideParser';
import type { NumberLiteral, Token } from './token';
import { TokenCursor } from './tokenCursor';
import { isSaidWhole } from './wholeNumber';
import {
  eachWords,
  emptyWords,
  functionWords,
  modifierWords,
  numberedWords,
  roundingWords,
  statementWords,
} from './words';

/** Words before a number that are looked at for one that changes it: «half of the 20 apples». */
const leadWordCount = 4;
/** Tokens in front of an expression that are read once more together with it. */
const maxWideLength = 24;

/** The expressions at both ends of what stands between two relations. */
export interface SegmentSides {
  /** Starts where the segment starts: the value of what stands before it. */
  readonly first: Side | undefined;
  /** Ends where the segment ends: equal to what stands behind it. */
  readonly last: Side | undefined;
  /** Both ends are one side: a chain goes on. */
  readonly isWhole: boolean;
  /** `first` is said to be rounded: «= about 33». */
  readonly isRounded: boolean;
}

/** Reads the expressions between `start` and `end`, two relations or ends of a statement. */
export function segmentSides(
  tokens: readonly Token[],
  partners: Int32Array,
  [start, end]: readonly [number, number],
): SegmentSides {
  const hints = caretHints(tokens, start, end);
  const { at: firstAt, isRounded } = skipLead(tokens, start, end);
  let at = firstAt;
  let first: Side | undefined;
  let last: Side | undefined;
  // Where the side starts if blanks may stand within it.
  let wideAt = firstAt;
  while (at < end) {
    const lead = skipWords(tokens, at, end);
    if (lead === end) {
      // Words alone: a label.
      last = undefined;
      break;
    }
    if (isBoundary(tokens, partners, lead)) {
      last = undefined;
      at = lead + 1;
      continue;
    }
    const hasWords = lead > at;
    const isMissing = !startsOperand(tokens, lead, hasWords, end);
    const from = lead + strayTimesLength(tokens, partners, lead);
    const parsed = parseSide(new TokenCursor(tokens, partners, [from, end]), hints, isMissing);
    const gap = last === undefined || hasWords ? undefined : tokens[lead - 1]!.kind;
    const isAdjacent = gap !== undefined && gap !== 'word' && tokens[lead]!.kind !== 'variable';
    const isApart = isAdjacent && startsAnew(tokens, lead, parsed.side);
    if (!isApart || lead - wideAt > maxWideLength) wideAt = lead;
    const wideValue =
      wideAt < from
        ? valueOf(new TokenCursor(tokens, partners, [wideAt, parsed.end], true), hints)
        : undefined;
    if (wideValue === undefined) wideAt = lead;
    const isMixed = !isBare(parsed.side) && startsMixed(tokens, lead, parsed.end);
    const otherValue = isMixed
      ? valueOf(new TokenCursor(tokens, partners, [lead + 1, parsed.end]), hints)
      : wideValue;
    const isName = hasWords && parsed.side.traits.operatorCount === 0 && isNamed(tokens[lead - 1]!);
    // 2 hours 20 minutes / 2; 3 red 2 green
    const isPart = isSmallerPart(tokens, lead);
    const areBare = gap === 'word' && last !== undefined && isBare(last) && isBare(parsed.side);
    // Two numbers side by side may be one that is written in an unknown way.
    const isClear = isApart && isExpression(parsed.side, tokens[lead - 1]!);
    const isUnsure =
      (isAdjacent && !isClear) ||
      isPart ||
      areBare ||
      isName ||
      isArgument(tokens, lead) ||
      isNumbered(tokens, at, lead) ||
      isModified(tokens, start, lead) ||
      isTorn(tokens, start, lead);
    const isCut = isBare(parsed.side) && isSaidWhole(tokens, lead, parsed.end);
    const traits = { ...parsed.side.traits, isSaidWhole: isCut };
    const read = { ...parsed.side, otherValue, traits };
    const side = isUnsure ? withDoubt(read) : read;
    if (at === firstAt && !hasWords) first = side;
    else if (first && wideAt === firstAt) first = { ...first, otherValue };
    else if (
      first &&
      first === last &&
      !isApart &&
      (isAdjacent || isPart || (gap && isBare(first)))
    ) {
      first = withDoubt(first);
    }
    last = side;
    at = parsed.end;
  }
  return { first, last, isWhole: first !== undefined && first === last, isRounded };
}

/** Steps over an alignment sign and words without weight, which may stand before the first number. */
function skipLead(
  tokens: readonly Token[],
  start: number,
  end: number,
): { readonly at: number; readonly isRounded: boolean } {
  let at = start;
  let isRounded = false;
  for (let token = tokens[at]; at < end; token = tokens[at]) {
    if (token?.kind === 'operator' && token.sign === '&' && at === start) at += 1;
    else if (token?.kind === 'word' && roundingWords.has(token.text)) {
      isRounded = true;
      at += 1;
    } else if (
      token?.kind === 'word' &&
      emptyWords.has(token.text) &&
      !isOperatorAt(tokens, at + 1)
    )
      at += 1;
    else break;
  }
  return { at, isRounded };
}

function isOperatorAt(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.kind === 'operator';
}

function isBare({ traits }: Side): boolean {
  return traits.operatorCount === 0;
}

function withDoubt(side: Side): Side {
  return { ...side, traits: { ...side.traits, isUnsure: true } };
}

function skipWords(tokens: readonly Token[], start: number, end: number): number {
  let at = start;
  while (at < end && tokens[at]!.kind === 'word') at += 1;
  return at;
}

function isBoundary(tokens: readonly Token[], partners: Int32Array, at: number): boolean {
  const token = tokens[at]!;
  return token.kind === 'close' || (token.kind === 'open' && partners[at]! < 0);
}

/** False for an operator whose left operand is missing, or is a word: «price * 3». */
function startsOperand(
  tokens: readonly Token[],
  at: number,
  hasWords: boolean,
  end: number,
): boolean {
  const token = tokens[at]!;
  if (token.kind === 'superscript') return false;
  if (token.kind !== 'operator') return true;
  if (token.sign !== '-' && token.sign !== '+' && token.sign !== '~') return false;
  if (!hasWords) return true;
  // «is -5 + 3» against «total - 5».
  const next = at + 1 < end ? tokens[at + 1] : undefined;
  return (token.isSpacedBefore && next?.isSpacedBefore === false) || token.sign === '~';
}

/** «twice 5 + 3», «3 less than 5 + 3»: words that were read as a unit count as well. */
function isModified(tokens: readonly Token[], start: number, end: number): boolean {
  for (let at = end - 1; at >= Math.max(start, end - leadWordCount); at -= 1) {
    const token = tokens[at]!;
    if (token.kind !== 'word') return false;
    if (modifierWords.has(token.text)) return true;
    const next = tokens[at + 1];
    const isOf = next?.kind === 'word' && (next.text === 'of' || next.text === 'when');
    if (isOf && functionWords.has(token.text)) return true;
  }
  return false;
}

/** The bracket of a function or an index: sqrt(9 + 16), arr[2 + 1], \text{floor}(7 / 2). */
function isArgument(tokens: readonly Token[], at: number): boolean {
  const [name, bracket] = [tokens[at - 1], tokens[at]];
  if (bracket?.kind !== 'open' || bracket.isSpacedBefore || name?.kind !== 'word') return false;
  // More than a brace between them is a command of its own.
  return bracket.startOffset - name.endOffset <= 1;
}

/** «Cost of item 2 × 3», «on day 1 + 5», «in 2014 - 8000»: the first number is part of a name. */
function isNumbered(tokens: readonly Token[], start: number, at: number): boolean {
  const [before, label, number] = [tokens[at - 2], tokens[at - 1], tokens[at]];
  if (at <= start || label?.kind !== 'word' || number?.kind !== 'number') return false;
  if (label.text === 'in') return isYear(number.literal);
  const isEach = at - 1 > start && before?.kind === 'word' && eachWords.has(before.text);
  return numberedWords.has(label.text) && !isEach;
}

function isYear({ value, separator, currency }: NumberLiteral): boolean {
  if (value.denominator !== 1n || separator !== '' || currency !== '') return false;
  return value.numerator >= 1900n && value.numerator < 2100n;
}

/** The value of all that `cursor` may read. */
function valueOf(cursor: TokenCursor, hints: CaretHints): Rational | undefined {
  const { side, end } = parseSide(cursor, hints);
  return end === cursor.end ? side.value : undefined;
}

/** True at 2 1/2 * 1/2, which may be «factor 2: 1/2 * 1/2», unless it is a result. */
function startsMixed(tokens: readonly Token[], at: number, end: number): boolean {
  const [before, whole, above] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (before?.kind === 'relation' || whole?.kind !== 'number' || at + 1 >= end) return false;
  return above?.kind === 'number' && above.isSpacedBefore;
}

/** True behind a bracket that is never closed: 3 + 4 in `100 - (3 + 4 =`. */
function isTorn(tokens: readonly Token[], start: number, at: number): boolean {
  const [before, bracket] = [tokens[at - 2], tokens[at - 1]];
  if (at - 1 < start || bracket?.kind !== 'open') return false;
  return (
    at - 2 >= start &&
    (before?.kind === 'operator' || before?.kind === 'command' || before?.kind === 'open')
  );
}

/** «Day 2 = 3 × 4»: the number is part of a name. */
function isNamed(word: Token): boolean {
  return word.kind === 'word' && !statementWords.has(word.text) && !emptyWords.has(word.text);
}

function caretHints(tokens: readonly Token[], start: number, end: number): CaretHints {
  let hasRadix = false;
  let hasBitOperator = false;
  for (let at = start; at < end; at += 1) {
    const token = tokens[at]!;
    if (token.kind === 'number') hasRadix ||= token.literal.radix !== 10;
    else if (token.kind === 'operator') {
      // An alignment sign at the start of a line is no operator.
      hasBitOperator ||= ['&', '|', 'xor', '~'].includes(token.sign) && at > start;
    }
  }
  return { hasRadix, hasBitOperator };
}
