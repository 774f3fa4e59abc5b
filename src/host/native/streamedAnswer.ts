import { DollarMaths } from '../../core/text/dollarMaths';
import type { AnswerView } from '../../protocol/webview/answerView';

/**
 * Turns the snapshots of an answer into the pieces that a chat appends: what is written cannot be
 * taken back there, so a second attempt is separated from the first by a rule. The reasoning of a
 * vote's winner comes as a whole at the end, as an attempt of its own.
 */
export class StreamedAnswer {
  readonly #write: (text: string) => void;
  readonly #maths = new DollarMaths();
  #sentLength = 0;
  #attempt = 0;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  update(view: AnswerView): void {
    if (view.failedAttempts > this.#attempt) {
      this.#append(this.#maths.flush());
      if (this.#sentLength > 0) this.#append('\n\n---\n\n');
      this.#attempt = view.failedAttempts;
      this.#sentLength = 0;
    }
    const added = view.chain.slice(this.#sentLength);
    this.#sentLength = Math.max(this.#sentLength, view.chain.length);
    this.#append(this.#maths.push(added));
  }

  /** After the last snapshot. */
  end(): void {
    this.#append(this.#maths.flush());
  }

  #append(text: string): void {
    if (text !== '') this.#write(text);
  }
}
