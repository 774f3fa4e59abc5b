import type { AnswerView } from '../../../protocol/webview/answerView';

/** Writing time before a speed is worth showing, seconds. */
const leastSeconds = 0.5;

/** The speed at which the tokens of an attempt arrive, by the clock of the snapshots. */
export class TokenRate {
  #first: { readonly tokenCount: number; readonly seconds: number } | undefined;
  #last: { readonly tokenCount: number; readonly seconds: number } | undefined;

  add({ state, tokenCount, seconds }: Pick<AnswerView, 'state' | 'tokenCount' | 'seconds'>): void {
    const isNewAttempt = tokenCount < (this.#last?.tokenCount ?? 0);
    if (state !== 'writing' || isNewAttempt) this.#first = undefined;
    if (state !== 'writing') return;
    this.#first ??= { tokenCount, seconds };
    this.#last = { tokenCount, seconds };
  }

  /** Undefined while too little was seen. */
  get perSecond(): number | undefined {
    if (this.#first === undefined || this.#last === undefined) return undefined;
    const seconds = this.#last.seconds - this.#first.seconds;
    if (seconds < leastSeconds) return undefined;
    return (this.#last.tokenCount - this.#first.tokenCount) / seconds;
  }
}
