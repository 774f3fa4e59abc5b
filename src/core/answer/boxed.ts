/** A `\boxed{…}` in a text. Offsets in UTF-16 units, end exclusive, command and braces included. */
export interface Boxed {
  readonly content: string;
  readonly startOffset: number;
  readonly endOffset: number;
  /** False if the text ends inside the braces: the content is what is there so far. */
  readonly isClosed: boolean;
}

/** At a backslash: a box and its opening brace. `\box` and `\fboxed` do not match. */
const boxWithBrace = /\\(?:boxed|fbox) *\{/y;
/** `\boxed 5`, which TeX reads as one sign and people as a word. */
const boxWithWord = /\\(?:boxed|fbox) +([^\s$\\{}]{1,64})/y;

/** What an opening brace belongs to, when it is no box. */
const plainGroup = -1;

/**
 * The last `\boxed{…}` or `\fbox{…}` of `text` with balanced braces. If only unbalanced ones stand
 * there, the last of them with what follows its brace; undefined if there is none.
 *
 * The last, since models box intermediate results too; of boxes inside each other the inner one.
 * One pass over the text, whatever stands in it.
 */
export function extractBoxed(text: string): Boxed | undefined {
  let last: Boxed | undefined;
  /** Open groups: the offset of their box, or `plainGroup`; and where their content begins. */
  const starts: number[] = [];
  const contents: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charCodeAt(i);
    if (char === 0x5c) {
      boxWithBrace.lastIndex = i;
      boxWithWord.lastIndex = i;
      if (boxWithBrace.test(text)) {
        starts.push(i);
        contents.push(boxWithBrace.lastIndex);
        i = boxWithBrace.lastIndex - 1;
      } else {
        last = boxedWord(text, i) ?? last;
        // A backslash makes the next character harmless: `\{` and `\}` are signs, not groups.
        i += 1;
      }
    } else if (char === 0x7b) {
      starts.push(plainGroup);
      contents.push(i + 1);
    } else if (char === 0x7d) {
      const startOffset = starts.pop() ?? plainGroup;
      const content = text.slice(contents.pop() ?? i, i);
      if (startOffset > (last?.startOffset ?? plainGroup)) {
        last = { content, startOffset, endOffset: i + 1, isClosed: true };
      }
    }
  }
  return last ?? unclosed(text, starts, contents);
}

function boxedWord(text: string, startOffset: number): Boxed | undefined {
  const match = boxWithWord.exec(text);
  const content = match?.[1]?.replace(/[.,;:]$/, '');
  if (!match || !content) return undefined;
  return { content, startOffset, endOffset: startOffset + match[0].length, isClosed: true };
}

function unclosed(
  text: string,
  starts: readonly number[],
  contents: readonly number[],
): Boxed | undefined {
  const at = starts.findLastIndex((start) => start !== plainGroup);
  if (at < 0) return undefined;
  const content = text.slice(contents[at]);
  return { content, startOffset: starts[at]!, endOffset: text.length, isClosed: false };
}
