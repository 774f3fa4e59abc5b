import type { AnswerText } from './answerText';
import type { Fence } from './fences';
import { insertCode } from './insertCode';
import { textOf } from './lineAt';
import type { Insertion, Place } from './place';
import { textForm } from './textForm';

/**
 * As the language of a fenced code block of Markdown does it, read from the block alone: the text
 * around has quotes of its own, and the answer stays within. Undefined for no language of code.
 */
export function insertFenced(
  { document, last, line, newline }: Place,
  fence: Fence,
  answer: AnswerText,
): Insertion | undefined {
  const form = textForm(fence.languageId);
  if (form.kind !== 'code') return undefined;
  const { startOffset } = fence;
  const place: Place = {
    document: textOf(document, fence),
    last: last - startOffset,
    line: {
      startOffset: line.startOffset - startOffset,
      endOffset: line.endOffset - startOffset,
    },
    newline,
  };
  // Of a page or of PHP a fence may show any part.
  const insertion = insertCode(place, { ...form.syntax, parts: [] }, answer);
  return insertion && { ...insertion, offset: insertion.offset + startOffset };
}
