import { l10n } from 'vscode';
import { plainLatex } from '../../core/text/plainLatex';
import type { VoteNote, VoteShare } from '../../core/vote/tellVote';
import { voteNotes, voteShares } from '../../core/vote/tellVote';
import type { VoteReport } from '../../protocol/answerReport';
import { escapeMarkdown } from '../models/escapeMarkdown';

/** «3 × 42, 1 × 40», most votes first; Markdown. */
export function tallyText(votes: VoteReport): string {
  return voteShares(votes).map(shareText).join(', ');
}

/** The tally of a vote that is over and what has to be known of it, each a phrase in Markdown. */
export function voteTexts(votes: VoteReport): readonly string[] {
  const { ended } = votes;
  const of = ended === 1 ? l10n.t('Vote of 1 chain:') : l10n.t('Votes of {0} chains:', ended);
  return [`${of} ${tallyText(votes)}`, ...voteNotes(votes).map(noteText)];
}

function shareText(share: VoteShare): string {
  switch (share.kind) {
    case 'answer':
      return l10n.t('{0} × {1}', share.count, escapeMarkdown(plainLatex(share.answer)));
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
