import type { LongString } from './longString';

/** Quotes that end with their line; one without a partner is no quote (Rust's `'a`, «don't»). */
const quotes = new Set(['"', "'", '`']);

/** Past the end of the string that begins at `at`, or undefined where none does. */
export function stringEnd(
  text: string,
  at: number,
  long: readonly LongString[],
): number | undefined {
  for (const { open, endFrom } of long) {
    const end = text.startsWith(open, at) ? endFrom(text, at) : undefined;
    if (end !== undefined) return end;
  }
  return quotes.has(text[at]!) ? quoteEnd(text, at) : undefined;
}

/** A backslash takes the end of a line into the string. */
function quoteEnd(text: string, at: number): number | undefined {
  for (let i = at + 1; i < text.length; i += 1) {
    const char = text[i];
    if (char === '\\') i += text.startsWith('\r\n', i + 1) ? 2 : 1;
    else if (char === text[at]) return i + 1;
    else if (char === '\n') return undefined;
  }
  return undefined;
}
