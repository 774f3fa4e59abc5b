import { boolean, oneOf, text } from '../guards';
import { limits } from '../limits';
import type { ModelView } from './modelView';
import { modelView } from './modelView';
import type { RatioSetting } from './ratioSetting';
import { ratioSetting } from './ratioSetting';

/** A question as a page with a question box asks it. */
export interface PageQuestion {
  readonly question: string;
  readonly ratio: RatioSetting;
  /** Also what does not look like maths or logic. */
  readonly force: boolean;
}

export const pageQuestionFields = {
  question: text(limits.textLength),
  ratio: ratioSetting,
  force: boolean,
};

/** What such a page shows around the answers; a complete snapshot. */
export interface AskingState {
  readonly model: ModelView;
  readonly ratio: RatioSetting;
  readonly reasoning: 'collapsed' | 'open';
}

export const askingStateFields = {
  model: modelView,
  ratio: ratioSetting,
  reasoning: oneOf(['collapsed', 'open']),
};
