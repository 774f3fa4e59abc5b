/** Depth change of the sign at `i`: brackets of all kinds count, mismatched ones too (intervals). */
function depthChange(text: string, i: number): number {
  const char = text[i]!;
  if (char === '(' || char === '[' || char === '{') return 1;
  if (char === ')' || char === ']' || char === '}') return -1;
  return 0;
}

/**
 * `text` cut at every separator that stands outside of all brackets, braces and `\begin … \end`.
 * Earlier separators are tried first. Without one the whole text is the only part.
 */
export function splitTopLevel(text: string, separators: readonly string[]): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (let i = 0; i < text.length;) {
    const separator = depth === 0 && separators.find((candidate) => text.startsWith(candidate, i));
    if (separator) {
      parts.push(text.slice(start, i));
      i += separator.length;
      start = i;
      continue;
    }
    if (text.startsWith('\\begin', i)) depth += 1;
    else if (text.startsWith('\\end', i)) depth -= 1;
    depth += depthChange(text, i);
    i += 1;
  }
  parts.push(text.slice(start));
  return parts;
}

/** What stands inside the brackets that hold a whole text. */
export interface Unwrapped {
  /** `(`, `[` or `{`: both braces and `\{`, which mean a set, and grouping braces. */
  readonly open: string;
  readonly close: string;
  readonly content: string;
  /** False for half-open intervals, whose brackets differ. */
  readonly isBalanced: boolean;
}

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The inside of `text` if one pair of brackets holds all of it, else undefined. */
export function unwrapBrackets(text: string): Unwrapped | undefined {
  const plain = text.replace(/\\langle(?![A-Za-z])/g, '(').replace(/\\rangle(?![A-Za-z])/g, ')');
  const open = plain.startsWith('\\{') ? '{' : plain[0];
  const close = plain.at(-1);
  if (open === undefined || close === undefined) return undefined;
  if (!(open in pairs) || !Object.values(pairs).includes(close)) return undefined;
  let depth = 0;
  for (let i = 0; i < plain.length; i += 1) {
    depth += depthChange(plain, i);
    // Closed before the end: (1)(2).
    if (depth === 0 && i > 0 && i < plain.length - 1) return undefined;
  }
  if (depth !== 0) return undefined;
  const from = plain.startsWith('\\{') ? 2 : 1;
  const to = plain.endsWith('\\}') ? plain.length - 2 : plain.length - 1;
  return { open, close, content: plain.slice(from, to), isBalanced: pairs[open] === close };
}
