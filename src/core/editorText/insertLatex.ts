import type { AnswerText } from './answerText';
import { latexAnswer } from './answerText';
import { latexPlaceAt } from './latexPlaceAt';
import { indentOf, lineAt, textOf } from './lineAt';
import type { Insertion, Place } from './place';
import { answerSentence, below } from './place';

/**
 * A line below the question; a comment where the question stands in one, in a formula or in a table;
 * below a listing around it.
 */
export function insertLatex(place: Place, answer: AnswerText): Insertion {
  const { document, last, line } = place;
  const next = latexPlaceAt(document, line.endOffset);
  if (next.kind === 'verbatim') {
    return insertText({ ...place, line: lineAt(document, next.endOffset - 1) }, answer);
  }
  const lineText = textOf(document, line);
  const comment = /^\s*%+[ \t]*/.exec(lineText)?.[0];
  if (comment !== undefined) {
    return below(place, (/\s$/.test(comment) ? comment : `${comment} `) + answerSentence(answer));
  }
  // Text in the middle of a formula would break it.
  if (next.kind === 'formula' || latexPlaceAt(document, last + 1).kind === 'formula') {
    return below(place, `${indentOf(lineText)}% ${answerSentence(answer)}`);
  }
  return insertText(place, answer);
}

function insertText(place: Place, answer: AnswerText): Insertion {
  const indent = indentOf(textOf(place.document, place.line));
  return below(place, `${indent}\\textbf{${answer.label}:} ${latexAnswer(answer)}`);
}
