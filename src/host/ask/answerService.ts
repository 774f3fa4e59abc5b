import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Disposable, Event } from 'vscode';
import { EventEmitter, l10n } from 'vscode';
import type { PromptTurn } from '../../core/prompt/promptTemplate';
import { checkAgainChains } from '../../core/vote/voteSeconds';
import type { AskStep } from '../../engine/ask/askAtRatios';
import { askAtRatios } from '../../engine/ask/askAtRatios';
import { askByVote } from '../../engine/ask/askByVote';
import type { Question } from '../../engine/ask/askQuestion';
import { fitHistory } from '../../engine/ask/fitHistory';
import { chooseRatio } from '../../engine/ask/ratioChoice';
import { hasWinner } from '../../engine/ask/voteReport';
import type { AnswerReport } from '../../protocol/answerReport';
import { isCancelled } from '../../protocol/appError';
import type { AnswerView } from '../../protocol/webview/answerView';
import { noVotes } from '../../protocol/webview/answerView';
import type { RatioSetting } from '../../protocol/webview/ratioSetting';
import type { HostSession, ModelService } from '../engine/modelService';
import type { Settings } from '../settings/settingsTable';
import { failureOf } from './failureOf';
import { LiveAnswer } from './liveAnswer';
import { ratioNote } from './ratioNote';
import { refuseOtherQuestions } from './refuseOtherQuestions';

/** What a surface asks. */
export interface AnswerRequest {
  readonly question: string;
  readonly ratio: RatioSetting;
  /** Earlier turns of a conversation, oldest first. */
  readonly history?: readonly PromptTurn[];
  /** Asks also what does not look like maths or logic. */
  readonly force?: boolean;
  /** Another program asks, not the person: an agent through the tool, an extension for its model. */
  readonly byProgram?: boolean;
}

/** An answer that nothing more will come of, with how it was asked. */
export interface SettledAnswer {
  readonly view: AnswerView;
  /** What the question follows upon, oldest first. */
  readonly history: readonly PromptTurn[];
  readonly byProgram: boolean;
  /** False where no chain was written to its end: a check that was stopped leaves the answer as it was. */
  readonly hasNewReport: boolean;
}

export interface AnswerHooks {
  readonly signal: AbortSignal;
  /** Complete snapshots, at most twenty a second; the last one is settled. */
  readonly onView: (view: AnswerView) => void;
  /** The context is full: so many of the oldest turns do not take part in this answer. */
  readonly onTurnsLeft?: (leftCount: number) => void;
}

/** How an answer ends that is stopped by its signal. */
interface Ending {
  readonly request: Pick<AnswerRequest, 'history' | 'byProgram'>;
  readonly stopped: 'stopped' | 'done';
  readonly signal: AbortSignal;
}

type AnsweringModels = Pick<ModelService, 'use' | 'status'>;

/** Answers questions for every surface of the editor: panel, chat, commands, participant, tool. */
export class AnswerService implements Disposable {
  readonly #models: AnsweringModels;
  readonly #settings: () => Settings;
  readonly #settled = new EventEmitter<SettledAnswer>();

  constructor(models: AnsweringModels, settings: () => Settings) {
    this.#models = models;
    this.#settings = settings;
  }

  /** Each answer once, when nothing more will come: savings, history and «last answer» listen. */
  get onSettled(): Event<SettledAnswer> {
    return this.#settled.event;
  }

