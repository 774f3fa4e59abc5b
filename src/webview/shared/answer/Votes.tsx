import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import { plainLatex } from '../../../core/text/plainLatex';
import type { VoteNote, VoteShare } from '../../../core/vote/tellVote';
import { voteNotes, voteShares } from '../../../core/vote/tellVote';
import type { VoteReport } from '../../../protocol/answerReport';

export interface VotesProps {
  readonly votes: VoteReport;
  /** Chains are still being written. */
  readonly isRunning: boolean;
}

/** «Votes of 4 chains: 3 × 42, 1 × 40 · …», as the chains end and afterwards. */
export function Votes({ votes, isRunning }: VotesProps): JSX.Element {
  const tally = voteShares(votes).map(shareText).join(', ');
  const notes = isRunning ? [] : voteNotes(votes).map(noteText);
  return (
    <p class="votes num" aria-live="polite">
      {isRunning
        ? l10n.t('Checking again: {0} of {1} chains have ended.', votes.ended, votes.asked)
        : votes.ended === 1
          ? l10n.t('Vote of 1 chain:')
          : l10n.t('Votes of {0} chains:', votes.ended)}{' '}
      {[tally, ...notes].filter((text) => text !== '').join(' · ')}
    </p>
  );
}

function shareText(share: VoteShare): string {
  switch (share.kind) {
    case 'answer':
      return l10n.t('{0} × {1}', share.count, plainLatex(share.answer));
    case 'noAnswer':
      return l10n.t('{0} × no answer', share.count);
  }
}

function noteText(note: VoteNote): string {
  switch (note.kind) {
    case 'tie':
      return l10n.t('A tie: the answer that came first is shown.');
    case 'stopped':
      return l10n.t('Stopped after {0} of {1} chains: a part of the vote.', note.ended, note.asked);
    case 'notNeeded':
      return l10n.t('The other chains could not change it.');
  }
}
