import { resolve } from 'node:path';
import type { WritingMode } from '../../core/confidence/calibration';
import { autoWays } from '../../pipeline/eval/autoWays';
import type { EvalHeader, EvalRow } from '../../pipeline/eval/evalLog';
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

/** The answers of another run. Codes `invalid-argument` for one to other questions, `folder-unreadable`. */
export async function otherAnswers(
  path: string,
  { benchmark, fileSha256 }: EvalHeader,
): Promise<readonly EvalRow[]> {
  const { header, rows } = await readEvalLog(resolve(path));
  if (header?.benchmark === benchmark && header.fileSha256 === fileSha256) {
    return rows.filter(({ mode }) => mode === 'batch');
  }
  throw new AppError(
    'invalid-argument',
    `${path} does not hold answers to the same questions: give --against a file of \`tokenskip eval --out\` with the same --file.`,
  );
}
