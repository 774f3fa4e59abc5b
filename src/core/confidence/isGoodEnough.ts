/** A short answer, when `auto` has to decide whether it needs more. */
export interface EndedAnswer {
  readonly answer: string | null;
  /** The text goes on to the end of its answer: no box is left open. */
  readonly isComplete: boolean;
  /** Why the text ended; `stop` where the model ended it itself. */
  readonly finishReason: string;
  /** By its chance; by its equations where no chance is known. */
  readonly isSure: boolean;
}

/** Whether `auto` takes the answer; the calibration decides by it too what auto does otherwise. */
export function isGoodEnough({ answer, isComplete, finishReason, isSure }: EndedAnswer): boolean {
  return answer !== null && isComplete && finishReason === 'stop' && isSure;
}
