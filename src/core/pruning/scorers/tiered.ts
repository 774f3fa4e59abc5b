import { classifyMaths, classOfToken, mathsClass } from '../maths/classifyMaths';
import type { MathsRange } from '../maths/findMaths';
import { findMaths } from '../maths/findMaths';
import type { TextRange, TokenSpan } from '../tokenSpan';
import { findClosing, findHeadings, findListNumbers, findPreamble } from './filler';
import type { ImportanceScorer, ScorerInput } from './importanceScorer';
import type { WordRange } from './words';
import { findNumbers, findWords, functionWordWeight, relationWords } from './words';

/**
 * Tiers, the lowest number kept first; the decimals order what belongs to one tier.
 *
 * 1 equations · 2 numbers, relations, names, units · 3 other content · 4 function words and markup ·
 * 5 what the question or the steps say again.
 */
const tier = {
  equation: 1,
  equationUnit: 1.5,
  number: 2,
  equationBreak: 2,
  relation: 2.1,
  name: 2.2,
  unit: 2.3,
  repeatedNumber: 2.6,
  content: 3,
  /** Sentences stay apart, whatever words go. */
  lineBreak: 3.1,
  /** What an equation is about: all of its words, or none. */
  label: 3.15,
  /** Plus 0.06 for every mention before, at most five. */
  repeated: 3.2,
  sentenceEnd: 3.4,
  sign: 3.6,
  /** Who or what a quotation is about: the question has it already, but the steps go on from it. */
  quoted: 3.62,
  heading: 3.64,
  /** Less 0.1 for each step of weight, see {@link functionWordWeight}. */
  functionWord: 4.2,
  listNumber: 4.3,
  markup: 4.4,
  mathsWrapper: 4.5,
  closing: 4.6,
  preamble: 5,
} as const;

/** Self-information moves a token inside its tier by less than tiers lie apart. */
const surpriseReach = 0.04;

