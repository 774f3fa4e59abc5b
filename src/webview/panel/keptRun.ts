import { isSettled } from '../../protocol/webview/answerView';
import type { PanelRun } from '../../protocol/webview/panelLink';
import { isRunSettled } from './isRunSettled';

/** Id of the answer that is still being written; null where none is. */
export function awaitedAnswer(run: PanelRun | null): string | null {
  if (run === null || run.kind === 'explain') return null;
  const view = run.kind === 'answer' ? run.view : (run.short ?? run.full);
  const isWhole = run.kind === 'compare' ? isRunSettled(run) : isSettled(view);
  return isWhole ? null : view.id;
}

/** What is shown again after a reload of the window: nothing that would still have to be written. */
export function keptRun(run: PanelRun | null): PanelRun | null {
  if (run === null || isRunSettled(run)) return run;
  if (run.kind !== 'answer') return null;
  const { view } = run;
  if (isSettled(view)) return { ...run, sentences: null, map: null };
  // While an answer is checked it is there already.
  return view.report === null ? null : { ...run, view: { ...view, state: 'done' } };
}
