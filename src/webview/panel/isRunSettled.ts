import { isSettled } from '../../protocol/webview/answerView';
import type { PanelRun } from '../../protocol/webview/panelLink';

/** True when nothing more will come of what is shown. */
export function isRunSettled(run: PanelRun): boolean {
  if (run.kind === 'explain') return run.sentences.state !== 'writing';
  if (run.kind === 'answer') {
    const { view, sentences, map } = run;
    const isMapping = map?.state === 'loading' || map?.state === 'reading';
    return isSettled(view) && sentences?.state !== 'writing' && !isMapping;
  }
  if (run.short !== null) return isSettled(run.short);
  return isSettled(run.full) && run.full.state !== 'done';
}
