export const devMathSplits = ['train', 'trial', 'calibration', 'dev'] as const;
/** The parts of the question set; who may look at which is fixed by the rules of the evaluation. */
export type DevMathSplit = (typeof devMathSplits)[number];

export const difficulties = ['easy', 'medium', 'hard'] as const;
export type Difficulty = (typeof difficulties)[number];

/** One generated question with its computed answer and a worked chain. */
export interface DevMathRow {
  /** `devmath-train-0001`: unique over all splits and stable for one version of the generator. */
  readonly id: string;
  readonly split: DevMathSplit;
  readonly kind: string;
  readonly difficulty: Difficulty;
  readonly question: string;
  /** What belongs into the box: a number, fraction, hex or binary literal, time, date or name. */
  readonly answer: string;
  /** Worked solution without the answer line; no trailing blank. */
  readonly chain: string;
}
