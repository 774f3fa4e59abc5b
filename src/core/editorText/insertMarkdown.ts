import type { AnswerText } from './answerText';
import { markdownAnswer } from './answerText';
import { indentOf, lineAt, textOf } from './lineAt';
import type { Insertion, Place } from './place';
import { lastLineOfBlock } from './lastLineOfBlock';

const quotePrefix = /^\s{0,3}(?:>\s?)+/;
const listMark = /^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?/;

/**
 * A paragraph below the question and the formula or table around it, within its quote. A list item
 * takes the answer into its own paragraph, so that the list stays one.
 */
export function insertMarkdown(place: Place, answer: AnswerText): Insertion {
  const { document, newline } = place;
  const line = lastLineOfBlock(place);
  const whole = textOf(document, line);
  const quote = quotePrefix.exec(whole)?.[0] ?? '';
  const content = whole.slice(quote.length);
  const text = `**${answer.label}:** ${markdownAnswer(answer)}`;
  const mark = listMark.exec(content)?.[0];
  const isIndented = /^\s/.test(content);
  if (mark !== undefined || isIndented) {
    const indent = mark === undefined ? indentOf(content) : ' '.repeat(mark.length);
    return { offset: line.endOffset, text: newline + quote + indent + text };
  }
  const blank = newline + quote.trimEnd();
  const next = isNextLineWritten(document, line.endOffset, quote) ? blank : '';
  return { offset: line.endOffset, text: `${blank}${newline}${quote}${text}${next}` };
}

/** Without a blank line between, the next line would be read as part of the answer. */
function isNextLineWritten(document: string, lineEnd: number, quote: string): boolean {
  const newline = document.indexOf('\n', lineEnd);
  if (newline === -1) return false;
  const next = textOf(document, lineAt(document, newline + 1));
  return next.slice(quotePrefix.test(next) ? quote.length : 0).trim() !== '';
}
