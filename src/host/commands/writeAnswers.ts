import type { TextDocument } from 'vscode';
import { l10n, Selection, window, workspace, WorkspaceEdit } from 'vscode';
import type { AnswerText } from '../../core/editorText/answerText';
import { insertAnswer } from '../../core/editorText/insertAnswer';
import type { TextChange } from '../../core/editorText/shiftSpan';
import { shiftSpan } from '../../core/editorText/shiftSpan';
import { textForm } from '../../core/editorText/textForm';
import type { AnswerView } from '../../protocol/webview/answerView';
import { tellUnwritten } from './tellUnwritten';
import type { TrackedSpans } from './trackedSpans';

/** An answer, and the place of its question among the tracked spans. */
interface Solved {
  readonly index: number;
  readonly view: AnswerView;
}

/** VS Code refuses an edit made for a text that was typed into since: then it is made anew, so often. */
const MAX_TRIES = 3;

/** Writes all answers as one edit; offers those that have lost their place, or cannot be written. */
export async function writeAnswers(spans: TrackedSpans, solved: readonly Solved[]): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const document = await spans.document();
    if (document === undefined) break;
    const { edit, insertions, lost, unplaced } = editOf(document, spans, solved);
    const restore = keepSelections(document, insertions);
    if (edit.size > 0 && !(await workspace.applyEdit(edit))) continue;
    restore();
    tellUnwritten(
      l10n.t('The question was changed while it was solved: nothing was inserted.'),
      lost,
    );
    tellUnwritten(l10n.t('Files of this kind have no comments: nothing was inserted.'), unplaced);
    return;
  }
  tellUnwritten(
    l10n.t('This document cannot be changed: nothing was inserted.'),
    solved.flatMap(({ view }) => answersOf(view)),
  );
}

interface AnswerEdit {
  readonly edit: WorkspaceEdit;
  readonly insertions: readonly TextChange[];
  /** Those whose question stands no more where it was. */
  readonly lost: readonly AnswerText[];
  /** Those that would make the document something that cannot be read. */
  readonly unplaced: readonly AnswerText[];
}

/** The answers, each below its question as that stands now. */
function editOf(
  document: TextDocument,
  spans: TrackedSpans,
  solved: readonly Solved[],
): AnswerEdit {
  const text = document.getText();
  const form = textForm(document.languageId);
  const edit = new WorkspaceEdit();
  const insertions: TextChange[] = [];
  const lost: AnswerText[] = [];
  const unplaced: AnswerText[] = [];
  for (const { index, view } of solved) {
    for (const answer of answersOf(view)) {
      const span = spans.at(index, document);
      const insertion = span && insertAnswer(text, span, form, answer);
      if (insertion === undefined) {
        (span === undefined ? lost : unplaced).push(answer);
        continue;
      }
      const { offset, text: added } = insertion;
      edit.insert(document.uri, document.positionAt(offset), added);
      insertions.push({ rangeOffset: offset, rangeLength: 0, text: added });
    }
  }
  return { edit, insertions, lost, unplaced };
}

/** None where the model gave none. */
function answersOf({ report }: AnswerView): readonly AnswerText[] {
  const latex = report?.answer ?? null;
  return latex === null ? [] : [{ label: l10n.t('Answer'), latex }];
}

/** VS Code adds what is inserted at the end of a selection to it: the question alone stays selected. */
function keepSelections(document: TextDocument, insertions: readonly TextChange[]): () => void {
  const editor = window.visibleTextEditors.find((shown) => shown.document === document);
  const moved = editor?.selections.map(({ anchor, active }) => {
    const offsets = [document.offsetAt(anchor), document.offsetAt(active)] as const;
    const span = { startOffset: Math.min(...offsets), endOffset: Math.max(...offsets) };
    return { span: shiftSpan(span, insertions) ?? span, isReversed: active.isBefore(anchor) };
  });
  return () => {
    if (editor === undefined || moved === undefined) return;
    editor.selections = moved.map(({ span, isReversed }) => {
      const start = document.positionAt(span.startOffset);
      const end = document.positionAt(span.endOffset);
      return isReversed ? new Selection(end, start) : new Selection(start, end);
    });
  };
}
