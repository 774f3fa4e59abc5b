import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import { plainLatex } from '../../../core/text/plainLatex';
import type { VoteReport } from '../../../protocol/answerReport';

export interface VotesProps {
  readonly votes: VoteReport;
  /** Chains are still being written. */
  readonly isRunning: boolean;
}

/** «3 of 5 chains say 42, 1 says 40», as the chains end. */
export function Votes({ votes, isRunning }: VotesProps): JSX.Element {
  const { asked, ended, groups, withoutAnswer, isTie, isComplete } = votes;
  const parts = [
    ...groups.map(({ answer, count }) => l10n.t('{0} × {1}', count, plainLatex(answer))),
    ...(withoutAnswer > 0 ? [l10n.t('{0} × no answer', withoutAnswer)] : []),
  ];
  const notes = [
    ...(isTie && !isRunning ? [l10n.t('A tie: the answer that came first is shown.')] : []),
    ...(isComplete || isRunning
      ? []
      : [l10n.t('Stopped after {0} of {1} chains: a part of the vote.', ended, asked)]),
    ...(isComplete && ended < asked ? [l10n.t('The other chains could not change it.')] : []),
  ];
  return (
    <p class="votes num" aria-live="polite">
      {isRunning
        ? l10n.t('Checking again: {0} of {1} chains have ended.', ended, asked)
        : l10n.t('Votes of {0} chains:', ended)}{' '}
      {[parts.join(', '), ...notes].filter((text) => text !== '').join(' · ')}
    </p>
  );
}
