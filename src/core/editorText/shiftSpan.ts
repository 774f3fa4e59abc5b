import type { TextSpan } from './lineAt';

/** One replacement of an edit, in offsets before the edit. */
export interface TextChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/**
 * Where a span is after an edit, or undefined if the edit changed something in it. Changes of one
 * edit do not overlap and all speak of the text before it. What is typed at an end stays outside.
 */
export function shiftSpan(span: TextSpan, changes: readonly TextChange[]): TextSpan | undefined {
  let shift = 0;
  for (const { rangeOffset, rangeLength, text } of changes) {
    const rangeEnd = rangeOffset + rangeLength;
    if (rangeEnd <= span.startOffset) shift += text.length - rangeLength;
    else if (rangeOffset < span.endOffset) return undefined;
  }
  return { startOffset: span.startOffset + shift, endOffset: span.endOffset + shift };
}
