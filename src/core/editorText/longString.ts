/** A literal that may span lines or hold what looks like a comment or a quote. */
export interface LongString {
  /** What it begins with: cheap to look for where none begins, which is nearly everywhere. */
  readonly open: string;
  /** Past its end if one begins at `at`; undefined where none does, or it never ends. */
  readonly endFrom: (text: string, at: number) => number | undefined;
}

/** One that `pattern`, which is sticky, matches from its beginning to its end. */
export function matchedString(open: string, pattern: RegExp): LongString {
  return {
    open,
    endFrom: (text, at) => {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      return found === null ? undefined : at + found[0].length;
    },
  };
}
