import type { EngineState } from '../../../src/engine/engine';
import type { ModelJobProgress } from '../../../src/protocol/modelJob';
import type { AnswerView } from '../../../src/protocol/webview/answerView';

/** What a test tells a window that runs in a process of its own. */
export type WindowCommand =
  | { readonly kind: 'ask'; readonly question: string }
  | { readonly kind: 'unload' }
  | { readonly kind: 'pull' }
  /** As VS Code ends an extension: it disposes everything, then the process ends, soon and whatever runs. */
  | { readonly kind: 'end'; readonly afterMs: number };

/** What it says. */
export type WindowEvent =
  | ({ readonly kind: 'begun' } & FoundInWindow)
  | { readonly kind: 'engine'; readonly state: EngineState }
  | { readonly kind: 'view'; readonly state: AnswerView['state']; readonly tokenCount: number }
  /** The answer is complete; conversation, history and savings are being written. */
  | { readonly kind: 'settled' }
  /** They are written: from here on nothing of it may be lost. */
  | { readonly kind: 'kept'; readonly view: AnswerView }
  | { readonly kind: 'pull'; readonly stage: ModelJobProgress['stage'] }
  | { readonly kind: 'pulled'; readonly folder: string }
  | { readonly kind: 'failed'; readonly what: string };

/** What a window shows before anything is asked in it. */
export interface FoundInWindow {
  /** Of the conversation, oldest first. */
  readonly turns: readonly Pick<AnswerView, 'id' | 'question' | 'chain'>[];
  /** Ids of the panel's history, newest first. */
  readonly past: readonly string[];
  /** Answers that saved something. */
  readonly savedAnswers: number;
}
