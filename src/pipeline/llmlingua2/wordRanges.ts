import type { TextRange } from '../../core/pruning/tokenSpan';

/** How far ahead a word is looked for, and what may stand inside one that it lacks, characters. */
const lookAhead = 400;
const longestGap = 4;

interface Place extends TextRange {
  readonly character: string;
}

/**
 * Where each word stands in a text; undefined for a word that is not found. Words come in order and
 * normalised (NFKC, as the classifier's tokenizer does it), some characters of the text are in none
 * of them. O(length) where words follow one another, with a look ahead where they do not.
 */
export function wordRanges(
  text: string,
  words: readonly string[],
): readonly (TextRange | undefined)[] {
  const places = visibleCharacters(text);
  let next = 0;
  return words.map((word) => {
    const characters = Array.from(word.normalize('NFKC').replace(/\s/g, ''));
    if (characters.length === 0) return undefined;
    const end = Math.min(places.length, next + lookAhead);
    for (let start = next; start < end; start += 1) {
      const last = matchFrom(places, start, characters);
      if (last === undefined) continue;
      next = last + 1;
      return {
        startOffset: places[start]?.startOffset ?? 0,
        endOffset: places[last]?.endOffset ?? 0,
      };
    }
    return undefined;
  });
}

/** Place of the last character of a word that begins at `start`. */
function matchFrom(
  places: readonly Place[],
  start: number,
  characters: readonly string[],
): number | undefined {
  let last = start - 1;
  let gap = 0;
  for (const character of characters) {
    let at = last + 1;
    while (at <= last + 1 + gap && places[at]?.character !== character) at += 1;
    if (at > last + 1 + gap) return undefined;
    last = at;
    gap = longestGap;
  }
  return last;
}

/** The characters of the normalised text, without blanks, each with its bounds in the text. */
function visibleCharacters(text: string): readonly Place[] {
  const places: Place[] = [];
  // A mark is normalised together with the letter before it.
  for (const match of text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const startOffset = match.index;
    const endOffset = startOffset + match[0].length;
    for (const character of match[0].normalize('NFKC').replace(/\s/g, '')) {
      places.push({ character, startOffset, endOffset });
    }
  }
  return places;
}
