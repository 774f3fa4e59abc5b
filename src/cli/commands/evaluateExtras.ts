import { resolve } from 'node:path';
import type { WritingMode } from '../../core/confidence/calibration';
import { autoWays } from '../../pipeline/eval/autoWays';
import type { EvalQuestion } from '../../pipeline/eval/benchmark';
import type { EvalHeader, EvalRow } from '../../pipeline/eval/evalLog';
import { gradedAnew } from '../../pipeline/eval/gradedAnew';
import { haveSameQuestions } from '../../pipeline/eval/haveSameQuestions';
import type { EvalMethod } from '../../pipeline/eval/method';
import { calibrationFor } from '../../pipeline/eval/methodPredictions';
import { readEvalLog } from '../../pipeline/eval/readEvalLog';
import type { AutoChoice } from '../../pipeline/eval/scoreAuto';
import { AppError } from '../../protocol/appError';
import type { ModelManifest } from '../../protocol/modelManifest';

/** How the model goes on at `auto`; undefined where it tells no chance of answers that were `written` so. */
export function autoChoice(
  methods: readonly EvalMethod[],
  { confidence = [], auto, trainedRatios }: ModelManifest,
  written: WritingMode,
): AutoChoice | undefined {
  const ways = autoWays(methods, Math.min(1, ...trainedRatios));
  const greedy = ways && calibrationFor(ways.short, confidence, written);
  if (ways === undefined || greedy === undefined) return undefined;
  return { ways, greedy, next: auto?.next ?? 'full' };
}

/**
 * The answers of another run to the same questions, graded anew. Codes `invalid-argument` for a run of other
 * questions, `folder-unreadable`.
 */
export async function otherAnswers(
  path: string,
  expected: EvalHeader,
  questions: readonly EvalQuestion[],
): Promise<readonly EvalRow[]> {
  const { header, rows } = await readEvalLog(resolve(path));
  if (header !== undefined && haveSameQuestions(header, expected)) {
    return gradedAnew(rows, questions).filter(({ mode }) => mode === 'batch');
  }
  throw new AppError(
    'invalid-argument',
    `${path} does not hold answers to the same questions: give --against a file of \`tokenskip eval --out\` with the same --file and without --calibrate.`,
  );
}