  /**
   * Asks and resolves to the settled view: `done`, `stopped` (the signal aborted) or `failed` with
   * the reason. Never rejects: what was written until then is never lost. A question that is no
   * maths or logic fails with one line, code `not-maths-or-logic`, and runs no model.
   */
  async ask(request: AnswerRequest, hooks: AnswerHooks): Promise<AnswerView> {
    const live = this.#begin(request, hooks);
    const ending = { request, stopped: 'stopped', signal: hooks.signal } as const;
    return this.#settle(live, ending, async (session) => {
      const choice = chooseRatio(request.ratio, session.manifest);
      live.update({ ...answeredBy(session), note: ratioNote(choice, session.manifest.name) });
      const history = await this.#history(session, request, choice.keepRatio, hooks);
      let before: AnswerReport | undefined;
      const report = await askAtRatios(
        session,
        { ...this.#asked(request.question), sampling: {}, history },
        choice,
        {
          signal: hooks.signal,
          onStep: (step) => {
            ({ before } = step);
            this.#showStep(live, step);
          },
          onPrefill: (done, total) => live.update({ state: 'reading', prefillDone: done / total }),
          onReasoning: (text, tokenCount) => live.append(text, tokenCount),
          onVotes: (tally) => live.update({ tally }),
        },
      ).catch((error: unknown) => {
        // What fails after an answer does not take it away.
        if (before !== undefined && !isCancelled(error)) live.update(shownAs(before));
        throw error;
      });
      // The winner's reasoning takes the place of the one that was shown until then.
      if (hasWinner(report)) live.update({ failedAttempts: 1, chain: report.chain });
      return report;
    });
  }

  #showStep(live: LiveAnswer, step: AskStep): void {
    switch (step.kind) {
      case 'chain':
        live.startAttempt(step.keepRatio, step.attempt, this.#isBusy ? 'waiting' : 'reading');
        break;
      case 'vote':
        // The answer that is not sure stays in sight, with its reasoning.
        live.update({ state: 'checking', report: step.before });
        break;
      case 'back':
        // Where nothing is taken back, the reasoning of the answer is written once more.
        live.update({ failedAttempts: live.view.failedAttempts + 1, chain: step.before.chain });
        break;
    }
  }

  /**
   * As {@link ask}, by a vote of five chains at the shortest ratio that the model knows; the ratio of
   * the request has no part in it. A stop keeps the votes that are in.
   */
  async askByVote(request: AnswerRequest, hooks: AnswerHooks): Promise<AnswerView> {
    const live = this.#begin(request, hooks);
    const ending = { request, stopped: 'stopped', signal: hooks.signal } as const;
    return this.#settle(live, ending, (session) => this.#vote(session, live, request, hooks));
  }

  /**
   * Lets five short chains vote on a settled answer, which stays in sight meanwhile, and resolves to
   * the view with what came of it. A stop keeps the votes that are in; before the first it leaves the
   * answer as it was. Never rejects.
   */
  async checkAgain(
    before: AnswerView,
    { history = [] }: Pick<AnswerRequest, 'history'>,
    hooks: Pick<AnswerHooks, 'signal' | 'onView'>,
  ): Promise<AnswerView> {
    const live = new LiveAnswer(before.id, before, hooks.onView, {
      ...before,
      state: 'checking',
      // Those of an earlier check are not those of this one.
      ...(before.tally === undefined ? {} : { tally: noVotes }),
      failure: null,
    });
    const request = { ...before, history };
    const ending = { request, stopped: 'done', signal: hooks.signal } as const;
    return this.#settle(live, ending, (session) => this.#vote(session, live, request, hooks));
  }

  /** A view that is settled already where the question is not to be asked. */
  #begin(request: AnswerRequest, { onView }: AnswerHooks): LiveAnswer {
    const failure = refuseOtherQuestions(request);
    const start: Partial<AnswerView> =
      failure === undefined
        ? { state: this.#isBusy ? 'waiting' : 'loading' }
        : { state: 'failed', failure };
    const forced = request.force === true ? ({ force: true } as const) : {};
    return new LiveAnswer(randomUUID(), request, onView, { ...start, ...forced });
  }

  /** Settles `live` with the report that `work` resolves to, or with why there is none. */
  async #settle(
    live: LiveAnswer,
    { request, stopped, signal }: Ending,
    work: (session: HostSession) => Promise<AnswerReport>,
  ): Promise<AnswerView> {
    const { report: before } = live.view;
    try {
      if (live.view.failure === null) {
        const report = await this.#models.use(work, signal);
        live.settle({ state: 'done', ...shownAs(report) });
      }
    } catch (error) {
      if (isCancelled(error)) live.settle({ state: stopped });
      else live.settle({ state: 'failed', failure: failureOf(error) });
    }
    const { history = [], byProgram = false } = request;
    const { view } = live;
    this.#settled.fire({ view, history, byProgram, hasNewReport: view.report !== before });
    return view;
  }

  async #vote(
    session: HostSession,
    live: LiveAnswer,
    request: Pick<AnswerRequest, 'question' | 'history'>,
    hooks: AnswerHooks,
  ): Promise<AnswerReport> {
    const { report: spent } = live.view;
    const keepRatio = Math.min(1, ...session.manifest.trainedRatios);
    live.update({ ...answeredBy(session), state: 'checking' });
    const history = await this.#history(session, request, keepRatio, hooks);
    return askByVote(
      session,
      {
        ...this.#asked(request.question),
        keepRatio,
        history,
        chainCount: checkAgainChains,
        seed: 0,
        // Its saving takes the place of the first answer's, which was paid for all the same.
        ...(spent === null ? {} : { spent }),
      },
      { signal: hooks.signal, onVotes: (tally) => live.update({ tally }) },
    );
  }

  /** The turns that the model's context has room for; tells how many have to leave. */
  async #history(
    session: HostSession,
    { question, history = [] }: Pick<AnswerRequest, 'question' | 'history'>,
    keepRatio: number,
    { signal, onTurnsLeft }: AnswerHooks,
  ): Promise<readonly PromptTurn[]> {
    const { maxTokens } = this.#settings();
    const asked = { question, history, keepRatio };
    const fitted = await fitHistory(session, asked, maxTokens, signal);
    if (fitted.leftCount > 0) onTurnsLeft?.(fitted.leftCount);
    return fitted.history;
  }

  /** The question with what the settings say. */
  #asked(
    text: string,
  ): Pick<Question, 'text' | 'maxNewTokens' | 'notSureBelow' | 'exactArithmetic'> {
    const { maxTokens, notSureBelow, exactArithmetic } = this.#settings();
    const asked = { text, maxNewTokens: maxTokens, notSureBelow: notSureBelow / 100 };
    return { ...asked, exactArithmetic };
  }

  /** The engine of this machine answers one question at a time, a server many. */
  get #isBusy(): boolean {
    const { status } = this.#models;
    return status?.state === 'generating' && status.model?.device.used !== 'remote';
  }

  dispose(): void {
    this.#settled.dispose();
  }
}

function shownAs(report: AnswerReport): Pick<AnswerView, 'chain' | 'keepRatio' | 'report'> {
  return { chain: report.chain, keepRatio: report.ratio, report };
}

function answeredBy({ manifest, insteadOf }: HostSession): Pick<AnswerView, 'model' | 'modelNote'> {
  if (insteadOf === undefined) return { model: manifest.id };
  const modelNote = l10n.t(
    '{0} is not on this machine any more, {1} answers: get it again in the Models view, or select another model.',
    basename(insteadOf),
    manifest.id,
  );
  return { model: manifest.id, modelNote };
}
