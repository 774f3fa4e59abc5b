import type { SourceRange } from './textNode';

/** A part of a text that Markdown does not look into. */
export type Atom = SourceRange &
  (
    | { readonly kind: 'maths'; readonly tex: string; readonly isDisplay: boolean }
    | { readonly kind: 'code'; readonly text: string }
    | { readonly kind: 'codeBlock'; readonly text: string }
  );

export interface FoundAtoms {
  readonly atoms: readonly Atom[];
  /** What stands from here on is not finished and is not shown yet; else the length of the text. */
  readonly shownEnd: number;
}

/** LaTeX longer than this is text: no formula of a chain comes near it. */
export const maxTexLength = 4_000;

/** Formulas of one text; each costs the page up to a millisecond. The longest chains have about 300. */
const maxFormulas = 2_000;

/** Groups inside groups of one `\boxed{…}`: deeper ones are text. */
const maxGroupDepth = 50;

/** Characters behind a dollar sign that tell whether it is money. */
const proseLength = 400;

/**
 * Formulas and code of a text, in order.
 *
 * Formulas stand between `\(…\)`, `\[…\]`, `$$…$$` and `$…$` (as in Pandoc: no blank inside the
 * dollars and no digit behind them, so that sums of money stay text), or are a `\boxed{…}` or an
 * environment by itself. With `isOpen` more text is to come: what has begun and not ended is held
 * back, so that half a command never shows. O(length).
 */
export function findAtoms(text: string, isOpen: boolean): FoundAtoms {
  return new AtomScanner(text, isOpen).scan();
}

/** `unfinished`: begun and not ended; `none`: no atom begins here. */
type Found = Atom | 'unfinished' | 'none';

class AtomScanner {
  readonly #text: string;
  readonly #isOpen: boolean;
  /** Where each end stands next, so that openings without one do not search the text again and again. */
  readonly #ends = new Map<string, number>();
  #closingDollar = -1;
  #lineEnd = -1;
  #formulas = 0;

  constructor(text: string, isOpen: boolean) {
    this.#text = text;
    this.#isOpen = isOpen;
  }

  scan(): FoundAtoms {
    const atoms: Atom[] = [];
    let at = 0;
    while (at < this.#text.length) {
      const found = this.#atomAt(at);
      if (found === 'unfinished' && this.#isOpen) return { atoms, shownEnd: at };
      if (typeof found === 'object') {
        atoms.push(found);
        at = found.endOffset;
      } else {
        // A backslash makes the next character harmless.
        at += this.#text[at] === '\\' ? 2 : 1;
      }
    }
    return { atoms, shownEnd: this.#isOpen ? this.#certainEnd(atoms.at(-1)) : this.#text.length };
  }

  /** Without a command, star or dollar sign at the very end that the next token may complete. */
  #certainEnd(last: Atom | undefined): number {
    const from = last?.endOffset ?? 0;
    const tail = /(?:\\[A-Za-z]{0,20}|\*{1,2}|\$|`{1,2})$/.exec(this.#text.slice(from));
    return tail === null ? this.#text.length : from + tail.index;
  }

  #atomAt(at: number): Found {
    const text = this.#text;
    switch (text.charAt(at)) {
      case '`':
        return this.#codeAt(at);
      case '$':
        return text.startsWith('$$', at)
          ? this.#delimited(at, '$$', '$$', true)
          : this.#dollarsAt(at);
      case '\\':
        return this.#commandAt(at);
      default:
        return 'none';
    }
  }

  #commandAt(at: number): Found {
    const text = this.#text;
    if (text.startsWith('\\(', at)) return this.#delimited(at, '\\(', '\\)', false);
    if (text.startsWith('\\[', at)) return this.#delimited(at, '\\[', '\\]', true);
    const environment = /^\\begin\{([a-z]{1,20}\*?)\}/.exec(text.slice(at, at + 32))?.[1];
    if (environment !== undefined) {
      const close = `\\end{${environment}}`;
      // Searched for where it may stand only: a hostile text has an environment of its own each time.
      const inner = text.slice(at, at + maxTexLength).indexOf(close);
      if (inner < 0) return this.#beganAt(at);
      const end = at + inner + close.length;
      return this.#maths(at, end, text.slice(at, end), true);
    }
    if (/^\\(?:boxed|fbox) ?\{/.test(text.slice(at, at + 8))) {
      const end = closingBrace(text, text.indexOf('{', at));
      return end === undefined
        ? this.#beganAt(at)
        : this.#maths(at, end + 1, text.slice(at, end + 1), false);
    }
    return 'none';
  }

  #delimited(at: number, open: string, close: string, isDisplay: boolean): Found {
    const end = this.#find(close, at + open.length);
    if (end === undefined) return this.#beganAt(at);
    return this.#maths(at, end + close.length, this.#text.slice(at + open.length, end), isDisplay);
  }