/** Hexadecimal and binary literals, and code between backticks. */
const codePattern = /\b0[xXbBoO][\dA-Fa-f_]+\b|`[^`\n]+`/g;

/** An order of names, such as «Carla > Alice > Maria». */
const comparisonPattern = /\p{L}[\p{L}\d_-]*(?: [<>] \p{L}[\p{L}\d_-]*)+/gu;

/** A sentence in quotation marks. */
const quotePattern = /"[^"\n]{8,200}"|“[^”\n]{8,200}”/g;

/**
 * The default scorer: tiers by what a token is in its chain, without a model.
 *
 * Score = -tier, plus less than 0.04 by self-information where that is given; the tokens of a word
 * share it. Of the preamble the end counts more, so that what is kept of it is one piece. Ties are left to the pruner, which breaks them by position. O(n log n).
 */
export const tieredScorer: ImportanceScorer = {
  name: 'tiered',
  score(input: ScorerInput): Float64Array {
    const { text, spans, surprise } = input;
    if (surprise !== undefined && surprise.length !== spans.length) {
      throw new RangeError('There must be one self-information per token.');
    }
    const chain = new TieredChain(text);
    const words = spans.map((span) => chain.wordOf(span));
    const tiers = spans.map((span, index) => chain.tierOf(span, words[index]));
    shareWithNeighbour(text, spans, tiers);
    keepEquationsApart(chain, spans, tiers);
    const gains = surpriseGains(words, surprise);
    return Float64Array.from(tiers, (value, index) => gains[index]! - value);
  },
};

/** What is where in a chain. */
class TieredChain {
  readonly text: string;
  readonly maths: readonly MathsRange[];
  readonly classes: Uint8Array;
  readonly #words: readonly WordRange[];
  readonly #numbers: readonly WordRange[];
  readonly #code: readonly TextRange[];
  readonly #comparisons: readonly TextRange[];
  readonly #quotes: readonly TextRange[];
  readonly #preamble: readonly TextRange[];
  readonly #listNumbers: readonly TextRange[];
  readonly #headings: readonly TextRange[];
  readonly #closing: TextRange | undefined;

  constructor(text: string) {
    this.text = text;
    this.maths = findMaths(text);
    this.classes = classifyMaths(text, this.maths).classes;
    this.#words = findWords(text);
    this.#numbers = findNumbers(text);
    this.#code = rangesOf(codePattern, text);
    this.#comparisons = rangesOf(comparisonPattern, text);
    this.#quotes = rangesOf(quotePattern, text);
    this.#preamble = findPreamble(text, this.maths);
    this.#listNumbers = findListNumbers(text);
    this.#headings = findHeadings(text);
    this.#closing = findClosing(text);
  }

  /** The first word that the token has a part of. */
  wordOf(span: TokenSpan): WordRange | undefined {
    let low = 0;
    let high = this.#words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#words[middle]!.endOffset > span.startOffset) high = middle;
      else low = middle + 1;
    }
    const word = this.#words[low];
    return word !== undefined && word.startOffset < span.endOffset ? word : undefined;
  }

  tierOf(span: TokenSpan, word: WordRange | undefined): number {
    const inPreamble = this.#preamble.find((range) => overlaps(range, span));
    // The nearer to the end of the preamble, the sooner kept.
    if (inPreamble !== undefined) return tier.preamble + this.#distanceFromEnd(span) * 0.9;
    const isClosing = this.#closing !== undefined && overlaps(this.#closing, span);
    if (isClosing) return tier.closing;
    const inMaths = classOfToken(span, this.classes);
    if (inMaths === mathsClass.core) return tier.equation;
    if (inMaths === mathsClass.unit) return tier.equationUnit;
    const token = this.text.slice(span.startOffset, span.endOffset);
    if (this.#listNumbers.some((range) => overlaps(range, span))) {
      return token.includes('\n') ? tier.lineBreak : tier.listNumber;
    }
    if (inMaths === mathsClass.label) {
      return word?.word.length === 1 ? tier.name : tier.label;
    }
    if (inMaths === mathsClass.wrapper) return tier.mathsWrapper;
    if (this.#comparisons.some((range) => overlaps(range, span))) return tier.relation;
    const isQuoted = this.#quotes.some((range) => overlaps(range, span));
    const inText = this.#tierInText(token, word, span);
    return isQuoted ? this.#tierOfQuoted(inText, token) : inText;
  }

  #tierOfQuoted(inText: number, token: string): number {
    const isTelling = inText < tier.quoted && /[\p{L}\d]/u.test(token);
    return Math.max(isTelling ? tier.quoted : tier.functionWord, inText);
  }

  #tierInText(token: string, word: WordRange | undefined, span: TokenSpan): number {
    if (this.#code.some((range) => overlaps(range, span))) return tier.number;
    if (/\d/.test(token)) return this.#tierOfNumber(span);
    if (word !== undefined) return this.#tierOfWord(word, span);
    return this.#tierOfSigns(token, span);
  }

  #tierOfWord(word: WordRange, span: TokenSpan): number {
    if (relationWords.has(word.word)) return tier.relation;
    const weight = functionWordWeight(word.word);
    if (weight !== undefined) return tier.functionWord - weight * 0.1;
    if (this.#headings.some((range) => overlaps(range, span))) return tier.heading;
    if (word.mentionsBefore > 0) {
      return tier.repeated + Math.min(word.mentionsBefore, 5) * 0.06;
    }
    if (word.isName) return tier.name;
    const before = this.text.slice(Math.max(0, word.startOffset - 3), word.startOffset);
    return /\d[%]?\s$/.test(before) ? tier.unit : tier.content;
  }

  /** A number said again, as in «subtract 4 from both sides», or just the result said again. */
  #tierOfNumber(span: TokenSpan): number {
    const at = this.#numbers.findIndex((range) => overlaps(range, span));
    const found = this.#numbers[at];
    if (found === undefined || found.mentionsBefore === 0) return tier.number;
    const isResult = this.#numbers[at - 1]?.word === found.word;
    return isResult ? tier.repeated : tier.repeatedNumber;
  }

  #tierOfSigns(token: string, span: TokenSpan): number {
    if (/^\s+$/.test(token)) return token.includes('\n') ? tier.lineBreak : tier.markup;
    const before = this.text.charAt(span.startOffset - 1);
    const after = this.text.charAt(span.endOffset);
    if (token.includes('\n')) return /[*#]/.test(token) ? tier.heading : tier.lineBreak;
    const isOperator = /[-+*/=%<>^×÷≤≥≠≈]/.test(token);
    const touchesNumber = /[\d)]\s?$/.test(before) || /[\d($]/.test(after);
    if (isOperator && touchesNumber) return tier.number;
    if (/^\s?\\?[$€£]$/.test(token) && /\d/.test(after)) return tier.number;
    if (/^[.!?]+$/.test(token)) return tier.sentenceEnd;
    return /[*#_`]/.test(token) ? tier.markup : tier.sign;
  }

  /** 0 at the end of the text, below 1 at its start. */
  #distanceFromEnd(span: TokenSpan): number {
    return 1 - span.endOffset / (this.text.length + 1);
  }
}

function rangesOf(pattern: RegExp, text: string): readonly TextRange[] {
  return Array.from(text.matchAll(pattern), (match) => ({
    startOffset: match.index,
    endOffset: match.index + match[0].length,
  }));
}

function overlaps(range: TextRange, span: TokenSpan): boolean {
  return range.startOffset < span.endOffset && range.endOffset > span.startOffset;
}

