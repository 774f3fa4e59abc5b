import { answerLineStart } from './answerLine';
import { extractBoxed } from './boxed';

/** A model's output, taken apart. */
export interface SplitAnswer {
  /** Text before the answer line; the whole output where there is none. Its tokens are counted. */
  readonly chain: string;
  /** From `The final answer is:` on, without the blank line before it. */
  readonly answerLine: string | undefined;
  /** Content of the box, or of the answer line without one, as written; never empty. */
  readonly answer: string | undefined;
  /**
   * Where the answer came from: the answer line (with or without a box), or the last box of an
   * output without such a line; `none` if it gave no answer, whatever numbers it mentions.
   */
  readonly form: 'answerLine' | 'box' | 'none';
  /** False if the text ends inside the box. */
  readonly isComplete: boolean;
  /** The last number of the output: a guess, to be shown as one, never graded silently. */
  readonly lastNumber: string | undefined;
}

/**
 * Takes a model's output apart. The first answer line counts, as in the paper's evaluation; in it
 * and in an output without one the last box counts. Linear in the length of the text.
 *
 * Source: TokenSkip, arXiv 2502.12067, section 4.2; hemingkx/TokenSkip@ef02f53:evaluation.py
 */
export function splitAnswer(text: string): SplitAnswer {
  const lineOffset = text.indexOf(answerLineStart);
  const hasLine = lineOffset >= 0;
  const chain = hasLine ? text.slice(0, lineOffset) : text;
  const answerLine = hasLine ? text.slice(lineOffset).trimStart() : undefined;
  const lastNumber = findLastNumber(text);
  const box = extractBoxed(answerLine ?? text);
  const boxed = box?.content.trim();
  if (box && boxed) {
    const form = hasLine ? 'answerLine' : 'box';
    return { chain, answerLine, answer: boxed, form, isComplete: box.isClosed, lastNumber };
  }
  const plain = answerLine === undefined || box ? '' : unboxedAnswer(answerLine);
  if (plain === '') {
    return { chain, answerLine, answer: undefined, form: 'none', isComplete: false, lastNumber };
  }
  const isComplete = true;
  return { chain, answerLine, answer: plain, form: 'answerLine', isComplete, lastNumber };
}

/** What the first line after the colon says, without maths delimiters and the final stop. */
function unboxedAnswer(answerLine: string): string {
  const line = answerLine.slice(answerLine.indexOf(':') + 1).trimStart();
  const end = line.indexOf('\n');
  const first = (end < 0 ? line : line.slice(0, end)).trim();
  return first
    .replace(/^(?:\$|\\[([])+/, '')
    .replace(/(?:[.$]|\\[)\]]){0,4}$/, '')
    .trim();
}

/** The last number of `text` as written: sign, thousands separators, decimals, fraction, mixed number. */
export function findLastNumber(text: string): string | undefined {
  let last: string | undefined;
  const number =
    /(?<![\w.])-?(?:\d{1,9} \d{1,9}\/\d{1,9}(?!\.?\d)|(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:\/\d+(?!\.?\d))?)|\.\d+/g;
  for (const match of text.matchAll(number)) last = match[0];
  return last;
}
