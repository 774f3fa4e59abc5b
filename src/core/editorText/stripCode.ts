import type { CommentSyntax } from './commentSyntax';
import { lineMarkerPattern } from './lineMarker';

/**
 * `lines` without comment markers if all of them are comment; as they are if there is code among
 * them, whose comments belong to the question then.
 */
export function stripCode(lines: readonly string[], syntax: CommentSyntax): readonly string[] {
  return stripBlock(lines, syntax) ?? stripLineMarkers(lines, syntax) ?? lines;
}

function stripBlock(
  lines: readonly string[],
  syntax: CommentSyntax,
): readonly string[] | undefined {
  const text = lines.join('\n').trim();
  for (const { open, close } of syntax.block) {
    const isOpened = text.startsWith(open);
    const isClosed =
      text.endsWith(close) && text.length >= close.length + (isOpened ? open.length : 0);
    const inner = text.slice(isOpened ? open.length : 0, isClosed ? -close.length : undefined);
    // What follows an end within is code.
    if (inner.includes(close)) continue;
    const isStarred = open === '/*' && isStarredBody(inner, isOpened);
    if (!isOpened && !isClosed && !isStarred) continue;
    const body = inner.replace(/^[*!]+(?=\s|$)/, '').split('\n');
    return isStarred ? body.map((line) => line.replace(/^\s*\*+(?: |$)/, '')) : body;
  }
  return undefined;
}

/** True when the lines of a block comment begin with `*`, as C's usually do. */
function isStarredBody(inner: string, isOpened: boolean): boolean {
  const lines = inner.split('\n').slice(isOpened ? 1 : 0);
  const written = lines.filter((line) => line.trim() !== '');
  return written.length > 0 && written.every((line) => /^\s*\*+(?:\s|$)/.test(line));
}

function stripLineMarkers(
  lines: readonly string[],
  { line: markers }: CommentSyntax,
): readonly string[] | undefined {
  const patterns = markers.map(lineMarkerPattern);
  const isComment = (line: string): boolean => patterns.some((pattern) => pattern.test(line));
  if (!lines.every((line) => line.trim() === '' || isComment(line))) return undefined;
  return lines.map((line) => {
    const pattern = patterns.find((candidate) => candidate.test(line));
    return pattern === undefined ? line : line.replace(pattern, '');
  });
}
