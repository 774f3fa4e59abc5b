import type { CancellationToken, Progress, TextEditor } from 'vscode';
import { l10n, ProgressLocation, window } from 'vscode';
import type { AnswerView } from '../../protocol/webview/answerView';
import type { HostServices } from '../hostServices';
import { tokensText } from '../numberText';
import { toAbortSignal } from '../toAbortSignal';
import { selectedQuestions } from './selectedQuestions';
import { askAgain } from './tellFailure';
import { TrackedSpans } from './trackedSpans';
import { writeAnswers } from './writeAnswers';

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
    tellNothingSelected();
    return;
  }
  const spans = new TrackedSpans(editor.document, selected);
  const open = selected.map(({ question }, index) => ({ index, question }));
  await solveOpen(services, { spans, open, force: false });
}

/** For commands on a selection, which a key may call without one. */
export function tellNothingSelected(): void {
  void window.showInformationMessage(l10n.t('Select the question that is to be solved.'));
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
  await writeAnswers(
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
  switch (state) {
    case 'waiting':
      return l10n.t('Another answer is being written');
    case 'loading':
      return l10n.t('loading the model');
    case 'reading':
      return l10n.t('reading the question');
    case 'checking':
      return l10n.t('Not sure: five short chains vote on the answer');
    case 'writing':
    case 'done':
    case 'stopped':
    case 'failed':
      return tokensText(tokenCount);
  }
}
