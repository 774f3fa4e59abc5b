import type { ClassifiedMaths } from './maths/classifyMaths';
import { findClosing } from './scorers/filler';
import type { TextRange } from './tokenSpan';

/** Words, and numbers with their separators; a blank before a digit may be a token of its own. */
const solidParts = / ?0[xXbB][\dA-Fa-f_]+| ?\d+(?:[.,]\d+)*| ?\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*/gu;

/** Bold text in Markdown, on one line. */
const bold = /\*\*(?=[^\s*])[^*\n]*\*\*/g;

/**
 * The parts of a text that mean nothing in pieces: words, numbers, a command and its backslash, the
 * two ends of LaTeX delimiters and of bold text, and the sentence with the box.
 */
export function* wholeParts(
  text: string,
  { pairs }: ClassifiedMaths,
): Generator<readonly TextRange[], void, undefined> {
  yield* pairs;
  const closing = findClosing(text);
  if (closing !== undefined) yield [closing];
  for (const match of text.matchAll(solidParts)) {
    yield [{ startOffset: match.index, endOffset: match.index + match[0].length }];
  }
  for (const match of text.matchAll(bold)) {
    const endOffset = match.index + match[0].length;
    yield [
      { startOffset: match.index, endOffset: match.index + 2 },
      { startOffset: endOffset - 2, endOffset },
    ];
  }
}
