import { classifyMaths, classOfToken, mathsClass } from './maths/classifyMaths';
import { findMaths } from './maths/findMaths';
import { keepWordsApart } from './keepWordsApart';
import type { TextRange, TokenSpan } from './tokenSpan';
import type { TokenUnit } from './tokenUnit';
import { spanGroups, tokenUnits } from './tokenUnits';
import { wholeParts } from './wholeParts';

/** A scored chain and how much of it is to be kept. */
interface PruneRequest {
  readonly text: string;
  readonly spans: readonly TokenSpan[];
  /** Finite, one per span; the higher the sooner kept. */
  readonly scores: Float64Array;
  /** γ, above 0 and at most 1. */
  readonly keepRatio: number;
  /** As the reference does it: by score alone. */
  readonly paper?: boolean;
}

/** ⌈γ·m⌉, without the error that 0.7 · 10 has in binary. */
export function keptCount(tokenCount: number, keepRatio: number): number {
  return Math.ceil((Math.round(keepRatio * 1e6) * tokenCount) / 1e6);
}

/**
 * Indices of the ⌈γ·m⌉ tokens that are kept, ascending: by score, ties by position.
 *
 * What an equation needs comes before any score, the earlier the sooner: digits, operators,
 * variables and commands, then units. So when the budget is too small for that, wrappers have gone
 * first, then units, and digits and operators last. Words, numbers and the two ends of LaTeX
 * delimiters are kept or dropped as one, by their highest score, as long as there is a smaller unit
 * for the last places. Words that would run together get a blank or line break between them back,
 * in exchange for the tokens of lowest score.
 *
 * With `paper` none of this is looked at: the top ⌈γ·m⌉ by score, as `compress_prompt(text, rate=γ)`
 * of the released Qwen path leaves them.
 *
 * Tokens that share a character are always kept or dropped together. Only where no other token is
 * left for the last places, fewer than ⌈γ·m⌉ are kept, by less than such a character has tokens.
 *
 * Throws a RangeError for another number of scores than spans, a score that is not finite, a ratio
 * out of range. O(m log m).
 *
 * Source: TokenSkip, arXiv 2502.12067, section 4.1; hemingkx/TokenSkip@ef02f53:LLMLingua.py
 */
export function pruneTokens(request: PruneRequest): readonly number[] {
  const { text, spans, scores, keepRatio, paper = false } = request;
  if (scores.length !== spans.length) throw new RangeError('There must be one score per token.');
  if (!scores.every(Number.isFinite)) throw new RangeError('Scores must be finite.');
  if (!(keepRatio > 0 && keepRatio <= 1)) {
    throw new RangeError('The ratio must be above 0 and at most 1.');
  }
  const units = paper
    ? spanGroups(spans).map((members) => unitOf(members, scores))
    : wholeUnits(text, spans, scores);
  const order = units.toSorted(byRank);
  const kept = new Uint8Array(spans.length);
  const left = fill(order, kept, keptCount(spans.length, keepRatio));
  if (left > 0) {
    // What was too long for the last places is broken rather than leave them empty.
    const pieces = spanGroups(spans).map((members) => unitOf(members, scores));
    fill(pieces.toSorted(byRank), kept, left);
  }
  if (!paper) keepWordsApart({ text, spans, kept, units: order });
  return Array.from(spans.keys()).filter((i) => kept[i] === 1);
}

/** Keeps units in order as they fit into `places`; returns the places that are left. */
function fill(units: readonly TokenUnit[], kept: Uint8Array, places: number): number {
  let left = places;
  for (const { members } of units) {
    if (members.length > left || members.some((i) => kept[i] === 1)) continue;
    for (const i of members) kept[i] = 1;
    left -= members.length;
  }
  return left;
}

function wholeUnits(
  text: string,
  spans: readonly TokenSpan[],
  scores: Float64Array,
): readonly TokenUnit[] {
  const maths = classifyMaths(text, findMaths(text));
  const levels = protectionLevels(text, spans);
  return tokenUnits(spans, wholeParts(text, maths)).map((members) =>
    unitOf(members, scores, levels),
  );
}

function unitOf(members: readonly number[], scores: Float64Array, levels?: Uint8Array): TokenUnit {
  return {
    members,
    score: Math.max(...members.map((i) => scores[i]!)),
    level: Math.max(...members.map((i) => levels?.[i] ?? 0)),
  };
}

function byRank(a: TokenUnit, b: TokenUnit): number {
  if (a.level !== b.level) return b.level - a.level;
  // What is protected goes by position: an equation is whole or not there.
  const byScore = a.level > 0 ? 0 : b.score - a.score;
  return byScore !== 0 ? byScore : a.members[0]! - b.members[0]!;
}

/** 2 for digits, operators, variables and commands of equations, 1 for their units, else 0. */
export function protectionLevels(text: string, spans: readonly TokenSpan[]): Uint8Array {
  const equations = findMaths(text).filter((range) => range.isEquation);
  const { classes } = classifyMaths(text, equations);
  return Uint8Array.from(spans, (span) =>
    Math.max(0, classOfToken(span, classes) - mathsClass.label),
  );
}

/**
 * The text of the kept tokens. A character that several tokens share is there when all of them are
 * kept, so no character is ever broken.
 */
export function renderKept(
  text: string,
  spans: readonly TokenSpan[],
  kept: Iterable<number>,
): string {
  return keptRanges(spans, kept)
    .map(({ startOffset, endOffset }) => text.slice(startOffset, endOffset))
    .join('');
}

/** The parts of the text that the kept tokens stand for, in order, apart from each other. */
export function keptRanges(
  spans: readonly TokenSpan[],
  kept: Iterable<number>,
): readonly TextRange[] {
  const isKept = new Set(kept);
  const ranges: { startOffset: number; endOffset: number }[] = [];
  for (const group of spanGroups(spans)) {
    if (!group.every((i) => isKept.has(i))) continue;
    const startOffset = spans[group[0]!]!.startOffset;
    const endOffset = Math.max(...group.map((i) => spans[i]!.endOffset));
    const last = ranges.at(-1);
    if (last?.endOffset === startOffset) last.endOffset = endOffset;
    else if (endOffset > startOffset) ranges.push({ startOffset, endOffset });
  }
  return ranges;
}
