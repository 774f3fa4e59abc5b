import type { TextEditor } from 'vscode';
import type { TextSpan } from '../../core/editorText/lineAt';
import { questionFromText } from '../../core/editorText/questionFromText';
import { textForm } from '../../core/editorText/textForm';

/** A question that a person has selected, and where it stands. */
export interface SelectedQuestion extends TextSpan {
  readonly question: string;
}

/**
 * Each selection's question, in the order of the document, without what makes it a comment, a quote
 * or a list item. Selections without text in them give none.
 */
export function selectedQuestions({
  document,
  selections,
}: TextEditor): readonly SelectedQuestion[] {
  const text = document.getText();
  const form = textForm(document.languageId);
  return selections
    .filter((selection) => !selection.isEmpty)
    .map((selection) => {
      const startOffset = document.offsetAt(selection.start);
      const endOffset = document.offsetAt(selection.end);
      const question = questionFromText(text, { startOffset, endOffset }, form);
      return { question, startOffset, endOffset };
    })
    .filter(({ question }) => question !== '')
    .sort((a, b) => a.startOffset - b.startOffset);
}

/** The question in the first selection, or undefined. */
export function questionFromSelection(editor: TextEditor | undefined): string | undefined {
  return editor === undefined ? undefined : selectedQuestions(editor)[0]?.question;
}
