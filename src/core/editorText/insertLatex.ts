import type { AnswerText } from './answerText';
import { latexAnswer } from './answerText';
import { indentOf, textOf } from './lineAt';
import type { Insertion, Place } from './place';
import { answerSentence, below } from './place';

/** A line below the question; a comment where the question stands in one, or in a formula. */
export function insertLatex(place: Place, answer: AnswerText): Insertion {
  const lineText = textOf(place.document, place.line);
  const comment = /^\s*%+[ \t]*/.exec(lineText)?.[0];
  if (comment !== undefined) {
    return below(place, (/\s$/.test(comment) ? comment : `${comment} `) + answerSentence(answer));
  }
  const indent = indentOf(lineText);
  // Text in the middle of a formula would break it.
  if (isInDisplayMaths(place)) return below(place, `${indent}% ${answerSentence(answer)}`);
  return below(place, `${indent}\\textbf{${answer.label}:} ${latexAnswer(answer)}`);
}

function isInDisplayMaths({ document, last }: Place): boolean {
  const before = document.slice(0, last + 1);
  const count = (pattern: RegExp): number => before.match(pattern)?.length ?? 0;
  const environments = '(?:equation|align|gather|multline|displaymath|math)\\*?';
  const opened = count(/(?<!\\)\\\[/g) + count(new RegExp(`\\\\begin\\{${environments}\\}`, 'g'));
  const closed = count(/(?<!\\)\\\]/g) + count(new RegExp(`\\\\end\\{${environments}\\}`, 'g'));
  return opened > closed || count(/(?<!\\)\$\$/g) % 2 === 1;
}
