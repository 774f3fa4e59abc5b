import type { VoteReport } from '../protocol/answerReport';
import type { ProgressLine } from './terminal/progressLine';
import { tallyText } from './writeReport';

/** A vote on the line of progress: the tally as chains end, and the tokens of all of them. */
export class VoteProgress {
  readonly #line: ProgressLine;
  readonly #asked: number;
  #ended = 0;
  #tokens = 0;
  #tally = '';

  constructor(line: ProgressLine, asked: number) {
    this.#line = line;
    this.#asked = asked;
  }

  readonly onTokens = (tokenCount: number): void => {
    this.#tokens = tokenCount;
    this.#show();
  };

  readonly onVotes = (votes: VoteReport): void => {
    this.#ended = votes.ended;
    this.#tally = tallyText(votes);
    this.#show();
  };

  #show(): void {
    const tokens = `${this.#tokens} tokens`;
    const label = this.#tally === '' ? tokens : `${this.#tally} · ${tokens}`;
    this.#line.update({ label, done: this.#ended, total: this.#asked, unit: 'count' });
  }
}
