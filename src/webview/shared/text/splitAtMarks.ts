import type { SourceRange } from './textNode';

/** A wrong place in a text and what would be right there. */
export interface WrongMark extends SourceRange {
  /** Null where there is no value, as for a division by zero. */
  readonly rightValue: string | null;
}

export interface MarkedPart extends SourceRange {
  readonly mark: WrongMark | undefined;
  /** Whether the mark ends with this part, so that the right value is said once. */
  readonly endsMark: boolean;
}

/** The marks that have a part in `range`. */
export function marksIn(range: SourceRange, marks: readonly WrongMark[]): readonly WrongMark[] {
  return marks.filter(
    (mark) => mark.startOffset < range.endOffset && mark.endOffset > range.startOffset,
  );
}

/** `range` in parts, each outside every mark or wholly in one. Marks are in order and apart. */
export function splitAtMarks(
  range: SourceRange,
  marks: readonly WrongMark[],
): readonly MarkedPart[] {
  const parts: MarkedPart[] = [];
  let at = range.startOffset;
  for (const mark of marksIn(range, marks)) {
    const start = Math.max(mark.startOffset, at);
    const end = Math.min(mark.endOffset, range.endOffset);
    if (start > at) {
      parts.push({ startOffset: at, endOffset: start, mark: undefined, endsMark: false });
    }
    parts.push({
      startOffset: start,
      endOffset: end,
      mark,
      endsMark: end === mark.endOffset,
    });
    at = end;
  }
  if (at < range.endOffset) {
    parts.push({
      startOffset: at,
      endOffset: range.endOffset,
      mark: undefined,
      endsMark: false,
    });
  }
  return parts;
}
