import type { TokenSpan } from './tokenSpan';
import type { TokenUnit } from './tokenUnit';

interface Selection {
  readonly text: string;
  readonly spans: readonly TokenSpan[];
  /** 1 for each kept token; changed in place, their number stays. */
  readonly kept: Uint8Array;
  /** All tokens, best first. */
  readonly units: readonly TokenUnit[];
}

const wordEnd = /[\p{L}\p{N}]$/u;
const wordStart = /^[\p{L}\p{N}]/u;

/** A sign or line break that parts two numbers; a blank alone does not. */
const numberSeparator = /^ ?[,.;:]?\s*$/;

/**
 * Puts a blank or line break back wherever two kept tokens run together that stood apart («306» and
 * «isolate», «\times» and «Time»), a sign or line break where two numbers do (the end of a list and
 * the number after it: «3, 5, 7» and «0»), and drops the kept tokens of lowest score for it, unless an
 * equation needs them or their absence would make others run together. Where nothing can be dropped,
 * or nothing that parts them stands between, the place stays as it is. O(n²) at worst in the number
 * of such places.
 */
export function keepWordsApart(selection: Selection): void {
  const { spans, kept, units } = selection;
  const unitOf = new Map(units.flatMap((unit) => unit.members.map((i) => [i, unit] as const)));
  const victims = units.filter(({ level, members }) => level === 0 && members.length === 1);
  const added = new Set<number>();
  let previous = -1;
  for (let i = 0; i < spans.length; i += 1) {
    if (kept[i] !== 1) continue;
    if (previous >= 0 && meet(selection, previous, i)) {
      const separator = findSeparator(selection, unitOf, previous, i)?.members ?? [];
      const needed = new Set([previous, i, ...added]);
      if (dropLowest(selection, victims, separator.length, needed)) {
        for (const member of separator) {
          kept[member] = 1;
          added.add(member);
        }
      }
    }
    previous = i;
  }
}

function tokenText({ text, spans }: Selection, i: number): string {
  const span = spans[i];
  return span === undefined ? '' : text.slice(span.startOffset, span.endOffset);
}

/** Whether two kept tokens with only dropped ones between them read as one word or number. */
function runTogether(selection: Selection, left: number, right: number): boolean {
  if (right === left + 1) return false;
  return wordEnd.test(tokenText(selection, left)) && wordStart.test(tokenText(selection, right));
}

function meet(selection: Selection, left: number, right: number): boolean {
  return runTogether(selection, left, right) || numbersMeet(selection, left, right);
}

/** Whether two numbers with only dropped tokens between them are parted by no more than a blank. */
function numbersMeet(selection: Selection, left: number, right: number): boolean {
  if (right === left + 1 || !/\d$/.test(tokenText(selection, left))) return false;
  const isBlank = tokenText(selection, right) === ' ';
  const start = isBlank ? tokenText(selection, right + 1) : tokenText(selection, right);
  return /^ ?\d/.test(start);
}

/**
 * What stands between two tokens and parts them best: the fewest tokens (half a LaTeX delimiter
 * would part them too, and break it), then blanks rather than signs, then the shortest.
 */
function findSeparator(
  selection: Selection,
  unitOf: ReadonlyMap<number, TokenUnit>,
  left: number,
  right: number,
): TokenUnit | undefined {
  const ofNumbers = numbersMeet(selection, left, right);
  let best: TokenUnit | undefined;
  let bestCost = Infinity;
  for (let i = left + 1; i < right; i += 1) {
    const token = tokenText(selection, i);
    const unit = unitOf.get(i);
    if (unit?.members.some((member) => selection.kept[member] === 1) !== false) continue;
    if (wordStart.test(token) || wordEnd.test(token) || !/[\s,.;:\\]/.test(token)) continue;
    const isBlank = token.trim() === '';
    if (ofNumbers && (token === ' ' || !numberSeparator.test(token))) continue;
    const cost = unit.members.length * 10_000 + (isBlank ? 0 : 1_000) + Math.min(token.length, 999);
    if (cost < bestCost) [best, bestCost] = [unit, cost];
  }
  return best;
}

/**
 * Drops `count` kept tokens of lowest score and returns true, or drops none and returns false when
 * so many cannot go.
 */
function dropLowest(
  selection: Selection,
  victims: readonly TokenUnit[],
  count: number,
  needed: ReadonlySet<number>,
): boolean {
  const dropped: number[] = [];
  for (let rank = victims.length - 1; rank >= 0 && dropped.length < count; rank -= 1) {
    const i = victims[rank]?.members[0];
    if (i === undefined || selection.kept[i] !== 1 || needed.has(i)) continue;
    if (partsOthers(selection, i)) continue;
    selection.kept[i] = 0;
    dropped.push(i);
  }
  if (dropped.length === count) return true;
  for (const i of dropped) selection.kept[i] = 1;
  return false;
}

/** Whether the kept tokens beside this one would run together without it. */
function partsOthers({ kept, ...rest }: Selection, i: number): boolean {
  let left = i - 1;
  while (left >= 0 && kept[left] !== 1) left -= 1;
  let right = i + 1;
  while (right < kept.length && kept[right] !== 1) right += 1;
  if (left < 0 || right >= kept.length) return false;
  return meet({ kept, ...rest }, left, right);
}
