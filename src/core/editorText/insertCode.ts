import type { AnswerText } from './answerText';
import type { BlockSpan } from './codeSpanAt';
import { codeSpanAt } from './codeSpanAt';
import type { CommentSyntax } from './commentSyntax';
import { indentOf, lineAt, textOf, trimmed } from './lineAt';
import { lineMarkerOf } from './lineMarker';
import { lineToFollow } from './lineToFollow';
import { partAt } from './partAt';
import type { Insertion, Place } from './place';
import { answerSentence, below } from './place';

/**
 * A comment below the question and the string or statement that its line is part of; within the
 * comment that the question stands in, if it does. Undefined where the language has no comments.
 */
export function insertCode(
  place: Place,
  syntax: CommentSyntax,
  answer: AnswerText,
): Insertion | undefined {
  const { document, last } = place;
  const part = partAt(document, last, syntax);
  const span = codeSpanAt(document, last, part);
  if (span?.kind === 'block') return insertBlock(place, span, answer);
  const line = lineToFollow(document, place.line, syntax);
  const end = { ...place, line };
  // A part may end with that line: what is below it belongs to the next one.
  const next = partAt(document, line.endOffset - 1, syntax);
  const comment = span?.kind === 'line' && next.startOffset === part.startOffset ? span : undefined;
  const sentence = answerSentence(answer);
  const lineText = textOf(document, place.line);
  const code = lineText.slice(0, comment && comment.startOffset - place.line.startOffset);
  if (comment !== undefined && code.trim() === '') {
    return below(end, lineMarkerOf(lineText, comment.marker) + sentence);
  }
  const text = asComment(next.syntax, comment?.marker, sentence);
  // Lines of a string are indented as it likes.
  const first = span?.kind === 'string' ? lineAt(document, span.startOffset) : place.line;
  return text === undefined ? undefined : below(end, indentOf(textOf(document, first)) + text);
}

function asComment(
  { line, block }: CommentSyntax,
  usedMarker: string | undefined,
  text: string,
): string | undefined {
  const marker = usedMarker ?? line[0];
  if (marker !== undefined) return `${marker} ${text}`;
  const [first] = block;
  return first && `${first.open} ${withoutEnd(text, first.close)} ${first.close}`;
}

function insertBlock(place: Place, comment: BlockSpan, answer: AnswerText): Insertion {
  const { document, newline } = place;
  const { open, close } = comment.block;
  const text = withoutEnd(answerSentence(answer), close);
  const innerEnd = comment.isClosed ? comment.endOffset - close.length : comment.endOffset;
  const inner = trimmed(document, {
    startOffset: comment.startOffset + open.length,
    endOffset: innerEnd,
  });
  const last = Math.min(place.last, Math.max(inner.endOffset - 1, comment.startOffset));
  const line = lineAt(document, last);
  // The comment ends on this line: before its end, which stays where it is.
  if (comment.isClosed && innerEnd <= line.endOffset)
    return { offset: inner.endOffset, text: ` ${text}` };
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
