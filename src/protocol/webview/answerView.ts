import { checkAgainChains } from '../../core/vote/voteSeconds';
import type { AnswerReport, VoteReport } from '../answerReport';
import type { ErrorCode } from '../errorCodes';
import type { RatioSetting } from './ratioSetting';

/**
 * `waiting`: another answer is being written · `loading`: the model comes into memory · `reading`:
 * the prompt is read · `writing`: tokens arrive · `checking`: the answer is there, and more chains vote
 * on it · `done`, `stopped` (by the person), `failed`: the
 * end; what was written stays.
 */
export type AnswerState =
  'waiting' | 'loading' | 'reading' | 'writing' | 'checking' | 'done' | 'stopped' | 'failed';

/** What went wrong and what helps, in words for people. */
export interface AnswerFailure {
  readonly code: ErrorCode;
  readonly message: string;
  /** Whether asking again may help without changing anything. */
  readonly isRetryable: boolean;
}

/** One question with its answer as far as it is; a complete snapshot, the newest wins. */
export interface AnswerView {
  readonly id: string;
  readonly question: string;
  readonly ratio: RatioSetting;
  /** Asked although it does not look like maths or logic. */
  readonly force?: true;
  readonly state: AnswerState;
  /** γ of the attempt that is shown; `auto` may make two. */
  readonly keepRatio: number;
  /** Attempts before this one, none of which was good enough. */
  readonly failedAttempts: number;
  /** Id of the model that writes it; absent before it is in memory. */
  readonly model?: string;
  /** Sentence about a model that answers in the place of a missing one. */
  readonly modelNote?: string;
  /** The reasoning so far, without the answer line. */
  readonly chain: string;
  /** Share of the prompt that is read, 0 to 1. */
  readonly prefillDone: number;
  /** Tokens of this attempt so far. */
  readonly tokenCount: number;
  /** Since the request, frozen at the end; seconds. */
  readonly seconds: number;
  /** Sentence about the ratio that people should know, such as «not trained for ratios». */
  readonly note: string | null;
  /** When `done`; while `checking`, that of the answer before. */
  readonly report: AnswerReport | null;
  /** While `checking`: the votes so far. */
  readonly tally?: VoteReport;
  /** When `failed`. */
  readonly failure: AnswerFailure | null;
  /** In a conversation: so many turns directly before it were read with the question. */
  readonly follows?: number;
  /** Milliseconds since 1970 of the request. */
  readonly askedAt: number;
}

/** The votes of a check before its first chain has ended. */
export const noVotes: VoteReport = {
  asked: checkAgainChains,
  ended: 0,
  groups: [],
  withoutAnswer: 0,
  isTie: false,
  isComplete: false,
};

/** True when nothing more will come. */
export function isSettled(view: AnswerView): boolean {
  return view.state === 'done' || view.state === 'stopped' || view.state === 'failed';
}
