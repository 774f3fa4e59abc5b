import { isSettled } from '../../protocol/webview/answerView';
import type { PanelRun } from '../../protocol/webview/panelLink';
import { isRunSettled } from './isRunSettled';

/** What is shown again after a reload of the window: nothing that would still have to be written. */
export function keptRun(run: PanelRun | null): PanelRun | null {
  if (run === null || isRunSettled(run)) return run;
  if (run.kind !== 'answer') return null;
  const { view } = run;
  if (isSettled(view)) return { ...run, sentences: null, map: null };
  // While an answer is checked it is there already.
  return view.report === null ? null : { ...run, view: { ...view, state: 'done' } };
}
