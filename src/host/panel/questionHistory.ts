import type { Memento } from 'vscode';
import type { PromptTurn } from '../../core/prompt/promptTemplate';
import { accept, object } from '../../protocol/guards';
import type { AnswerView } from '../../protocol/webview/answerView';
import { answerView } from '../../protocol/webview/checkAnswerView';
import type { HistoryItem } from '../../protocol/webview/panelLink';
import { maxHistory } from '../../protocol/webview/panelLink';
import { pastTurns } from '../../protocol/webview/pastTurns';

/** An answer with what its question follows upon, oldest first. */
export interface PastAnswer {
  readonly view: AnswerView;
  readonly history: readonly PromptTurn[];
}

const pastAnswer = object<PastAnswer>({ view: answerView, history: pastTurns });

const key = 'panel.history';
/** Characters of all chains together; VS Code keeps the state of a workspace in memory. */
const maxCharacters = 500_000;

/** The answers of this workspace, newest first; they outlive the window. */
export class QuestionHistory {
  readonly #memento: Memento;
  #read: readonly PastAnswer[] | undefined;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  get items(): readonly HistoryItem[] {
    return this.#answers.map(({ view }) => ({
      id: view.id,
      question: view.question,
      answer: view.report?.answer ?? null,
      keepRatio: view.keepRatio,
      model: view.report?.model ?? view.model ?? null,
      askedAt: view.askedAt,
    }));
  }

  /** Read when it is first needed: activation does not wait for it. */
  get #answers(): readonly PastAnswer[] {
    return (this.#read ??= readAnswers(this.#memento.get<unknown>(key)));
  }

  find(id: string): PastAnswer | undefined {
    return this.#answers.find(({ view }) => view.id === id);
  }

  /** The newest that was written to its end. */
  get newest(): PastAnswer | undefined {
    return this.#answers.find(({ view }) => view.report !== null);
  }

  /** Keeps what has an answer or at least a part of one; failures are not worth keeping. */
  async add(answer: PastAnswer): Promise<void> {
    const { id, state, chain } = answer.view;
    if (state === 'failed' || chain === '') return;
    await this.#keep([answer, ...this.#answers.filter(({ view }) => view.id !== id)]);
  }

  async remove(id: string): Promise<void> {
    await this.#keep(this.#answers.filter(({ view }) => view.id !== id));
  }

  async clear(): Promise<void> {
    await this.#keep([]);
  }

  async #keep(answers: readonly PastAnswer[]): Promise<void> {
    this.#read = bounded(answers);
    await this.#memento.update(key, this.#read);
  }
}

/** What another version of the extension, or a fault, left there is passed over. */
function readAnswers(kept: unknown): readonly PastAnswer[] {
  if (!Array.isArray(kept)) return [];
  const answers = kept.flatMap((one: unknown): PastAnswer[] => {
    const checked = accept(pastAnswer, one, 'answer');
    if (checked.ok) return [checked.value];
    // An earlier version kept the view alone.
    const alone = accept(answerView, one, 'view');
    return alone.ok ? [{ view: alone.value, history: [] }] : [];
  });
  return bounded(answers);
}

function bounded(answers: readonly PastAnswer[]): readonly PastAnswer[] {
  let characters = 0;
  return answers.slice(0, maxHistory).filter(({ view, history }) => {
    const { question, chain, report } = view;
    characters += question.length + chain.length + (report?.chain.length ?? 0);
    for (const turn of history) characters += turn.question.length + turn.answer.length;
    return characters <= maxCharacters;
  });
}
