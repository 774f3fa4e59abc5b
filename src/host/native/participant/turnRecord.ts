import type { ChatContext, ChatResult } from 'vscode';
import { ChatResponseTurn } from 'vscode';
import type { ConversationTurn } from '../../../core/conversation/promptTurns';
import type { Check } from '../../../protocol/guards';
import {
  accept,
  boolean,
  nullOr,
  numberIn,
  object,
  optional,
  text,
} from '../../../protocol/guards';
import { limits } from '../../../protocol/limits';

/** What a result of ours remembers for later requests; VS Code keeps it as JSON. */
export interface TurnRecord extends ConversationTurn {
  /** No model ran: the question did not look like maths or logic. */
  readonly isRefused: boolean;
  /**
   * About how long a vote on the answer would take, seconds; null where that is not known, absent
   * where there is nothing to vote on.
   */
  readonly checkSeconds?: number | null;
}

const turnRecord: Check<TurnRecord> = object<TurnRecord>({
  question: text(limits.textLength),
  answer: nullOr(text(limits.textLength)),
  keepRatio: numberIn(0, 1),
  isRefused: boolean,
  checkSeconds: optional(nullOr(numberIn(0, 1e6))),
});

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
