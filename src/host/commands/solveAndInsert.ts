import type { CancellationToken, Progress, TextDocument, TextEditor } from 'vscode';
import { l10n, ProgressLocation, Selection, window, workspace, WorkspaceEdit } from 'vscode';
import type { AnswerText } from '../../core/editorText/answerText';
import { insertAnswer } from '../../core/editorText/insertAnswer';
import type { TextChange } from '../../core/editorText/shiftSpan';
import { shiftSpan } from '../../core/editorText/shiftSpan';
import { textForm } from '../../core/editorText/textForm';
import type { AnswerView } from '../../protocol/webview/answerView';
import type { HostServices } from '../hostServices';
import { toAbortSignal } from '../toAbortSignal';
import { selectedQuestions } from './selectedQuestions';
import { askAgain } from './tellFailure';
import { tellUnwritten } from './tellUnwritten';
import { TrackedSpans } from './trackedSpans';

/** A question on its way; `index` is its place among the tracked spans. */
interface OpenQuestion {
  readonly index: number;
  readonly question: string;
}

/**
 * Solves each selection and writes the answers below them in the form of their places, all in one
 * undo step. Stopping keeps what is solved by then; what is typed meanwhile stays.
 */
export async function solveAndInsert(services: HostServices, editor: TextEditor): Promise<void> {
  const selected = selectedQuestions(editor);
  if (selected.length === 0) {
    void window.showInformationMessage(l10n.t('Select the question that is to be solved.'));
    return;
  }
  const spans = new TrackedSpans(editor.document, selected);
  const open = selected.map(({ question }, index) => ({ index, question }));
  await solveOpen(services, { spans, open, force: false });
}

interface Task {
  /** Disposed when nothing is left to solve. */
  readonly spans: TrackedSpans;
  readonly open: readonly OpenQuestion[];
  readonly force: boolean;
}

async function solveOpen(services: HostServices, task: Task): Promise<void> {
  const { spans, open } = task;
  const views = await withStop((progress, signal) => solveAll(services, task, progress, signal));
  await write(
    spans,
    views.map((view, i) => ({ index: open[i]?.index ?? 0, view })),
  );
  const last = views.at(-1);
  // The message may stay for as long as the person likes: the command has ended by then.
  void (last === undefined ? Promise.resolve(undefined) : askAgain(last)).then((again) => {
    if (again === undefined) spans.dispose();
    else {
      const left = open.slice(views.length - 1);
      const force = again === 'force' || last?.force === true;
      void solveOpen(services, { ...task, open: left, force });
    }
  });
}

type Report = Progress<{ message: string }>;

function withStop<T>(work: (progress: Report, signal: AbortSignal) => Promise<T>): Thenable<T> {
  return window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t('TokenSkip solves the selection'),
      cancellable: true,
    },
    (progress: Report, token: CancellationToken) => work(progress, toAbortSignal(token)),
  );
}

/** Settled views in order; the first that is not `done` is the last one asked. */
async function solveAll(
  { answers, settings }: HostServices,
  { open, force }: Task,
  progress: Report,
  signal: AbortSignal,
): Promise<readonly AnswerView[]> {
  const views: AnswerView[] = [];
  for (const { question } of open) {
    const place = open.length > 1 ? `${views.length + 1}/${open.length} · ` : '';
    const view = await answers.ask(
      { question, ratio: settings.current.ratio, force },
      { signal, onView: (live) => progress.report({ message: place + progressText(live) }) },
    );
    views.push(view);
    if (view.state !== 'done') break;
  }
  return views;
}

function progressText({ state, tokenCount }: AnswerView): string {
  if (state === 'loading') return l10n.t('loading the model');
  if (state === 'reading') return l10n.t('reading the question');
  return l10n.t('{0} tokens', tokenCount);
}

interface Solved {
  readonly index: number;
  readonly view: AnswerView;
}

/** Writes all answers as one edit; says so when one has lost its place. */
async function write(spans: TrackedSpans, solved: readonly Solved[]): Promise<void> {
  const document = await spans.document();
  if (document === undefined) {
    tellUnwritten(solved.flatMap(({ view }) => answersOf(view)));
    return;
  }
  const text = document.getText();
  const form = textForm(document.languageId);
  const edit = new WorkspaceEdit();
  const insertions: TextChange[] = [];
  const lost: AnswerText[] = [];
  for (const { index, view } of solved) {
    for (const answer of answersOf(view)) {
      const span = spans.at(index, document);
      if (span === undefined) {
        lost.push(answer);
        continue;
      }
      const { offset, text: added } = insertAnswer(text, span, form, answer);
      edit.insert(document.uri, document.positionAt(offset), added);
      insertions.push({ rangeOffset: offset, rangeLength: 0, text: added });
    }
  }
  const restore = keepSelections(document, insertions);
  const isDone = edit.size === 0 || (await workspace.applyEdit(edit));
  if (isDone) restore();
  if (!isDone || lost.length > 0) tellUnwritten(lost);
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
