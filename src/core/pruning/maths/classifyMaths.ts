import type { TextRange, TokenSpan } from '../tokenSpan';
import type { MathsRange } from './findMaths';

/** What a character is to the mathematics it stands in; the higher, the harder to do without. */
export const mathsClass = {
  /** Prose, or a blank. */
  none: 0,
  /** Only concerns looks: delimiters, `\text{…}`, `\left`, alignment. */
  wrapper: 1,
  /** A name in `\text{…}` that no number stands before, or a formula without any number. */
  label: 2,
  /** A unit after a number, a currency sign. */
  unit: 3,
  /** Digits, operators, variables, brackets, commands that calculate. */
  core: 4,
} as const;
type MathsClass = (typeof mathsClass)[keyof typeof mathsClass];

/** Commands whose argument is words. */
const textCommands = new Set('text textbf textit textrm mathrm mbox operatorname'.split(' '));
/** Commands that only concern looks. */
const lookCommands = new Set(
  'left right big Big bigg quad qquad displaystyle boxed fbox mathbf begin end'.split(' '),
);

const word = /[A-Za-z][A-Za-z']*/y;
const command = /\\(?:([A-Za-z]+)|[^])/y;
const coreSign = /[-+*/=^<>()!|:~_≤≥≠≈×÷·−–±√π°∑∞∈∪∩%]/;

interface Brace {
  readonly mathsClass: MathsClass;
  readonly isText: boolean;
  readonly wordClass: MathsClass;
  /** What opened it, with its command, where that is kept or dropped with the closing one. */
  readonly opening?: TextRange;
}

const plainBrace: Brace = {
  mathsClass: mathsClass.core,
  isText: false,
  wordClass: mathsClass.unit,
};

/** What the characters of a text are to its mathematics. */
export interface ClassifiedMaths {
  /** A {@link MathsClass} per UTF-16 unit. */
  readonly classes: Uint8Array;
  /** Parts that are well-formed only together: delimiters, `\\text{` and its brace, a command. */
  readonly pairs: readonly (readonly TextRange[])[];
}

/** Classes of all characters of a text; one pass over each of the ranges. */
export function classifyMaths(text: string, ranges: readonly MathsRange[]): ClassifiedMaths {
  const classes = new Uint8Array(text.length);
  const pairs: (readonly TextRange[])[] = [];
  for (const range of ranges) {
    new RangeScanner(text, range, classes, pairs).run();
    if (!/\d/.test(text.slice(range.startOffset, range.endOffset))) demoteFormula(range, classes);
  }
  return { classes, pairs };
}

/** «Profit = revenue - cost» is kept or dropped as one: its signs alone would say nothing. */
function demoteFormula({ startOffset, endOffset }: TextRange, classes: Uint8Array): void {
  for (let i = startOffset; i < endOffset; i += 1) {
    classes[i] = Math.min(classes[i]!, mathsClass.label);
  }
}

/** The highest class among a token's characters. */
export function classOfToken({ startOffset, endOffset }: TokenSpan, classes: Uint8Array): number {
  let highest = 0;
  for (let i = startOffset; i < endOffset; i += 1) highest = Math.max(highest, classes[i] ?? 0);
  return highest;
}

function classOfEscape(escape: string): MathsClass {
  if (escape === '\\$') return mathsClass.unit;
  const isCore = escape === '\\%' || escape === '\\{' || escape === '\\}';
  return isCore ? mathsClass.core : mathsClass.wrapper;
}

/** One pass over a range of mathematics. */
class RangeScanner {
  readonly #text: string;
  readonly #range: TextRange;
  readonly #classes: Uint8Array;
  readonly #pairs: (readonly TextRange[])[];
  readonly #braces: Brace[] = [];
  /** `\\[`, `\\(`, `$` and `\\left` that are open. */
  readonly #open: TextRange[] = [];
  #at: number;
  /** The brace that the command just read opens. */
  #nextBrace: Brace = plainBrace;

  constructor(
    text: string,
    range: TextRange,
    classes: Uint8Array,
    pairs: (readonly TextRange[])[],
  ) {
    this.#text = text;
    this.#range = range;
    this.#classes = classes;
    this.#pairs = pairs;
    this.#at = range.startOffset;
  }

  run(): void {
    while (this.#at < this.#range.endOffset) this.#step();
  }

  #step(): void {
    const character = this.#text.charAt(this.#at);
    if (/\s/.test(character)) {
      this.#at += 1;
      return;
    }
    const brace = this.#nextBrace;
    this.#nextBrace = plainBrace;
    if (character === '\\') this.#readCommand();
    else if (character === '{') {
      const { opening } = brace;
      const whole = opening && { ...opening, endOffset: this.#at + 1 };
      this.#braces.push(whole === undefined ? brace : { ...brace, opening: whole });
      this.#mark(1, brace.mathsClass);
    } else if (character === '}') {
      const brace = this.#braces.pop() ?? plainBrace;
      if (brace.opening !== undefined) this.#pairTogether(brace, brace.opening);
      this.#mark(1, brace.mathsClass);
    } else if (/[A-Za-z]/.test(character)) this.#readWord();
    else this.#mark(1, this.#classOfSign(character));
  }

  #readCommand(): void {
    command.lastIndex = this.#at;
    const [whole = '\\', name] = command.exec(this.#text) ?? [];
    const opening = this.#here(whole.length);
    if (name === undefined) {
      this.#pairs.push([opening]);
      if ('[('.includes(whole.charAt(1))) this.#open.push(opening);
      if ('])'.includes(whole.charAt(1))) this.#close(opening);
      this.#mark(whole.length, classOfEscape(whole));
      return;
    }
    this.#pairs.push([opening]);
    if (name === 'left') this.#open.push(opening);
    if (name === 'right') this.#close(opening);
    if (textCommands.has(name)) {
      const wordClass = this.#followsNumber() ? mathsClass.unit : mathsClass.label;
      this.#nextBrace = { mathsClass: mathsClass.wrapper, isText: true, wordClass, opening };
      this.#mark(whole.length, mathsClass.wrapper);
    } else if (lookCommands.has(name)) {
      this.#nextBrace = { ...plainBrace, mathsClass: mathsClass.wrapper, opening };
      this.#mark(whole.length, mathsClass.wrapper);
    } else this.#mark(whole.length, mathsClass.core);
  }

  /** The two ends of an argument belong together, and so do the words of a label. */
  #pairTogether({ isText, wordClass }: Brace, opening: TextRange): void {
    this.#pairs.push([opening, this.#here(1)]);
    if (!isText || wordClass !== mathsClass.label) return;
    const before = this.#text.charAt(opening.startOffset - 1);
    const after = this.#text.charAt(this.#at + 1);
    // As an argument, or with an index of its own, a label leaves an empty place when it goes alone.
    const isArgument = /[{_^]/.test(before) || /[}_^]/.test(after);
    this.#pairs.push([
      isArgument
        ? { startOffset: opening.startOffset, endOffset: this.#at + 1 }
        : { startOffset: opening.endOffset, endOffset: this.#at },
    ]);
  }

  #here(length: number): TextRange {
    return { startOffset: this.#at, endOffset: this.#at + length };
  }

  #close(closing: TextRange): void {
    const opening = this.#open.pop();
    if (opening !== undefined) this.#pairs.push([opening, closing]);
  }

  /** Whether what stands before is a number, or a fraction or bracket that closes. */
  #followsNumber(): boolean {
    let before = this.#at - 1;
    while (before > this.#range.startOffset && /[\s~]/.test(this.#text.charAt(before))) before -= 1;
    return /[\d})%]/.test(this.#text.charAt(before));
  }

  #readWord(): void {
    word.lastIndex = this.#at;
    const length = Math.max(1, word.exec(this.#text)![0].length);
    const brace = this.#braces.at(-1) ?? plainBrace;
    const previous = this.#text.charAt(this.#at - 1);
    const isLetter = length === 1 && !brace.isText;
    // Hexadecimal digits and the 0x before them are one number.
    const isLiteral = /\d/.test(previous);
    this.#mark(length, isLetter || isLiteral ? mathsClass.core : brace.wordClass);
  }

  #classOfSign(sign: string): MathsClass {
    const brace = this.#braces.at(-1) ?? plainBrace;
    if (/\d/.test(sign)) return mathsClass.core;
    const isBetweenDigits =
      /\d/.test(this.#text.charAt(this.#at - 1)) && /\d/.test(this.#text.charAt(this.#at + 1));
    if (sign === '.' || sign === ',') return isBetweenDigits ? mathsClass.core : mathsClass.wrapper;
    if (sign === '$' || sign === '€' || sign === '£') {
      const isCurrency = /\d/.test(this.#text.charAt(this.#at + 1));
      return isCurrency ? mathsClass.unit : mathsClass.wrapper;
    }
    if (brace.isText) return brace.wordClass;
    return coreSign.test(sign) ? mathsClass.core : mathsClass.wrapper;
  }

  #mark(length: number, value: MathsClass): void {
    const end = Math.min(this.#at + length, this.#range.endOffset);
    this.#classes.fill(value, this.#at, end);
    this.#at = end;
  }
}
