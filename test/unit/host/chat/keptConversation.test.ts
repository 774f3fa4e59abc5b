import { describe, expect, it } from 'vitest';
import type { ConversationStore } from '../../../../src/host/chat/keptConversation';
import {
  bounded,
  emptyConversation,
  keepConversation,
  readConversation,
} from '../../../../src/host/chat/keptConversation';
import type { Conversation } from '../../../../src/protocol/webview/chatLink';
import { maxTurns } from '../../../../src/protocol/webview/chatLink';
import { answerReport, answerView } from '../answerViews';

/** The state of a workspace, in memory, as VS Code keeps it: JSON. */
class FakeMemento implements ConversationStore {
  readonly #values = new Map<string, string>();

  get(key: string): unknown {
    const text = this.#values.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  }

  update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, JSON.stringify(value));
    return Promise.resolve();
  }
}

function conversationOf(count: number, chain = '1 + 1 = 2'): Conversation {
  const turns = Array.from({ length: count }, (_, index) =>
    answerView({ id: String(index), state: 'done', chain, report: answerReport({ chain }) }),
  );
  return { turns, leftCount: 0, leftBecause: 'new' };
}

describe('the kept conversation', () => {
  it('is read back as it was kept', async () => {
    const memento = new FakeMemento();
    const kept: Conversation = { ...conversationOf(3), leftCount: 2, leftBecause: 'context' };
    await keepConversation(memento, kept);
    expect(readConversation(memento)).toEqual(kept);
  });

  it('has what was still being written as stopped, and what was being checked as it was', async () => {
    const memento = new FakeMemento();
    const { turns } = conversationOf(2);
    const writing = answerView({ id: 'x', state: 'writing', chain: 'half' });
    const checking = answerView({ id: 'y', state: 'checking', report: answerReport() });
    await keepConversation(memento, {
      turns: [...turns, checking, writing],
      leftCount: 0,
      leftBecause: 'new',
    });
    expect(readConversation(memento).turns).toEqual([
      ...turns,
      { ...checking, state: 'done' },
      { ...writing, state: 'stopped' },
    ]);
  });

  it('begins anew where what was kept cannot be read', async () => {
    const memento = new FakeMemento();
    expect(readConversation(memento)).toEqual(emptyConversation);
    await memento.update('chat.conversation', { turns: [{ id: 7 }] });
    expect(readConversation(memento)).toEqual(emptyConversation);
  });

  it('lets go of the turns alone that cannot be read, and counts on without them', async () => {
    const memento = new FakeMemento();
    const { turns } = conversationOf(6);
    const follows = [0, 1, 2, 3, 1, 2];
    const report = answerReport({ tokensPerSecond: -3 });
    await keepConversation(memento, {
      turns: turns.map((turn, at) => ({
        ...turn,
        follows: follows[at] ?? 0,
        // The second and the fifth were kept by a version that measured them wrongly.
        ...(at === 1 || at === 4 ? { report } : {}),
      })),
      leftCount: 3,
      leftBecause: 'context',
    });
    const kept = readConversation(memento);
    expect(kept.turns.map(({ id, follows }) => [id, follows])).toEqual([
      ['0', 0],
      ['2', 1],
      ['3', 2],
      ['5', 1],
    ]);
    expect(kept).toMatchObject({ leftCount: 2, leftBecause: 'context' });
  });

  it('forgets the oldest of too many, and counts those that had left accordingly', () => {
    const now = bounded({ ...conversationOf(maxTurns + 3), leftCount: 5 });
    expect(now.turns).toHaveLength(maxTurns);
    expect(now.turns[0]?.id).toBe('3');
    expect(now.leftCount).toBe(2);
    expect(bounded({ ...conversationOf(maxTurns + 3), leftCount: 1 }).leftCount).toBe(0);
  });

  it('forgets nothing for a log that was pasted as a question, and keeps a part of that', async () => {
    const { turns, ...rest } = conversationOf(2);
    const pasted = answerView({ id: 'pasted', state: 'failed', question: 'x'.repeat(600_000) });
    const asked = answerView({ id: 'asked', state: 'done', report: answerReport() });
    const now = { ...rest, turns: [...turns, pasted, asked] };
    expect(bounded(now)).toEqual(now);
    const memento = new FakeMemento();
    await keepConversation(memento, now);
    const kept = readConversation(memento).turns;
    expect(kept.map(({ id }) => id)).toEqual(['0', '1', 'pasted', 'asked']);
    expect(kept[2]?.question).toHaveLength(100_000);
  });

  it('forgets the oldest of very long ones', () => {
    const now = bounded(conversationOf(10, 'x'.repeat(60_000)));
    expect(now.turns).toHaveLength(4);
    expect(now.turns.at(-1)?.id).toBe('9');
  });
});
