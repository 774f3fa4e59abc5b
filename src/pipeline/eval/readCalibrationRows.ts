import { AppError } from '../../protocol/appError';
import type { EvalQuestion } from './benchmark';
import { parseBenchmark, parseQuestions } from './benchmark';
import type { CalibrationRows } from './calibrate';
import type { EvalHeader } from './evalLog';
import { gradedAnew } from './gradedAnew';
import type { ReadLog } from './readEvalLog';
import { readEvalLog } from './readEvalLog';
import { reserveQuestions } from './reserveQuestions';

/** What runs must have in common for their answers to be those of one product. */
const same = [
  'reserve',
  'model',
  'modelSha256',
  'adapterSha256',
  'format',
  'maxTokens',
  'exactArithmetic',
] as const satisfies readonly (keyof EvalHeader)[];

/**
 * The rows of an earlier calibration run of the same model, written in the same way, graded anew.
 * `files` holds texts by their digests (SHA-256), the run's questions among them.
 * Codes `invalid-argument` for another log and for one whose questions are missing, `folder-unreadable`.
 */
export async function readCalibrationRows(
  path: string,
  expected: EvalHeader,
  files: ReadonlyMap<unknown, string>,
): Promise<CalibrationRows> {
  const { header, rows } = await readEvalLog(path);
  if (header === undefined || same.some((key) => header[key] !== expected[key])) {
    throw new AppError(
      'invalid-argument',
      `${path} is no calibration run of this model with the same --exact and --max-tokens: make it with --calibrate and --out.`,
    );
  }
  const questions = questionsOf(header, files);
  if (questions === undefined) {
    throw new AppError(
      'invalid-argument',
      `The questions of ${path} are needed to grade it anew: give --also-files the --file that it was made with, and its --reserve.`,
    );
  }
  return { benchmark: String(header.benchmark), rows: gradedAnew(rows, questions) };
}

function questionsOf(
  { benchmark, fileSha256, reserveSha256 }: NonNullable<ReadLog['header']>,
  files: ReadonlyMap<unknown, string>,
): readonly EvalQuestion[] | undefined {
  const [questions, reserve] = [files.get(fileSha256), files.get(reserveSha256)];
  if (questions === undefined || (reserveSha256 !== undefined && reserve === undefined)) return;
  const name = parseBenchmark(String(benchmark));
  return reserveQuestions(name, parseQuestions(name, questions), { questions, reserve });
}
