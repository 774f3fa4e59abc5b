import type { ConfidenceMode } from '../core/confidence/calibration';
import type { ConfidenceWord } from '../core/confidence/confidenceWord';
import type { Saving } from '../core/savings';
import type { FinishReason } from './childProtocol';

/** What exact arithmetic says of one equation of the chain. */
export interface EquationMark {
  readonly holds: boolean;
  /** The whole equation in the chain, UTF-16 units, end exclusive. */
  readonly startOffset: number;
  readonly endOffset: number;
  /** What is wrong in it; only where it does not hold. */
  readonly wrong?: {
    readonly startOffset: number;
    readonly endOffset: number;
    /** What would stand there, written like it; null where there is no value (a division by zero). */
    readonly rightValue: string | null;
  };
}

/** How several chains voted on one answer. */
export interface VoteReport {
  /** Chains that were to be written. */
  readonly asked: number;
  /** Those that ended before the winner was certain. */
  readonly ended: number;
  /** Answers with their votes, most first. */
  readonly groups: readonly { readonly answer: string; readonly count: number }[];
  readonly withoutAnswer: number;
  /** Two answers have the most votes: the one that was named first is shown. */
  readonly isTie: boolean;
  /** False when a person stopped it: the tally is a part of the vote. */
  readonly isComplete: boolean;
}

/** The chance that an answer is right, as this model's own measurement has it. */
export interface ConfidenceReport {
  /** Between 0 and 1. */
  readonly probability: number;
  readonly word: ConfidenceWord;
  /** False where the chance is below what the person wants. */
  readonly isSure: boolean;
  /** Whether it is of one chain or of a vote. */
  readonly mode: ConfidenceMode;
  /** Question sets that it was measured on, such as `gsm8k, devmath`. */
  readonly measuredOn: string;
  /** Answers that it was measured on. */
  readonly n: number;
  /** ISO date of that. */
  readonly date: string;
}

/** One answer with all that is known about it. `ask --json` prints it: scripts rely on the names. */
export interface AnswerReport {
  /** As written in the box, LaTeX included; null where the model gave none. */
  readonly answer: string | null;
  /** The reasoning, without the answer line. */
  readonly chain: string;
  /** All that was written, failed attempts included. */
  readonly tokens: number;
  readonly chainTokens: number;
  readonly promptTokens: number;
  /** From the first request to the last token. */
  readonly seconds: number;
  /** Of decoding the answer: the first token belongs to the time before it. */
  readonly tokensPerSecond: number;
  readonly timeToFirstToken: number;
  readonly finishReason: FinishReason;
  readonly device: string;
  readonly deviceReason: string;
  readonly model: string;
  readonly ratio: number;
  readonly trainedForRatio: boolean;
  /** The last number, where there is no answer: a guess. */
  readonly lastNumber: string | null;
  /** Null where nothing is known about it. */
  readonly saved: Saving | null;
  /** Equations that exact arithmetic could judge, in order. */
  readonly checks: readonly EquationMark[];
  /** Numbers of the chain that exact arithmetic replaced; absent where it was off. */
  readonly corrections?: number;
  /** Absent where the model was not measured, and without an answer. */
  readonly confidence?: ConfidenceReport;
  /** The question looks like nothing that models were measured on here: no chance is told. */
  readonly isOutside?: true;
  /** Where several chains were written; the chain that is shown is the first that won. */
  readonly votes?: VoteReport;
}
