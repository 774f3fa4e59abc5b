import type { Insertion } from '../../../../src/core/editorText/place';
import { insertAnswer } from '../../../../src/core/editorText/insertAnswer';
import type { TextSpan } from '../../../../src/core/editorText/lineAt';
import { questionFromText } from '../../../../src/core/editorText/questionFromText';
import { textForm } from '../../../../src/core/editorText/textForm';

/** A document and the part of it that stands between « and ». */
function selected(marked: string): { readonly document: string } & TextSpan {
  const startOffset = marked.indexOf('«');
  const endOffset = marked.indexOf('»') - 1;
  return { document: marked.replace(/[«»]/g, ''), startOffset, endOffset };
}

export function questionOf(marked: string, languageId: string): string {
  const { document, ...span } = selected(marked);
  return questionFromText(document, span, textForm(languageId));
}

/** The document with what is inserted, if anything is. */
export function apply(document: string, insertion: Insertion | undefined): string {
  if (insertion === undefined) return document;
  const { offset, text } = insertion;
  return document.slice(0, offset) + text + document.slice(offset);
}

/** The document after the answer was inserted. */
export function answered(marked: string, languageId: string, latex = '42'): string {
  const { document, ...span } = selected(marked);
  const answer = { label: 'Answer', latex };
  return apply(document, insertAnswer(document, span, textForm(languageId), answer));
}
