import { codeSpanAt } from './codeSpanAt';
import type { CommentSyntax } from './commentSyntax';
import type { TextSpan } from './lineAt';
import { lineAt, lineBelow, textOf } from './lineAt';
import type { DocumentPart } from './partAt';
import { partAt } from './partAt';

/**
 * The first line from `line` on that a comment can follow: the last one of a string or a comment that
 * reaches over the end of `line`, and of what backslashes continue. Linear in the document.
 */
export function lineToFollow(document: string, line: TextSpan, syntax: CommentSyntax): TextSpan {
  const part = partAt(document, line.endOffset - 1, syntax);
  let end = line;
  let next = continuedOn(document, end, part);
  while (next !== undefined) {
    end = next.line;
    next = continuedOn(document, end, { ...part, startOffset: next.readOffset });
  }
  return end;
}

interface Continuation {
  readonly line: TextSpan;
  /** In code, outside of strings and comments: what is above need not be read again. */
  readonly readOffset: number;
}

function continuedOn(
  document: string,
  line: TextSpan,
  part: DocumentPart,
): Continuation | undefined {
  const over = codeSpanAt(document, line.endOffset, part);
  if (over?.kind === 'string' || (over?.kind === 'block' && over.isClosed)) {
    return { line: lineAt(document, over.endOffset - 1), readOffset: over.startOffset };
  }
  // Two backslashes stand for one that is meant as such.
  const isContinued = /(?<!\\)\\(?:\\\\)*$/.test(textOf(document, line));
  if (!isContinued || codeSpanAt(document, line.endOffset - 1, part) !== undefined)
    return undefined;
  const below = lineBelow(document, line);
  return below && { line: below, readOffset: line.endOffset };
}
