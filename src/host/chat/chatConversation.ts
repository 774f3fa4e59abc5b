import type { Disposable, Event } from 'vscode';
import { EventEmitter } from 'vscode';
import type { ConversationTurn } from '../../core/conversation/promptTurns';
import { promptTurns } from '../../core/conversation/promptTurns';
import { turnsBefore } from '../../core/conversation/turnsBefore';
import type { AnswerView } from '../../protocol/webview/answerView';
import type { PageQuestion } from '../../protocol/webview/askingPage';
import type { Conversation } from '../../protocol/webview/chatLink';
import type { AnswerService } from '../ask/answerService';
import type { ConversationStore } from './keptConversation';
import {
  bounded,
  emptyConversation,
  hasKeptTurns,
  keepConversation,
  readConversation,
} from './keptConversation';

/** The conversation of the side bar: what was asked, what still takes part, what is being written. */
export class ChatConversation implements Disposable {
  readonly #answers: Pick<AnswerService, 'ask' | 'checkAgain'>;
  readonly #store: ConversationStore;
  readonly #changed = new EventEmitter<Conversation>();
  readonly #turnChanged = new EventEmitter<AnswerView>();
  #read: Conversation | undefined;
  #abort = new AbortController();

  constructor(answers: Pick<AnswerService, 'ask' | 'checkAgain'>, store: ConversationStore) {
    this.#answers = answers;
    this.#store = store;
  }

  get current(): Conversation {
    return this.#now;
  }

  /** Known without reading the conversation, as menus need it from the start. */
  get hasTurns(): boolean {
    return this.#read === undefined ? hasKeptTurns(this.#store) : this.#read.turns.length > 0;
  }

  /** A turn came, left or went. */
  get onChange(): Event<Conversation> {
    return this.#changed.event;
  }

  /** The newest turn was written further, twenty times a second at most. */
  get onTurn(): Event<AnswerView> {
    return this.#turnChanged.event;
  }

  /** Resolves when the answer is settled and kept. What is being written is stopped first. */
  async ask({ question, ratio, force }: PageQuestion): Promise<void> {
    const signal = this.#begin();
    const { turns, leftCount } = this.#now;
    const taking = turns.slice(leftCount);
    const settled = await this.#answers.ask(
      { question, ratio, force, history: promptTurns(taking.map(conversationTurn)) },
      {
        signal,
        onView: (view) => this.#show(view, signal),
        onTurnsLeft: (count) => this.#leave(taking, count, signal),
      },
    );
    if (this.#abort.signal === signal) await this.#keep();
    else await this.#settleEarlier(settled);
  }

  /** Asks in the place of an earlier turn; that one and all after it go. */
  async askInstead(id: string, question: PageQuestion): Promise<void> {
    this.#begin();
    const { turns: all, leftCount } = this.#now;
    const turns = turnsBefore(all, id);
    // It follows upon what it followed upon before, also where a newer conversation has begun since.
    const first = firstBefore(turns.length, all[turns.length], leftCount);
    this.#set({ ...this.#now, turns, leftCount: Math.min(leftCount, first) });
    await this.ask(question);
  }

  /** More chains vote on the answer of a turn; what was asked before it takes part. */
  async checkAgain(id: string): Promise<void> {
    const { turns, leftCount } = this.#now;
    const at = turns.findIndex((turn) => turn.id === id);
    const turn = turns[at];
    if (turn?.report == null) return;
    const before = turns.slice(firstBefore(at, turn, leftCount), at);
    const history = promptTurns(before.map(conversationTurn));
    const signal = this.#begin();
    await this.#answers.checkAgain(
      turn,
      { history },
      { signal, onView: (view) => this.#replace(view) },
    );
    await this.#keep();
  }

  stop(): void {
    this.#abort.abort();
  }

  /** What was said stays in sight and takes part no longer. */
  async startAnew(): Promise<void> {
    // What is being written has another place from here on: its last word is taken as that of an earlier turn.
    this.#begin();
    const { turns } = this.#now;
    this.#set({ turns, leftCount: turns.length, leftBecause: 'new' });
    await this.#keep();
  }

  async clear(): Promise<void> {
    this.#begin();
    this.#set(emptyConversation);
    await this.#keep();
  }

  dispose(): void {
    this.stop();
    this.#changed.dispose();
    this.#turnChanged.dispose();
  }

  /** Read when it is first needed: activation does not wait for it. */
  get #now(): Conversation {
    return (this.#read ??= readConversation(this.#store));
  }

  set #now(now: Conversation) {
    this.#read = now;
  }

  #begin(): AbortSignal {
    this.#abort.abort();
    this.#abort = new AbortController();
    return this.#abort.signal;
  }

  /** A view of the running answer; the first one of it is a new turn. */
  #show(view: AnswerView, signal: AbortSignal): void {
    if (signal !== this.#abort.signal) return;
    const { turns, leftCount } = this.#now;
    const at = turns.findIndex(({ id }) => id === view.id);
    if (at < 0) {
      const asked = { ...view, follows: turns.length - leftCount };
      this.#set(bounded({ ...this.#now, turns: [...turns, asked] }));
      // From now on its question outlives a reload of the window.
      void this.#keep();
      return;
    }
    this.#replace({ ...view, follows: at - leftCount });
  }

  /** An answer that another question has ended meanwhile. */
  async #settleEarlier(view: AnswerView): Promise<void> {
    if (!this.#now.turns.some(({ id }) => id === view.id)) return;
    this.#replace(view);
    await this.#keep();
  }

  #replace(view: AnswerView): void {
    const turns = this.#now.turns.map((turn) => {
      if (turn.id !== view.id) return turn;
      const { follows } = turn;
      return follows === undefined ? view : { follows, ...view };
    });
    this.#now = { ...this.#now, turns };
    this.#turnChanged.fire(view);
  }

  /** `count` of the oldest answered turns of `taking` had no room, with all that stood before them. */
  #leave(taking: readonly AnswerView[], count: number, signal: AbortSignal): void {
    if (signal !== this.#abort.signal) return;
    const answered = taking.filter((turn) => conversationTurn(turn).answer !== null);
    const last = answered[count - 1]?.id;
    const leftCount = this.#now.turns.findIndex(({ id }) => id === last) + 1;
    this.#set({ ...this.#now, leftCount, leftBecause: 'context' });
  }

  #set(now: Conversation): void {
    this.#now = now;
    this.#changed.fire(now);
  }

  #keep(): Promise<void> {
    return keepConversation(this.#store, this.#now);
  }
}

/** Index of the first turn that the one at `at` follows upon. */
function firstBefore(at: number, turn: AnswerView | undefined, leftCount: number): number {
  return turn?.follows === undefined ? Math.min(leftCount, at) : Math.max(0, at - turn.follows);
}

function conversationTurn({ question, report, keepRatio }: AnswerView): ConversationTurn {
  return { question, answer: report?.answer ?? null, keepRatio };
}
