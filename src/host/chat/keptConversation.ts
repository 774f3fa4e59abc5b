import { accept, arrayOf, object } from '../../protocol/guards';
import type { AnswerView } from '../../protocol/webview/answerView';
import { isSettled } from '../../protocol/webview/answerView';
import { answerView } from '../../protocol/webview/checkAnswerView';
import type { Conversation } from '../../protocol/webview/chatLink';
import { conversationFields, maxTurns } from '../../protocol/webview/chatLink';

/** The part of VS Code's state of a workspace that is used. */
export interface ConversationStore {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const key = 'chat.conversation';
/** Characters of all chains together; VS Code keeps the state of a workspace in memory. */
const maxCharacters = 500_000;
/** Characters of a question that are kept: no model reads as many. More is a log that was pasted by mistake. */
const maxQuestion = 100_000;

export const emptyConversation: Conversation = { turns: [], leftCount: 0, leftBecause: 'new' };

interface UnreadConversation extends Omit<Conversation, 'turns'> {
  readonly turns: readonly unknown[];
}

const unreadConversation = object<UnreadConversation>({
  ...conversationFields,
  turns: arrayOf<unknown>(() => undefined, maxTurns),
});

/**
 * The conversation of this workspace as it was kept; empty where nothing readable was. A turn that
 * another version of the extension, or a fault, left there is passed over.
 */
export function readConversation(store: ConversationStore): Conversation {
  const checked = accept(unreadConversation, store.get(key), key);
  if (!checked.ok) return emptyConversation;
  const { turns, leftCount } = checked.value;
  const read = turns.map((turn) => accept(answerView, turn, 'turn'));
  /** So many of the first `at` turns can be read. */
  const readBefore = (at: number): number => read.slice(0, at).filter(({ ok }) => ok).length;
  const kept = read.flatMap((turn, at): AnswerView[] => {
    if (!turn.ok) return [];
    const { follows } = turn.value;
    if (follows === undefined) return [turn.value];
    const first = Math.max(0, at - follows);
    return [{ ...turn.value, follows: readBefore(at) - readBefore(first) }];
  });
  return { ...checked.value, turns: kept, leftCount: readBefore(leftCount) };
}

/** Whether turns were kept, without looking whether they can be read. */
export function hasKeptTurns(store: ConversationStore): boolean {
  const kept = store.get(key);
  return typeof kept === 'object' && kept !== null && 'turns' in kept
    ? Array.isArray(kept.turns) && kept.turns.length > 0
    : false;
}

/** Keeps all turns; nothing goes on with an answer after a reload, so one that is being written is kept as stopped. */
export async function keepConversation(store: ConversationStore, now: Conversation): Promise<void> {
  await store.update(key, bounded({ ...now, turns: now.turns.map(keptTurn) }));
}

function keptTurn(turn: AnswerView): AnswerView {
  const kept = { ...turn, question: turn.question.slice(0, maxQuestion) };
  if (isSettled(turn)) return kept;
  // While an answer is checked it is there already.
  return { ...kept, state: turn.report === null ? 'stopped' : 'done' };
}

/** The newest turns, at most {@link maxTurns} and {@link maxCharacters} of them. */
export function bounded(all: Conversation): Conversation {
  let characters = 0;
  const kept: AnswerView[] = [];
  for (const turn of all.turns.toReversed()) {
    // The report repeats the chain.
    characters += Math.min(turn.question.length, maxQuestion) + 2 * turn.chain.length;
    if (kept.length === maxTurns || characters > maxCharacters) break;
    kept.unshift(turn);
  }
  const forgotten = all.turns.length - kept.length;
  return { ...all, turns: kept, leftCount: Math.max(0, all.leftCount - forgotten) };
}
