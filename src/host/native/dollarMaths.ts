/** Text that may be the start of a delimiter, and blanks that may stand before one. */
const unsure = /(?:\\\([ \t]*|[ \t]*\\?)$/;

/**
 * Rewrites the formulas of streamed text for Markdown that knows only dollar signs: `\( x \)` →
 * `$x$`, `\[ x \]` → `$$ x $$`. What may be half a delimiter is held back until the next piece.
 */
export class DollarMaths {
  #held = '';

  /** The part of all text so far that is certain and was not returned yet. */
  push(text: string): string {
    const all = this.#held + text;
    const certain = all.length - (unsure.exec(all)?.[0].length ?? 0);
    this.#held = all.slice(certain);
    return rewrite(all.slice(0, certain));
  }

  /** What was held back; nothing more will come. */
  flush(): string {
    const rest = rewrite(this.#held);
    this.#held = '';
    return rest;
  }
}

function rewrite(text: string): string {
  // An escaped backslash, such as a line break in a matrix, begins no delimiter.
  return text.replace(/\\\\|\\\([ \t]*|[ \t]*\\\)|\\[[\]]/g, (found) => {
    if (found === '\\\\') return found;
    return found.endsWith('[') || found.endsWith(']') ? '$$' : '$';
  });
}
