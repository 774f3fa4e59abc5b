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

/**
 * Puts a blank or line break back wherever two kept tokens run together that stood apart («306» and
 * «isolate», «wings» and «Calculate»), and drops the kept tokens of lowest score for it, unless an
 * equation needs them or their absence would make others run together. Where nothing can be dropped,
 * or no blank stands between, the place stays as it is. O(n²) at worst in the number of such places.
 */
export function keepWordsApart(selection: Selection): void {
  const { spans, kept } = selection;
  const victims = selection.units.filter(
    ({ level, members }) => level === 0 && members.length === 1,
  );
  const added = new Set<number>();
  let previous = -1;
  for (let i = 0; i < spans.length; i += 1) {
    if (kept[i] !== 1) continue;
    if (previous >= 0 && runTogether(selection, previous, i)) {
      const separator = findSeparator(selection, previous, i);
      const victim =
        separator === undefined ? undefined : findVictim(selection, victims, added, [previous, i]);
      if (separator !== undefined && victim !== undefined) {
        kept[separator] = 1;
        kept[victim] = 0;
        added.add(separator);
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

/** The dropped token between two others that parts them best: blanks only, the shortest. */
function findSeparator(selection: Selection, left: number, right: number): number | undefined {
  let best: number | undefined;
  let bestCost = Infinity;
  for (let i = left + 1; i < right; i += 1) {
    const token = tokenText(selection, i);
    if (wordStart.test(token) || wordEnd.test(token) || !/[\s,.;:]/.test(token)) continue;
    const cost = (token.trim() === '' ? 0 : 100) + token.length;
    if (cost < bestCost) [best, bestCost] = [i, cost];
  }
  return best;
}

/** The kept token of lowest score that can go. */
function findVictim(
  selection: Selection,
  victims: readonly TokenUnit[],
  added: ReadonlySet<number>,
  beside: readonly number[],
): number | undefined {
  for (let rank = victims.length - 1; rank >= 0; rank -= 1) {
    const i = victims[rank]?.members[0];
    if (i === undefined || selection.kept[i] !== 1 || added.has(i) || beside.includes(i)) continue;
    if (!partsOthers(selection, i)) return i;
  }
  return undefined;
}

/** Whether the kept tokens beside this one would run together without it. */
function partsOthers({ kept, ...rest }: Selection, i: number): boolean {
  let left = i - 1;
  while (left >= 0 && kept[left] !== 1) left -= 1;
  let right = i + 1;
  while (right < kept.length && kept[right] !== 1) right += 1;
  if (left < 0 || right >= kept.length) return false;
  return runTogether({ kept, ...rest }, left, right);
}
