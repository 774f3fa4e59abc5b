import { describe, expect, it, vi } from 'vitest';
import type { AnswerHooks, AnswerRequest } from '../../../../src/host/ask/answerService';
import { ChatConversation } from '../../../../src/host/chat/chatConversation';
import { accept } from '../../../../src/protocol/guards';
import type { AnswerView } from '../../../../src/protocol/webview/answerView';
import { chatLink } from '../../../../src/protocol/webview/chatLink';
import { answerReport, answerView } from '../../support/sampleAnswer';

vi.mock('vscode', () => ({
  EventEmitter: class {
    readonly event = (): void => undefined;
    readonly fire = (): void => undefined;
    readonly dispose = (): void => undefined;
  },
}));

/** Answers with the model that is selected at the time. */
class SwitchedAnswers {
  model = 'coder-0.5b';
  readonly asked: AnswerRequest[] = [];

  ask(request: AnswerRequest, { onView }: AnswerHooks): Promise<AnswerView> {
    this.asked.push(request);
    const { question } = request;
    const report = { ...answerReport, model: this.model };
    const view = { ...answerView, id: `a${this.asked.length}`, question, report };
    onView(view);
    return Promise.resolve(view);
  }

  readonly checked: AnswerRequest['history'][] = [];

  checkAgain(
    before: AnswerView,
    { history }: Pick<AnswerRequest, 'history'>,
    { onView }: Pick<AnswerHooks, 'onView'>,
  ): Promise<AnswerView> {
    this.checked.push(history);
    onView(before);
    return Promise.resolve(before);
  }
}

/** VS Code's store of a workspace, as a table. */
class TableStore {
  readonly table = new Map<string, unknown>();
  get(key: string): unknown {
    return this.table.get(key);
  }
  update(key: string, value: unknown): Promise<void> {
    this.table.set(key, structuredClone(value));
    return Promise.resolve();
  }
}

describe('a conversation whose model is switched', () => {
  it('goes on from the answers of the model before, and keeps which model gave which', async () => {
    const answers = new SwitchedAnswers();
    const store = new TableStore();
    const conversation = new ChatConversation(answers, store);
    await conversation.ask({ question: 'What is 9 * 2?', ratio: '0.5', force: false });
    answers.model = 'coder-1.5b';
    await conversation.ask({ question: 'And twice that?', ratio: '0.5', force: false });
    expect(answers.asked[1]?.history).toEqual([
      {
        question: 'What is 9 * 2?',
        answer: expect.stringContaining('19') as string,
        keepRatio: 0.5,
      },
    ]);
    const again = new ChatConversation(answers, store);
    const { turns, leftCount } = again.current;
    expect(turns.map(({ report }) => report?.model)).toEqual(['coder-0.5b', 'coder-1.5b']);
    expect(leftCount).toBe(0);
  });
});

/** Answers that are written until they are stopped. */
class EndlessAnswers {
  async ask({ question }: AnswerRequest, { onView, signal }: AnswerHooks): Promise<AnswerView> {
    const writing = { ...answerView, question, state: 'writing', report: null } as const;
    onView(writing);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    const stopped = { ...writing, state: 'stopped' } as const;
    onView(stopped);
    return stopped;
  }

  checkAgain(): Promise<AnswerView> {
    return Promise.reject(new Error('nobody checks'));
  }
}

describe('a conversation that begins anew while an answer is written', () => {
  it('shows and keeps the answer as stopped, where a page can read it', async () => {
    const answers = new EndlessAnswers();
    const store = new TableStore();
    const conversation = new ChatConversation(answers, store);
    const asked = conversation.ask({ question: 'What is 9 * 2?', ratio: '0.5', force: false });
    await conversation.startAnew();
    await asked;
    const { current } = conversation;
    expect(accept(chatLink.events.conversation, current, 'conversation').ok).toBe(true);
    expect(current.turns).toMatchObject([{ state: 'stopped', follows: 0 }]);
    expect(current.leftCount).toBe(1);
    expect(new ChatConversation(answers, store).current).toEqual(current);
  });
});

describe('a turn of a conversation that has begun anew since', () => {
  const ask = { ratio: '0.5', force: false } as const;

  async function begunAnew(): Promise<{
    answers: SwitchedAnswers;
    conversation: ChatConversation;
  }> {
    const answers = new SwitchedAnswers();
    const conversation = new ChatConversation(answers, new TableStore());
    await conversation.ask({ ...ask, question: 'What is 9 * 2?' });
    await conversation.ask({ ...ask, question: 'And if it were twice as fast?' });
    await conversation.startAnew();
    await conversation.ask({ ...ask, question: 'What is 6 * 7?' });
    return { answers, conversation };
  }

  it('is checked again with what it followed upon', async () => {
    const { answers, conversation } = await begunAnew();
    for (const id of ['a1', 'a2', 'a3', 'a2']) await conversation.checkAgain(id);
    const asked = answers.checked.map((history) => history?.map(({ question }) => question));
    const first = ['What is 9 * 2?'];
    expect(asked).toEqual([[], first, [], first]);
  });

  it('is asked otherwise with what it followed upon', async () => {
    const { answers, conversation } = await begunAnew();
    await conversation.askInstead('a2', { ...ask, question: 'And thrice?' });
    const history = answers.asked.at(-1)?.history ?? [];
    expect(history.map(({ question }) => question)).toEqual(['What is 9 * 2?']);
    expect(conversation.current.leftCount).toBe(0);
    expect(conversation.current.turns).toHaveLength(2);
  });
});

describe('a conversation that was kept', () => {
  it('has a question from the moment it was asked', async () => {
    const store = new TableStore();
    const writing = { ...answerView, state: 'writing', chain: 'half', report: null } as const;
    const answers = {
      ask: (_: AnswerRequest, { onView }: AnswerHooks) => {
        onView(writing);
        return new Promise<AnswerView>(() => undefined);
      },
      checkAgain: () => Promise.reject(new Error('nobody checks')),
    };
    const conversation = new ChatConversation(answers, store);
    void conversation.ask({ question: writing.question, ratio: '0.5', force: false });
    await vi.waitFor(() => expect(store.table.size).toBe(1));
    const { turns } = new ChatConversation(answers, store).current;
    expect(turns).toEqual([{ ...writing, state: 'stopped', follows: 0 }]);
  });

  /** Counts how often the turns are looked at, as a check of them would. */
  class WatchedStore extends TableStore {
    turnReads = 0;
    override get(key: string): unknown {
      const kept = super.get(key) as { turns: readonly object[] } | undefined;
      return kept && { ...kept, turns: kept.turns.map((turn) => this.#watched(turn)) };
    }
    #watched(turn: object): object {
      return new Proxy(turn, {
        get: (target, property) => {
          this.turnReads += 1;
          return Reflect.get(target, property) as unknown;
        },
      });
    }
  }

  it('is not read before somebody looks at it, though menus know that it is there', async () => {
    const store = new WatchedStore();
    expect(new ChatConversation(new SwitchedAnswers(), store).hasTurns).toBe(false);
    await new ChatConversation(new SwitchedAnswers(), store).ask({
      question: 'What is 9 * 2?',
      ratio: '0.5',
      force: false,
    });
    const again = new ChatConversation(new SwitchedAnswers(), store);
    expect(again.hasTurns).toBe(true);
    expect(store.turnReads).toBe(0);
    expect(again.current.turns).toHaveLength(1);
    expect(store.turnReads).toBeGreaterThan(0);
    await again.clear();
    expect(again.hasTurns).toBe(false);
    expect(new ChatConversation(new SwitchedAnswers(), store).hasTurns).toBe(false);
  });
});
