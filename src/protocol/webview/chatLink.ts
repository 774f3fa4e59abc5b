import type { Check, Fields } from '../guards';
import { arrayOf, count, nullOr, object, oneOf, text } from '../guards';
import { limits } from '../limits';
import type { Call, Nothing } from '../rpc/call';
import { nothing } from '../rpc/call';
import type { Link } from '../rpc/link';
import type { AnswerView } from './answerView';
import type { AskingState, PageQuestion } from './askingPage';
import { askingStateFields, pageQuestionFields } from './askingPage';
import { answerView } from './checkAnswerView';

/** The conversation; a complete snapshot. */
export interface Conversation {
  /** Oldest first; all but the last are settled. */
  readonly turns: readonly AnswerView[];
  /** So many of the oldest turns no longer take part in what is asked next. */
  readonly leftCount: number;
  /** Why: the context was full, or the person began anew. */
  readonly leftBecause: 'context' | 'new';
}

/** All that a page needs to draw itself. */
export interface ChatSnapshot {
  /** The translation as JSON; null for English. */
  readonly strings: string | null;
  readonly state: AskingState;
  readonly conversation: Conversation;
}

/** Requests of the page. Those that change something answer at once; the effect is pushed. */
export interface ChatMethods {
  readonly ready: Call<Nothing, ChatSnapshot>;
  readonly ask: Call<PageQuestion>;
  /** Asks in the place of the turn with this id; that turn and all after it go. */
  readonly askInstead: Call<PageQuestion & { readonly id: string }>;
  /** More chains vote on the answer of the turn with this id. */
  readonly checkAgain: Call<{ readonly id: string }>;
  readonly stop: Call<Nothing>;
  readonly copy: Call<{ readonly text: string }>;
  /** Writes the answer at the cursors of the editor that was used last. */
  readonly insert: Call<{ readonly latex: string }>;
  readonly getModel: Call<Nothing>;
  /** Takes the larger model that the state offers, and gets it first if need be. */
  readonly takeUpgrade: Call<Nothing>;
}

export interface ChatEvents {
  readonly state: AskingState;
  readonly conversation: Conversation;
  /** A turn of the conversation, by its id, while it is written. */
  readonly turn: AnswerView;
}

/** Turns that are kept; older ones are forgotten. */
export const maxTurns = 50;

const anyText = text(limits.textLength);

const chatState = object<AskingState>(askingStateFields);

/** What is checked of a conversation. */
export const conversationFields: Fields<Conversation> = {
  turns: arrayOf(answerView, maxTurns),
  leftCount: count,
  leftBecause: oneOf(['context', 'new']),
};

/** A conversation as a page receives it. */
const conversation: Check<Conversation> = object<Conversation>(conversationFields);

/** The link between the chat's page and the extension host. */
export const chatLink: Link<ChatMethods, ChatEvents> = {
  version: 1,
  methods: {
    ready: {
      params: nothing,
      result: object<ChatSnapshot>({
        strings: nullOr(anyText),
        state: chatState,
        conversation,
      }),
    },
    ask: { params: object<PageQuestion>(pageQuestionFields), result: nothing },
    askInstead: {
      params: object<ChatMethods['askInstead']['params']>({
        ...pageQuestionFields,
        id: text(limits.nameLength),
      }),
      result: nothing,
    },
    checkAgain: {
      params: object<ChatMethods['checkAgain']['params']>({ id: text(limits.nameLength) }),
      result: nothing,
    },
    stop: { params: nothing, result: nothing },
    copy: { params: object<ChatMethods['copy']['params']>({ text: anyText }), result: nothing },
    insert: {
      params: object<ChatMethods['insert']['params']>({ latex: anyText }),
      result: nothing,
    },
    getModel: { params: nothing, result: nothing },
    takeUpgrade: { params: nothing, result: nothing },
  },
  events: { state: chatState, conversation, turn: answerView },
};
