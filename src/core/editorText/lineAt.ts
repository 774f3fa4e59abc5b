/** A span of text in UTF-16 units, end exclusive. */
export interface TextSpan {
  readonly startOffset: number;
  readonly endOffset: number;
}

/** The line that holds `offset`, without its end (`\n` or `\r\n`). */
export function lineAt(text: string, offset: number): TextSpan {
  const startOffset = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const end = newline === -1 ? text.length : newline;
  return { startOffset, endOffset: end > startOffset && text[end - 1] === '\r' ? end - 1 : end };
}

/** The line below another, if there is one. */
export function lineBelow(text: string, { endOffset }: TextSpan): TextSpan | undefined {
  const newline = text.indexOf('\n', endOffset);
  return newline === -1 ? undefined : lineAt(text, newline + 1);
}

/** The characters of a span. */
export function textOf(text: string, { startOffset, endOffset }: TextSpan): string {
  return text.slice(startOffset, endOffset);
}

/** The span without blanks at its ends; an empty one at its start if there is nothing else. */
export function trimmed(text: string, span: TextSpan): TextSpan {
  const content = textOf(text, span);
  const startOffset = span.startOffset + (content.length - content.trimStart().length);
  const endOffset = span.startOffset + content.trimEnd().length;
  return endOffset <= startOffset
    ? { startOffset: span.startOffset, endOffset: span.startOffset }
    : { startOffset, endOffset };
}

/** The blanks that a line begins with. */
export function indentOf(line: string): string {
  return line.slice(0, line.length - line.trimStart().length);
}
