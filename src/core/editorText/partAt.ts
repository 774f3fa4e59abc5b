import type { CommentSyntax, EmbeddedPart } from './commentSyntax';

/** What a place in a document stands in, as far as comments are concerned. */
export interface DocumentPart {
  readonly syntax: CommentSyntax;
  /** Where comments are read from. */
  readonly startOffset: number;
}

/**
 * The innermost part that the character at `offset` lies in: a script of a page, the page around PHP,
 * else the whole document; linear in `offset`.
 */
export function partAt(text: string, offset: number, syntax: CommentSyntax): DocumentPart {
  const before = text.slice(0, offset + 1);
  const [part] = (syntax.parts ?? []).flatMap((kind) => openIn(before, kind) ?? []);
  if (part === undefined) return { syntax, startOffset: 0 };
  const inner = partAt(text, offset, part.syntax);
  return inner.syntax === part.syntax ? part : inner;
}

/** The last part of a kind, if it has not ended. */
function openIn(before: string, { bounds, syntax }: EmbeddedPart): DocumentPart | undefined {
  const last = [...before.matchAll(bounds)].at(-1);
  return last?.groups?.start === undefined
    ? undefined
    : { syntax, startOffset: last.index + last[0].length };
}
