import type { AnswerText } from './answerText';
import { fences } from './fences';
import { insertCode } from './insertCode';
import { insertFenced } from './insertFenced';
import { insertLatex } from './insertLatex';
import { insertMarkdown } from './insertMarkdown';
import type { TextSpan } from './lineAt';
import { indentOf, textOf } from './lineAt';
import type { Insertion, Place } from './place';
import { answerSentence, below, placeOf } from './place';
import type { TextForm } from './textForm';

/**
 * Where the answer to a selected question goes and how it is written there: below its last line, as
 * a comment in code and in comments (a line comment stays one, a block comment keeps its end), as a
 * paragraph in Markdown and LaTeX, within the quote or list item that the question stands in.
 * Undefined where nothing can be written that is not read as something else, as in JSON.
 */
export function insertAnswer(
  document: string,
  selection: TextSpan,
  form: TextForm,
  answer: AnswerText,
): Insertion | undefined {
  const place = placeOf(document, selection);
  switch (form.kind) {
    case 'code':
      return insertCode(place, form.syntax, answer);
    case 'markdown': {
      const fence = fences(document).find(
        ({ startOffset, endOffset }) => startOffset <= place.last && place.last <= endOffset,
      );
      if (fence === undefined) return insertMarkdown(place, answer);
      return insertFenced(place, fence, answer) ?? insertPlain(place, answer);
    }
    case 'latex':
      return insertLatex(place, answer);
    case 'plain':
      return insertPlain(place, answer);
  }
}

function insertPlain(place: Place, answer: AnswerText): Insertion {
  return below(place, indentOf(textOf(place.document, place.line)) + answerSentence(answer));
}
