import type { Disposable, Event } from 'vscode';
import { EventEmitter } from 'vscode';
import { splitAnswer } from '../../core/answer/splitAnswer';
import { isFullRatio } from '../../core/ratio';
import type { AnswerView } from '../../protocol/webview/answerView';
import type { PanelQuestion, PanelRun } from '../../protocol/webview/panelLink';
import type { RatioSetting } from '../../protocol/webview/ratioSetting';
import { lowestRatio } from '../ask/lowestRatio';
import type { HostServices } from '../hostServices';
import { recordComparison } from '../savings/recordComparison';
import { equationMarks } from '../../engine/ask/equationMarks';
import { compareOutcome } from './compareOutcome';
import { explainChain, noSentences } from './explainChain';
import { mapChain } from './mapChain';
import type { PastAnswer } from './questionHistory';

/** What the panel shows below the question: one answer, or two side by side. A new one ends the old. */
export class PanelRuns implements Disposable {
  readonly #services: HostServices;
  readonly #changed = new EventEmitter<PanelRun | null>();
  #run: PanelRun | null = null;
  #abort = new AbortController();

  constructor(services: HostServices) {
    this.#services = services;
  }

  get current(): PanelRun | null {
    return this.#run;
  }

  get onChange(): Event<PanelRun | null> {
    return this.#changed.event;
  }

  /** Aborted once the run that is newest now is stopped, or another one begins. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** The settled answer. */
  async ask(question: PanelQuestion): Promise<AnswerView> {
    const signal = this.#begin();
    const { history } = question;
    return this.#services.answers.ask(question, {
      signal,
      onView: (view) => this.#show(answerRun({ view, history }), signal),
    });
  }

  /** More chains vote on the shown answer; undefined where none is there. */
  async checkAgain(): Promise<PastAnswer | undefined> {
    const run = this.#run;
    if (run?.kind !== 'answer' || run.view.report === null) return undefined;
    const { history } = run;
    const signal = this.#begin();
    const view = await this.#services.answers.checkAgain(
      run.view,
      { history },
      { signal, onView: (live) => this.#show(answerRun({ view: live, history }), signal) },
    );
    return { view, history };
  }

  /** The full reasoning, then the short one on the same engine; the settled answers. */
  async compare(
    { question, ratio, force, history }: PanelQuestion,
    trainedRatios: readonly number[],
  ): Promise<readonly AnswerView[]> {
    const signal = this.#begin();
    const full = await this.#services.answers.ask(
      { question, ratio: '1.0', force, history },
      {
        signal,
        onView: (view) =>
          this.#show({ kind: 'compare', full: view, short: null, history, outcome: null }, signal),
      },
    );
    if (full.state !== 'done') return [full];
    const short = await this.#services.answers.ask(
      { question, ratio: shortRatio(ratio, trainedRatios), force, history },
      {
        signal,
        onView: (view) => {
          const outcome = compareOutcome(full, view);
          this.#show({ kind: 'compare', full, short: view, history, outcome }, signal);
        },
      },
    );
    await recordComparison(this.#services.savings, full, short);
    return [short, full];
  }

  /** The shown answer in full sentences; nothing for one that is not done. */
  async explain(): Promise<void> {
    const run = this.#run;
    if (run?.kind !== 'answer' || run.view.report === null) return;
    const { view, history } = run;
    const signal = this.#begin();
    await explainChain(
      this.#services,
      {
        question: view.question,
        history,
        chain: run.view.report.chain,
        answer: run.view.report.answer,
        keepRatio: view.keepRatio,
      },
      { signal, onView: (sentences) => this.#show({ ...run, sentences }, signal) },
    );
  }

  /**
   * The tokens of the shown answer, for the map of what pruning would leave; nothing for a chain
   * that was written short, of which no full one is known.
   */
  async map(): Promise<void> {
    const run = this.#run;
    const report = run?.kind === 'answer' ? run.view.report : null;
    if (run?.kind !== 'answer' || report === null || !isFullRatio(report.ratio)) return;
    const signal = this.#begin();
    await mapChain(this.#services, report.chain, {
      signal,
      onView: (map) => this.#show({ ...run, map }, signal),
    });
  }

  /** A chain that comes from a document: what it answers is not known. */
  async explainText(chain: string): Promise<void> {
    const signal = this.#begin();
    const checks = equationMarks(chain);
    this.#show({ kind: 'explain', chain, checks, sentences: noSentences }, signal);
    await explainChain(
      this.#services,
      {
        question: '',
        history: [],
        chain,
        answer: splitAnswer(chain).answer ?? null,
        keepRatio: undefined,
      },
      {
        signal,
        onView: (sentences) => this.#show({ kind: 'explain', chain, checks, sentences }, signal),
      },
    );
  }

  /** What was there before. */
  show(run: PanelRun | null): void {
    this.#begin();
    this.#run = run;
    this.#changed.fire(run);
  }

  stop(): void {
    this.#abort.abort();
  }

  dispose(): void {
    this.stop();
    this.#changed.dispose();
  }

  #begin(): AbortSignal {
    this.#abort.abort();
    this.#abort = new AbortController();
    return this.#abort.signal;
  }

  /** What an earlier run still has to say is not shown any more. */
  #show(run: PanelRun, signal: AbortSignal): void {
    if (signal !== this.#abort.signal) return;
    this.#run = run;
    this.#changed.fire(run);
  }
}

/** An answer before anything else is asked about it. */
export function answerRun({
  view,
  history,
}: PastAnswer): Extract<PanelRun, { readonly kind: 'answer' }> {
  return { kind: 'answer', view, history, sentences: null, map: null };
}

/** The ratio to compare with: the chosen one, or the lowest that the model knows. */
function shortRatio(chosen: RatioSetting, trained: readonly number[]): RatioSetting {
  if (chosen !== 'auto' && !isFullRatio(Number(chosen))) return chosen;
  return lowestRatio(trained);
}
