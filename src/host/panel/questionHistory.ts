import type { Memento } from 'vscode';
import { accept } from '../../protocol/guards';
import type { AnswerView } from '../../protocol/webview/answerView';
import { answerView } from '../../protocol/webview/checkAnswerView';
import type { HistoryItem } from '../../protocol/webview/panelLink';
import { maxHistory } from '../../protocol/webview/panelLink';

const key = 'panel.history';
/** Characters of all chains together; VS Code keeps the state of a workspace in memory. */
const maxCharacters = 500_000;

/** The answers of this workspace, newest first; they outlive the window. */
export class QuestionHistory {
  readonly #memento: Memento;
  #read: readonly AnswerView[] | undefined;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  get items(): readonly HistoryItem[] {
    return this.#views.map(({ id, question, report, model, keepRatio, askedAt }) => ({
      id,
      question,
      answer: report?.answer ?? null,
      keepRatio,
      model: report?.model ?? model ?? null,
      askedAt,
    }));
  }

  /** Read when it is first needed: activation does not wait for it. */
  get #views(): readonly AnswerView[] {
    return (this.#read ??= readViews(this.#memento.get<unknown>(key)));
  }

  find(id: string): AnswerView | undefined {
    return this.#views.find((view) => view.id === id);
  }

  /** Keeps what has an answer or at least a part of one; failures are not worth keeping. */
  async add(view: AnswerView): Promise<void> {
    if (view.state === 'failed' || view.chain === '') return;
    await this.#keep([view, ...this.#views.filter(({ id }) => id !== view.id)]);
  }

  async remove(id: string): Promise<void> {
    await this.#keep(this.#views.filter((view) => view.id !== id));
  }

  async clear(): Promise<void> {
    await this.#keep([]);
  }

  async #keep(views: readonly AnswerView[]): Promise<void> {
    this.#read = bounded(views);
    await this.#memento.update(key, this.#read);
  }
}

/** What another version of the extension, or a fault, left there is passed over. */
function readViews(kept: unknown): readonly AnswerView[] {
  if (!Array.isArray(kept)) return [];
  const views = kept.flatMap((one: unknown) => {
    const checked = accept(answerView, one, 'view');
    return checked.ok ? [checked.value] : [];
  });
  return bounded(views);
}

function bounded(views: readonly AnswerView[]): readonly AnswerView[] {
  let characters = 0;
  return views.slice(0, maxHistory).filter(({ question, chain, report }) => {
    characters += question.length + chain.length + (report?.chain.length ?? 0);
    return characters <= maxCharacters;
  });
}
