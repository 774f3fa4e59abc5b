import type { Check } from '../guards';
import { arrayOf, boolean, count, nullOr, object, oneOf, text } from '../guards';
import { limits } from '../limits';
import type { Link } from '../rpc/link';
import type { AnswerView } from './answerView';
import { answerView } from './checkAnswerView';
import type { ModelView } from './modelView';
import { modelView } from './modelView';
import type { RatioSetting } from './ratioSetting';
import { ratioSetting } from './ratioSetting';

/** The conversation; a complete snapshot. */
export interface Conversation {
  /** Oldest first; all but the last are settled. */
  readonly turns: readonly AnswerView[];
  /** So many of the oldest turns no longer take part in what is asked next. */
  readonly leftCount: number;
  /** Why: the context was full, or the person began anew. */
  readonly leftBecause: 'context' | 'new';
}

/** What the chat shows around the conversation; a complete snapshot. */
export interface ChatState {
  readonly model: ModelView;
  readonly ratio: RatioSetting;
  readonly reasoning: 'collapsed' | 'open';
}

/** All that a page needs to draw itself. */
export interface ChatSnapshot {
  /** The translation as JSON; null for English. */
  readonly strings: string | null;
  readonly state: ChatState;
  readonly conversation: Conversation;
}

export interface ChatQuestion {
  readonly question: string;
  readonly ratio: RatioSetting;
  /** Also what does not look like maths or logic. */
  readonly force: boolean;
}

type Nothing = Record<string, never>;

interface Call<P, R = Nothing> {
  readonly params: P;
  readonly result: R;
}

/** Requests of the page. Those that change something answer at once; the effect is pushed. */
export interface ChatMethods {
  readonly ready: Call<Nothing, ChatSnapshot>;
  readonly ask: Call<ChatQuestion>;
  /** Asks in the place of the turn with this id; that turn and all after it go. */
  readonly askInstead: Call<ChatQuestion & { readonly id: string }>;
  /** More chains vote on the answer of the turn with this id. */
  readonly checkAgain: Call<{ readonly id: string }>;
  readonly stop: Call<Nothing>;
  readonly copy: Call<{ readonly text: string }>;
  /** Writes the answer at the cursors of the editor that was used last. */
  readonly insert: Call<{ readonly latex: string }>;
  readonly getModel: Call<Nothing>;
}

export interface ChatEvents {
  readonly state: ChatState;
  readonly conversation: Conversation;
  /** A turn of the conversation, by its id, while it is written. */
  readonly turn: AnswerView;
}

/** Turns that are kept; older ones are forgotten. */
export const maxTurns = 50;

const nothing: Check<Nothing> = object<Nothing>({});
const anyText = text(limits.textLength);

const chatState = object<ChatState>({
  model: modelView,
  ratio: ratioSetting,
  reasoning: oneOf(['collapsed', 'open']),
});

/** A conversation as a page receives it, or as it was kept. */
export const conversation: Check<Conversation> = object<Conversation>({
  turns: arrayOf(answerView, maxTurns),
  leftCount: count,
  leftBecause: oneOf(['context', 'new']),
});

const question = { question: anyText, ratio: ratioSetting, force: boolean };

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
    ask: { params: object<ChatQuestion>(question), result: nothing },
    askInstead: {
      params: object<ChatMethods['askInstead']['params']>({
        ...question,
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
  },
  events: { state: chatState, conversation, turn: answerView },
};
