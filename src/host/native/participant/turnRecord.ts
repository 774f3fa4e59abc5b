import type { ChatContext, ChatResult } from 'vscode';
import { ChatResponseTurn } from 'vscode';
import type { ConversationTurn } from '../../../core/conversation/promptTurns';
import type { AnswerReport } from '../../../protocol/answerReport';
import type { Check } from '../../../protocol/guards';
import {
  accept,
  arrayOf,
  boolean,
  nullOr,
  numberIn,
  object,
  optional,
  text,
} from '../../../protocol/guards';
import { limits } from '../../../protocol/limits';
import {
  confidenceReport,
  equationMark,
  maxEquations,
  voteReport,
} from '../../../protocol/webview/checkAnswerView';

/**
 * What a result of ours remembers for later requests; VS Code keeps it as JSON. How far the answer can
 * be relied on is named and shaped as in `ask --json`, and absent where nothing was answered.
 */
export interface TurnRecord extends ConversationTurn, Partial<Trust> {
  /** No model ran: the question did not look like maths or logic. */
  readonly isRefused: boolean;
  /**
   * About how long a vote on the answer would take, seconds; null where that is not known, absent
   * where there is nothing to vote on.
   */
  readonly checkSeconds?: number | null;
}

/** Offsets of the checks are those of the reasoning as the model wrote it. */
type Trust = Pick<AnswerReport, 'confidence' | 'checks' | 'votes'>;

const turnRecord: Check<TurnRecord> = object<TurnRecord>({
  question: text(limits.textLength),
  answer: nullOr(text(limits.textLength)),
  keepRatio: numberIn(0, 1),
  isRefused: boolean,
  checkSeconds: optional(nullOr(numberIn(0, 1e6))),
  confidence: optional(confidenceReport),
  checks: optional(arrayOf(equationMark, maxEquations)),
  votes: optional(voteReport),
});

export function trustOf({ confidence, checks, votes }: AnswerReport): Trust {
  return {
    checks,
    ...(confidence === undefined ? {} : { confidence }),
    ...(votes === undefined ? {} : { votes }),
  };
}

/** Undefined for a result that is not ours or that an older version wrote. */
export function recordOf({ metadata }: ChatResult): TurnRecord | undefined {
  const checked = accept(turnRecord, metadata, 'metadata');
  return checked.ok ? checked.value : undefined;
}

/** The turns of this conversation that `participant` answered, oldest first. */
export function ownTurns(context: ChatContext, participant: string): readonly TurnRecord[] {
  return context.history.flatMap((turn) =>
    turn instanceof ChatResponseTurn && turn.participant === participant
      ? (recordOf(turn.result) ?? [])
      : [],
  );
}
