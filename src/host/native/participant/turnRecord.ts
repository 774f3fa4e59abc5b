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

/** Slash commands that ask the question of the turn before once more. */
const againCommands: ReadonlySet<string> = new Set(['check', 'full', 'compare', 'anyway']);

/**
 * The turns that `participant` answered before what is `asked` now, oldest first. A question that was asked
 * once more, to check it or at another ratio, stands there once, with its last answer: a check that had
 * read the answer would repeat it.
 */
export function turnsBefore(
  asked: { readonly question: string; readonly command: string | undefined },
  context: ChatContext,
  participant: string,
): readonly TurnRecord[] {
  const turns = context.history.flatMap((turn) => {
    if (!(turn instanceof ChatResponseTurn) || turn.participant !== participant) return [];
    const record = recordOf(turn.result);
    return record === undefined ? [] : { record, question: record.question, command: turn.command };
  });
  const nexts = [...turns.slice(1), asked];
  return turns
    .filter(({ question }, at) => {
      const next = nexts[at];
      return next?.question !== question || !againCommands.has(next.command ?? '');
    })
    .map(({ record }) => record);
}