  /** A formula without an end so far: text once it is too long, or there is an empty line in it. */
  #beganAt(at: number): Found {
    const isText = this.#text.length - at > maxTexLength || this.#find('\n\n', at) !== undefined;
    return isText ? 'none' : 'unfinished';
  }

  #maths(startOffset: number, endOffset: number, tex: string, isDisplay: boolean): Found {
    if (tex.length > maxTexLength || tex.trim() === '') return 'none';
    if (this.#formulas >= maxFormulas) return 'none';
    this.#formulas += 1;
    return { kind: 'maths', startOffset, endOffset, tex, isDisplay };
  }

  #dollarsAt(at: number): Found {
    const text = this.#text;
    const lineEnd = this.#lineEndFrom(at + 1);
    if (at + 1 === lineEnd || /\s/.test(text.charAt(at + 1))) return 'none';
    const end = this.#closingDollarFrom(at + 1);
    if (end < lineEnd) {
      if (end - at > maxTexLength) return 'none';
      const tex = text.slice(at + 1, end);
      const isMoney = /^\d[\d.,]*\s+[A-Za-z]{2,}\s/.test(tex);
      return isMoney ? 'none' : this.#maths(at, end + 1, tex, false);
    }
    const mayGoOn = this.#isOpen && lineEnd === text.length;
    return mayGoOn && !isProse(text.slice(at + 1, at + proseLength)) ? 'unfinished' : 'none';
  }

  /** Offset of the first dollar sign behind `from` that may close a formula; Infinity without one. */
  #closingDollarFrom(from: number): number {
    if (this.#closingDollar <= from) {
      const closing = /[^\s\\]\$(?!\d)/g;
      closing.lastIndex = from;
      const found = closing.exec(this.#text);
      this.#closingDollar = found === null ? Infinity : found.index + 1;
    }
    return this.#closingDollar;
  }

  #codeAt(at: number): Found {
    const text = this.#text;
    const startsLine = at === 0 || text[at - 1] === '\n';
    if (startsLine && text.startsWith('```', at)) {
      const bodyStart = text.indexOf('\n', at);
      if (bodyStart < 0) return this.#isOpen ? 'unfinished' : 'none';
      // No fence: ```x = 5```.
      if (text.slice(at + 3, bodyStart).includes('`')) return this.#inlineCodeAt(at);
      const close = text.indexOf('\n```', bodyStart);
      const end = close < 0 ? text.length : close;
      const code = text.slice(bodyStart + 1, Math.max(bodyStart + 1, end));
      const endOffset = close < 0 ? text.length : close + 4;
      return { kind: 'codeBlock', text: code, startOffset: at, endOffset };
    }
    return this.#inlineCodeAt(at);
  }

  #inlineCodeAt(at: number): Found {
    const text = this.#text;
    const ticks = ['```', '``'].find((run) => text.startsWith(run, at)) ?? '`';
    const start = at + ticks.length;
    const line = text.slice(start, this.#lineEndFrom(start));
    const end = line.indexOf(ticks);
    if (end > 0) {
      return {
        kind: 'code',
        text: line.slice(0, end),
        startOffset: at,
        endOffset: start + end + ticks.length,
      };
    }
    return end < 0 && start + line.length === text.length ? 'unfinished' : 'none';
  }

  #lineEndFrom(from: number): number {
    if (this.#lineEnd < from) {
      const end = this.#text.indexOf('\n', from);
      this.#lineEnd = end < 0 ? this.#text.length : end;
    }
    return this.#lineEnd;
  }

  #find(close: string, from: number): number | undefined {
    let end = this.#ends.get(close) ?? -1;
    if (end < from) {
      const found = this.#text.indexOf(close, from);
      end = found < 0 ? Infinity : found;
      this.#ends.set(close, end);
    }
    return end === Infinity ? undefined : end;
  }
}

/** Whether the rest of a line behind a dollar sign reads as words: then it was money. */
function isProse(line: string): boolean {
  return /(?:^|\s)[A-Za-z]{2,}\s/.test(line.replace(/\\[A-Za-z]+|\{[^{}]*\}?/g, ' 0 '));
}

/** Offset of the brace that closes the one at `open`. */
function closingBrace(text: string, open: number): number | undefined {
  let depth = 0;
  const end = Math.min(text.length, open + maxTexLength);
  for (let i = open; i < end; i += 1) {
    const character = text[i];
    if (character === '\\') i += 1;
    else if (character === '{') {
      depth += 1;
      if (depth > maxGroupDepth) return undefined;
    } else if (character === '}') {
      depth -= 1;
      if (depth === 0) return i;
    }
  }
  return undefined;
}
