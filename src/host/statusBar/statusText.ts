import { env, l10n } from 'vscode';
import { combinedSavings } from '../../core/savingsLedger';
import { combinedText } from '../../core/savingsText';
import type { EngineState } from '../../engine/engine';
import type { SavingsView } from '../savings/savingsService';

export interface StatusText {
  /** With icons, as the status bar draws it. */
  readonly text: string;
  /** For a screen reader. */
  readonly label: string;
}

/** What the status bar shows: what the engine does, else what this workspace has saved. */
export function statusText(state: EngineState, savings: SavingsView): StatusText {
  const busy = busyText(state);
  if (busy !== undefined) return { text: `$(loading~spin) ${busy}`, label: `TokenSkip: ${busy}` };
  if (state === 'failed') {
    const stopped = l10n.t('Engine stopped');
    return { text: `$(warning) ${stopped}`, label: `TokenSkip: ${stopped}` };
  }
  if (combinedSavings(savings.workspace).answers === 0) {
    return { text: '$(zap) TokenSkip', label: 'TokenSkip' };
  }
  const { tokens, seconds } = combinedText(savings.workspace, env.language);
  const saved = l10n.t('{0} tokens · {1} saved', tokens, seconds);
  return { text: `$(zap) ${saved}`, label: l10n.t('TokenSkip: {0} in this workspace', saved) };
}

function busyText(state: EngineState): string | undefined {
  switch (state) {
    case 'starting':
    case 'loading':
      return l10n.t('Loading model');
    case 'generating':
      return l10n.t('Thinking');
    case 'stopped':
    case 'idle':
    case 'ready':
    case 'failed':
      return undefined;
  }
}
