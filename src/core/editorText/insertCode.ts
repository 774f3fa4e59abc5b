import type { AnswerText } from './answerText';
import type { FoundComment } from './commentAt';
import { commentAt } from './commentAt';
import type { CommentSyntax } from './commentSyntax';
import { indentOf, lineAt, textOf, trimmed } from './lineAt';
import { lineMarkerOf } from './lineMarker';
import { partAt } from './partAt';
import type { Insertion, Place } from './place';
import { answerSentence, below } from './place';

/**
 * A comment below the question; within the comment that the question stands in, if it does. Undefined
 * where the language has no comments.
 */
export function insertCode(
  place: Place,
  syntax: CommentSyntax,
  answer: AnswerText,
): Insertion | undefined {
  const { document, last, line } = place;
  const part = partAt(document, last, syntax);
  const comment = commentAt(document, last, part);
  if (comment?.kind === 'block') return insertBlock(place, comment, answer);
  const lineText = textOf(document, line);
  // A part may end with the line of the question: what is below it belongs to the next one.
  const next = partAt(document, line.endOffset - 1, syntax);
  const above = next.startOffset === part.startOffset ? comment : undefined;
  const sentence = answerSentence(answer);
  if (
    above === undefined ||
    lineText.slice(0, above.startOffset - line.startOffset).trim() !== ''
  ) {
    const text = asComment(next.syntax, above, sentence);
    return text === undefined ? undefined : below(place, indentOf(lineText) + text);
  }
  return below(place, lineMarkerOf(lineText, above.marker) + sentence);
}

function asComment(
  { line, block }: CommentSyntax,
  comment: FoundComment | undefined,
  text: string,
): string | undefined {
  const marker = comment?.kind === 'line' ? comment.marker : line[0];
  if (marker !== undefined) return `${marker} ${text}`;
  const [first] = block;
  return first && `${first.open} ${withoutEnd(text, first.close)} ${first.close}`;
}

type BlockPlace = Extract<FoundComment, { readonly kind: 'block' }>;

function insertBlock(place: Place, comment: BlockPlace, answer: AnswerText): Insertion {
  const { document, newline } = place;
  const { open, close } = comment.block;
  const text = withoutEnd(answerSentence(answer), close);
  const isClosed =
    document.endsWith(close, comment.endOffset) &&
    comment.endOffset - comment.startOffset >= open.length + close.length;
  const innerEnd = isClosed ? comment.endOffset - close.length : comment.endOffset;
  const inner = trimmed(document, {
    startOffset: comment.startOffset + open.length,
    endOffset: innerEnd,
  });
  const last = Math.min(place.last, Math.max(inner.endOffset - 1, comment.startOffset));
  const line = lineAt(document, last);
  // The comment ends on this line: before its end, which stays where it is.
  if (isClosed && innerEnd <= line.endOffset) return { offset: inner.endOffset, text: ` ${text}` };
  const written = document.slice(line.startOffset, line.endOffset);
  const starts = comment.startOffset >= line.startOffset;
  return { offset: line.endOffset, text: newline + blockPrefix(written, starts, open) + text };
}

/** What the lines of a block comment begin with, read from one of them. */
function blockPrefix(line: string, isFirst: boolean, open: string): string {
  const indent = indentOf(line);
  if (!isFirst)
    return /^\s*\*+[ \t]*(?=\S|$)/.test(line) && open === '/*' ? starPrefix(line) : indent;
  return open === '/*' ? `${indent} * ` : indent;
}

function starPrefix(line: string): string {
  const prefix = /^\s*\*+[ \t]*/.exec(line)![0];
  return /\s$/.test(prefix) ? prefix : `${prefix} `;
}

/** An answer must not end the comment that it stands in. */
function withoutEnd(text: string, close: string): string {
  return text.split(close).join(close.split('').join(' '));
}
