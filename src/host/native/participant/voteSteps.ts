import { l10n } from 'vscode';
import type { AnswerView } from '../../../protocol/webview/answerView';
import { tallyText } from '../../ask/voteText';
import type { AnswerStream } from './answerStream';

/** Tells a vote in the steps of a response: the tally each time that a chain has ended. */
export class VoteSteps {
  readonly #stream: Pick<AnswerStream, 'progress'>;
  #told = 0;

  constructor(stream: Pick<AnswerStream, 'progress'>) {
    this.#stream = stream;
  }

  update({ state, tally }: Pick<AnswerView, 'state' | 'tally'>): void {
    if (state !== 'checking' || tally === undefined || tally.ended === this.#told) return;
    this.#told = tally.ended;
    const ended = l10n.t('{0} of {1} chains have ended', tally.ended, tally.asked);
    this.#stream.progress(`${ended}: ${tallyText(tally)}`);
  }
}
