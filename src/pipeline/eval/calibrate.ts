import type {
  ConfidenceCalibration,
  ConfidenceMode,
  GradedSignals,
  VoteShape,
  WritingMode,
} from '../../core/confidence/calibration';
import { confidenceModes, fitConfidence, isSameVote } from '../../core/confidence/calibration';
import { crossFitted } from '../../core/confidence/crossFitted';
import { AppError } from '../../protocol/appError';
import type { ConfidenceSummary } from './confidenceSummary';
import { confidenceSummary } from './confidenceSummary';
import type { EvalRow } from './evalLog';
import { gradedSignals, modeOf, voteShapeOf } from './gradedSignals';
import type { EvalMethod } from './method';

/** Right and wrong answers that a fit needs at least; ten weights on fewer say nothing. */
const minimumOfEach = 20;

/** The answers of one question set. */
export interface CalibrationRows {
  readonly benchmark: string;
  readonly rows: readonly EvalRow[];
}

/** How the answers were written, and when. */
export interface CalibrationRun extends WritingMode {
  /** ISO date. */
  readonly date: string;
}

/** A fit, and how it does on the fifth of the answers that each of five other fits did not see. */
export interface Calibrated {
  readonly calibration: ConfidenceCalibration;
  readonly unseen: ConfidenceSummary;
}

/**
 * One calibration for each mode that the methods have answers of.
 * Code `invalid-argument` where a mode has too few right or wrong answers.
 */
export function calibrate(
  sets: readonly CalibrationRows[],
  methods: readonly EvalMethod[],
  run: CalibrationRun,
): readonly Calibrated[] {
  return confidenceModes.flatMap((mode) => {
    const own = methods.filter((method) => modeOf(method) === mode);
    const found = sets.map((set) => ({ ...set, graded: gradedOf(set.rows, own) }));
    const graded = found.flatMap(({ graded }, place) =>
      graded.map((row) => ({ ...row, question: `${place}/${row.question}` })),
    );
    if (graded.length === 0) return [];
    requireEnough(mode, graded);
    const vote = oneVote(own);
    const used = found.filter((set) => set.graded.length > 0).map(({ benchmark }) => benchmark);
    const measuredOn = [...new Set(used)].join(', ');
    const calibration = {
      mode,
      ...(vote === undefined ? {} : { vote }),
      ...fitConfidence(graded),
      n: graded.length,
      ...run,
      measuredOn,
    };
    return [{ calibration, unseen: confidenceSummary(crossFitted(graded)) }];
  });
}

function gradedOf(rows: readonly EvalRow[], own: readonly EvalMethod[]): readonly GradedSignals[] {
  // Two names of one run are one set of answers.
  const distinct = new Map(
    own.map((method) => [`${method.run.key} ${method.chains?.length}`, method]),
  );
  return [...distinct.values()].flatMap((method) => gradedSignals(method, rows));
}

/** The vote of the methods, if they are votes. Code `invalid-argument` for different ones. */
function oneVote(methods: readonly EvalMethod[]): VoteShape | undefined {
  const [vote, ...others] = methods.map(voteShapeOf);
  if (others.every((other) => isSameVote(vote, other))) return vote;
  throw new AppError(
    'invalid-argument',
    'The chances of one kind of vote are kept: give --calibrate one voteK@RATIO.',
  );
}

function requireEnough(mode: ConfidenceMode, graded: readonly GradedSignals[]): void {
  const right = graded.filter(({ correct }) => correct).length;
  const wrong = graded.length - right;
  if (Math.min(right, wrong) >= minimumOfEach) return;
  throw new AppError(
    'invalid-argument',
    `A chance (${mode}) cannot be fitted on ${right} right and ${wrong} wrong answers: ${minimumOfEach} of each are needed, so ask more questions.`,
  );
}
