import type { BlockComment, CommentSyntax } from './commentSyntax';
import type { TextSpan } from './lineAt';
import { lineAt } from './lineAt';
import type { DocumentPart } from './partAt';

/** A comment in a text, markers included. */
export type FoundComment =
  | (TextSpan & { readonly kind: 'line'; readonly marker: string })
  | (TextSpan & { readonly kind: 'block'; readonly block: BlockComment });

/** Quotes that end with their line; one without a partner is no quote (Rust's `'a`, «don't»). */
const quotes = new Set(['"', "'"]);

/**
 * The comment that the character at `offset` belongs to, or undefined. Reads the part from its
 * start, so that markers in strings do not count; linear in `offset`. A block comment without an
 * end reaches to the end of the text.
 */
export function commentAt(
  text: string,
  offset: number,
  { syntax, startOffset }: DocumentPart,
): FoundComment | undefined {
  let at = startOffset;
  while (at <= offset && at < text.length) {
    const comment = commentFrom(text, at, syntax);
    if (comment !== undefined) {
      if (offset < comment.endOffset) return comment;
      at = Math.max(comment.endOffset, at + 1);
    } else {
      at = stringEnd(text, at) ?? at + 1;
    }
  }
  return undefined;
}

function commentFrom(text: string, at: number, syntax: CommentSyntax): FoundComment | undefined {
  const block = syntax.block.find(({ open }) => text.startsWith(open, at));
  if (block !== undefined) {
    const end = text.indexOf(block.close, at + block.open.length);
    const endOffset = end === -1 ? text.length : end + block.close.length;
    return { kind: 'block', block, startOffset: at, endOffset };
  }
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

/** Past the end of the string that begins at `at`, or undefined where none does. */
function stringEnd(text: string, at: number): number | undefined {
  const quote = text[at]!;
  if (!quotes.has(quote) && quote !== '`') return undefined;
  for (let i = at + 1; i < text.length; i += 1) {
    const char = text[i];
    if (char === '\\') i += 1;
    else if (char === quote) return i + 1;
    else if (char === '\n' && quote !== '`') return undefined;
  }
  return undefined;
}
