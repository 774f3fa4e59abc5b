/** A box, one level of groups in it; longer ones are no answers. */
const group = String.raw`\{[^{}$]{0,200}\}`;
const boxStart = String.raw`\\boxed ?\{(?:[^{}$]|${group}){0,200}`;

/** What the text is made of; the first that fits counts. An escaped backslash begins no delimiter. */
const piece = new RegExp(
  String.raw`\\\\|\\\([ \t]*|[ \t]*\\\)|\\[[\]]|${boxStart}\}|[^\\ \t]+|[ \t]+|\\`,
  'y',
);
/** A piece at the end of what is there which more text may turn into another. */
const unsure = new RegExp(
  String.raw`(?:\\\([ \t]*|[ \t]+\\?|\\(?:b(?:o(?:x(?:e(?:d ?)?)?)?)?)?|${boxStart}(?:\{[^{}$]{0,200})?)$`,
  'y',
);

/**
 * Rewrites the formulas of streamed text for Markdown that knows only dollar signs: `\( x \)` →
 * `$x$`, `\[ x \]` → `$$ x $$`, and a box that stands outside a formula becomes one. What may be the
 * half of something is held back until the next piece: where the stream is cut changes nothing.
 */
export class DollarMaths {
  #held = '';
  #isInside = false;

  /** The part of all text so far that is certain and was not returned yet. */
  push(text: string): string {
    return this.#rewrite(this.#held + text, false);
  }

  /** What was held back; nothing more will come. */
  flush(): string {
    return this.#rewrite(this.#held, true);
  }

  #rewrite(text: string, isLast: boolean): string {
    let done = '';
    let offset = 0;
    while (offset < text.length) {
      unsure.lastIndex = offset;
      if (!isLast && unsure.test(text)) break;
      piece.lastIndex = offset;
      const found = piece.exec(text)?.[0] ?? text.slice(offset);
      done += this.#rewritten(found);
      offset += found.length;
    }
    this.#held = text.slice(offset);
    return done;
  }

  #rewritten(found: string): string {
    if (found.startsWith('\\boxed')) return this.#isInside ? found : `$${found}$`;
    const sign = found.trim();
    if (!/^\\[()[\]]$/.test(sign)) return found;
    this.#isInside = sign === '\\(' || sign === '\\[';
    return sign === '\\[' || sign === '\\]' ? '$$' : '$';
  }
}

/** A whole text rewritten. */
export function dollarMaths(text: string): string {
  const maths = new DollarMaths();
  return maths.push(text) + maths.flush();
}
