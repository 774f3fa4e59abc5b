import type { BlockComment, CommentSyntax } from './commentSyntax';
import type { TextSpan } from './lineAt';
import { lineAt } from './lineAt';
import type { DocumentPart } from './partAt';
import { stringEnd } from './stringEnd';

/** What reads otherwise than code in a text: a comment or a string, markers included. */
type CodeSpan = LineSpan | BlockSpan | (TextSpan & { readonly kind: 'string' });

/** A comment up to the end of its line. */
interface LineSpan extends TextSpan {
  readonly kind: 'line';
  readonly marker: string;
}

/** A comment with an end; it reaches to the end of the text where that is missing. */
export interface BlockSpan extends TextSpan {
  readonly kind: 'block';
  readonly block: BlockComment;
  readonly isClosed: boolean;
}

/**
 * The comment or string that the character at `offset` belongs to, or undefined. Reads the part from
 * its start, so that markers in strings do not count; linear in `offset`, but that each literal
 * without an end is followed to the end of the text.
 */
export function codeSpanAt(
  text: string,
  offset: number,
  { syntax, startOffset }: DocumentPart,
): CodeSpan | undefined {
  let at = startOffset;
  while (at <= offset && at < text.length) {
    const span = spanFrom(text, at, syntax);
    if (span !== undefined && offset < span.endOffset) {
      return span.kind === 'block' ? (lineWithin(text, offset, span, syntax) ?? span) : span;
    }
    // What a backslash stands before is neither marker nor quote, as in `/\/*$/`.
    at = span?.endOffset ?? at + (text[at] === '\\' ? 2 : 1);
  }
  return undefined;
}

/** A block that never ends may be none: a line comment on a line below its beginning is one anyway. */
function lineWithin(
  text: string,
  offset: number,
  span: BlockSpan,
  syntax: CommentSyntax,
): LineSpan | undefined {
  const { startOffset } = lineAt(text, offset);
  if (span.isClosed || startOffset <= span.startOffset) return undefined;
  const found = codeSpanAt(text, offset, { syntax: { ...syntax, block: [] }, startOffset });
  return found?.kind === 'line' ? found : undefined;
}

function spanFrom(text: string, at: number, syntax: CommentSyntax): CodeSpan | undefined {
  const comment = blockFrom(text, at, syntax) ?? lineFrom(text, at, syntax);
  if (comment !== undefined) return comment;
  const endOffset = stringEnd(text, at, syntax.strings ?? []);
  return endOffset === undefined ? undefined : { kind: 'string', startOffset: at, endOffset };
}

function blockFrom(text: string, at: number, syntax: CommentSyntax): CodeSpan | undefined {
  const block = syntax.block.find(({ open }) => text.startsWith(open, at));
  if (block === undefined) return undefined;
  const end = text.indexOf(block.close, at + block.open.length);
  const isClosed = end !== -1;
  const span = { startOffset: at, endOffset: isClosed ? end + block.close.length : text.length };
  if (block.isStatement !== true || isStatementAt(text, at)) {
    return { kind: 'block', block, isClosed, ...span };
  }
  return isClosed ? { kind: 'string', ...span } : undefined;
}

/** True where a string, which may have a prefix, is a value that nothing takes. */
function isStatementAt(text: string, at: number): boolean {
  const { startOffset } = lineAt(text, at);
  const above = text.slice(0, startOffset).trimEnd().slice(-1);
  return /^\s*[rRuU]?$/.test(text.slice(startOffset, at)) && !/[([{,=+\\]/.test(above);
}

function lineFrom(text: string, at: number, syntax: CommentSyntax): CodeSpan | undefined {
  const marker = syntax.line.find((candidate) => isMarkerAt(text, at, candidate));
  if (marker === undefined) return undefined;
  return { kind: 'line', marker, startOffset: at, endOffset: lineAt(text, at).endOffset };
}

/** A marker of letters (`REM`) is a word of its own at the start of a line, in any case. */
function isMarkerAt(text: string, at: number, marker: string): boolean {
  if (!/^\w/.test(marker)) return text.startsWith(marker, at);
  const { startOffset, endOffset } = lineAt(text, at);
  return (
    text.slice(startOffset, at).trim() === '' &&
    new RegExp(`^${marker}\\b`, 'i').test(text.slice(at, endOffset))
  );
}
