import type { AnswerView } from '../../protocol/webview/answerView';
import type { RatioSetting } from '../../protocol/webview/ratioSetting';

/** Between two snapshots of a running answer; people see no more than twenty changes a second. */
const pushIntervalMs = 50;

/** An answer while it is written: collects what comes and pushes snapshots of it. */
export class LiveAnswer {
  readonly #push: (view: AnswerView) => void;
  readonly #begunAt = performance.now();
  #view: AnswerView;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    id: string,
    asked: { readonly question: string; readonly ratio: RatioSetting },
    push: (view: AnswerView) => void,
    /** Where it does not begin with the loading of the model. */
    start: Partial<AnswerView> = {},
  ) {
    this.#push = push;
    this.#view = {
      id,
      question: asked.question,
      ratio: asked.ratio,
      state: 'loading',
      keepRatio: 1,
      failedAttempts: 0,
      chain: '',
      prefillDone: 0,
      tokenCount: 0,
      seconds: 0,
      note: null,
      report: null,
      failure: null,
      askedAt: Date.now(),
      ...start,
    };
    push(this.#view);
  }

  get view(): AnswerView {
    return this.#view;
  }

  update(change: Partial<AnswerView>): void {
    this.#view = { ...this.#view, ...change, seconds: this.#elapsed() };
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#push(this.#view);
    }, pushIntervalMs);
  }

  startAttempt(keepRatio: number, attempt: number, state: 'waiting' | 'reading'): void {
    this.update({
      state,
      keepRatio,
      failedAttempts: attempt,
      chain: '',
      tokenCount: 0,
      prefillDone: 0,
    });
  }

  append(text: string, tokenCount: number): void {
    this.update({ state: 'writing', chain: this.#view.chain + text, tokenCount });
  }

  /** The last snapshot, pushed at once. */
  settle(change: Partial<AnswerView>): void {
    clearTimeout(this.#timer);
    this.#view = { ...this.#view, ...change, seconds: this.#elapsed() };
    this.#push(this.#view);
  }

  #elapsed(): number {
    return (performance.now() - this.#begunAt) / 1000;
  }
}
