import { l10n } from 'vscode';
import type { ModelJobProgress } from '../../protocol/modelJob';
import { failureText } from '../failureText';
import type { PullState } from './modelPulls';
import type { PullProgress } from './pullProgress';
import { sizeText } from './sizeText';

/** How a pull is, in a few words. */
export function pullText(state: PullState, totalBytes: number): string {
  switch (state.kind) {
    case 'none':
      return '';
    case 'running':
      return state.progress === undefined ? l10n.t('starting') : progressText(state.progress);
    case 'paused':
      return l10n.t('paused · {0} of {1}', sizeText(state.done), sizeText(totalBytes));
    case 'failed':
      return l10n.t('failed · {0}', failureText(state.error));
  }
}

/** `fetching · 123 MB of 491 MB · 40 s left`. */
export function progressText(progress: PullProgress): string {
  const { secondsLeft } = progress;
  const left = secondsLeft === undefined ? [] : [leftText(secondsLeft)];
  return [stageText(progress), ...left].join(' · ');
}

function stageText({ stage, done, total }: ModelJobProgress): string {
  const percent = total === 0 ? 0 : Math.floor((done / total) * 100);
  switch (stage) {
    case 'download':
      return l10n.t('fetching · {0} of {1}', sizeText(done), sizeText(total));
    case 'verify':
      return l10n.t('checking the digest · {0} %', percent);
    case 'convert':
      return l10n.t('converting · {0} %', percent);
  }
}

/** In whole minutes where a second more or less says nothing. */
function leftText(seconds: number): string {
  if (seconds < 90) return l10n.t('{0} s left', seconds);
  return l10n.t('{0} min left', Math.round(seconds / 60));
}