/**
 * A blank before a digit, a backslash before a command and a currency sign before an amount are
 * tokens of their own in some vocabularies, and mean nothing without the token to their right:
 * «caught1 kg», «20times 2». The comma after a connector means nothing without it.
 */
function shareWithNeighbour(text: string, spans: readonly TokenSpan[], tiers: number[]): void {
  for (let i = spans.length - 1; i >= 0; i -= 1) {
    const span = spans[i]!;
    const next = spans[i + 1];
    const token = text.slice(span.startOffset, span.endOffset);
    const right = next === undefined ? '' : text.charAt(next.startOffset);
    const isBlank = /^[ \t]+$/.test(token) && /[\d\\$]/.test(right);
    const isBackslash = /^\s?\\$/.test(token) && /[A-Za-z]/.test(right);
    const isCurrency = /^\s?\\?[$€£]$/.test(token) && /\d/.test(right);
    if (isBlank || isBackslash || isCurrency) tiers[i] = tiers[i + 1]!;
    else if (token === ',' && isListed(text, span)) tiers[i] = tiers[i - 1]!;
    else if (token === ',') tiers[i] = Math.max(tiers[i]!, tiers[i - 1] ?? 0);
  }
}

/** Whether a comma stands between two numbers of a list. */
function isListed(text: string, { startOffset, endOffset }: TokenSpan): boolean {
  return (
    /\d/.test(text.charAt(startOffset - 1)) && /^ ?\d/.test(text.slice(endOffset, endOffset + 2))
  );
}

/**
 * What parts an equation from the text around it ranks with numbers, once before and once after it:
 * the nearest line break, else a sign beside it such as a colon, else the word before it. Without
 * that its first number or its result runs into another («divide by 2 55 * 54 / 2», «= 306 isolate»).
 */
function keepEquationsApart(
  chain: TieredChain,
  spans: readonly TokenSpan[],
  tiers: number[],
): void {
  const classes = spans.map((span) => classOfToken(span, chain.classes));
  const isFirm = (i: number): boolean => (classes[i] ?? 0) >= mathsClass.unit;
  const tokenAt = (i: number): string => {
    const span = spans[i];
    return span === undefined ? '' : chain.text.slice(span.startOffset, span.endOffset);
  };
  // A break that ends bold text would bring both its ends along.
  const isBreak = (i: number): boolean => /^[^*#]*\n/.test(tokenAt(i)) && tiers[i]! < tier.closing;
  const raiseNearest = (from: number, step: 1 | -1): void => {
    let wrappedBreak: number | undefined;
    let sign: number | undefined;
    for (let at = from; at >= 0 && at < spans.length; at += step) {
      if (isBreak(at) && classes[at] === mathsClass.none) {
        tiers[at] = Math.min(tiers[at]!, tier.equationBreak);
        return;
      }
      if (isBreak(at)) wrappedBreak ??= at;
      if (/^\s?[:;,.]$/.test(tokenAt(at))) sign ??= at;
      // Blanks and wrappers lie between an equation and its line break, words and numbers do not.
      const isWord = classes[at] === mathsClass.none && /[\p{L}\p{N}]/u.test(tokenAt(at));
      if (isFirm(at) || isWord) break;
    }
    const before = tokenAt(from).trim() === '' ? from - 1 : from;
    const word = step === -1 && /\p{L}$/u.test(tokenAt(before)) ? before : undefined;
    // A break that is part of a delimiter brings the other end of it along.
    const found = wrappedBreak ?? sign ?? word;
    if (found !== undefined) tiers[found] = Math.min(tiers[found]!, tier.equationBreak);
  };
  for (let i = 0; i < spans.length; i += 1) {
    if (!isFirm(i)) continue;
    if (!isFirm(i - 1)) raiseNearest(i - 1, -1);
    if (!isFirm(i + 1)) raiseNearest(i + 1, 1);
  }
}

/** What self-information adds to each score, at least 0 and below {@link surpriseReach}. */
function surpriseGains(
  words: readonly (WordRange | undefined)[],
  surprise: Float32Array | undefined,
): Float64Array {
  const gains = new Float64Array(words.length);
  if (surprise === undefined) return gains;
  const ofWord = new Map<WordRange, number>();
  surprise.forEach((value, i) => {
    if (!Number.isFinite(value)) throw new RangeError('Self-information must be finite.');
    const nats = Math.max(0, value);
    const gain = surpriseReach * (nats / (1 + nats));
    gains[i] = gain;
    const word = words[i];
    if (word !== undefined) ofWord.set(word, Math.max(ofWord.get(word) ?? 0, gain));
  });
  words.forEach((word, i) => {
    if (word !== undefined) gains[i] = ofWord.get(word)!;
  });
  return gains;
}
