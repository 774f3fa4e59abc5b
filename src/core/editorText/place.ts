import type { AnswerText } from './answerText';
import { plainAnswer } from './answerText';
import type { TextSpan } from './lineAt';
import { lineAt, trimmed } from './lineAt';

/** Text to put at one place, which replaces nothing. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/** The end of a selection in its document. */
export interface Place {
  readonly document: string;
  /** Offset of its last character that is no blank: it says which line and which comment is meant. */
  readonly last: number;
  /** The line of `last`. */
  readonly line: TextSpan;
  readonly newline: string;
}

export function placeOf(document: string, selection: TextSpan): Place {
  const content = trimmed(document, selection);
  const last = Math.max(content.startOffset, content.endOffset - 1);
  const newline = document.includes('\r\n') ? '\r\n' : '\n';
  return { document, last, line: lineAt(document, last), newline };
}

/** `text` as a line of its own below the place. */
export function below({ line, newline }: Place, text: string): Insertion {
  return { offset: line.endOffset, text: newline + text };
}

/** `Answer: 42`. */
export function answerSentence(answer: AnswerText): string {
  return `${answer.label}: ${plainAnswer(answer)}`;
}
