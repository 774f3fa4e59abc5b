import { resolve } from 'node:path';
import { digestOf, readBenchmarkFile } from '../../pipeline/eval/benchmark';
import type { CalibrationRows } from '../../pipeline/eval/calibrate';
import type { EvalHeader } from '../../pipeline/eval/evalLog';
import { readCalibrationRows } from '../../pipeline/eval/readCalibrationRows';

/**
 * The answers in the logs of `--also`, graded anew on the questions in `--also-files`. A log names its files
 * by their digests, so that their order does not matter. Codes: those of `readCalibrationRows`.
 */
export async function alsoAnswers(
  { also, 'also-files': alsoFiles }: { readonly also?: string; readonly 'also-files'?: string },
  header: EvalHeader,
): Promise<readonly CalibrationRows[]> {
  const files = await Promise.all(
    pathsOf(alsoFiles).map(async (path) => {
      const content = await readBenchmarkFile(path);
      return [digestOf(content), content.toString('utf8')] as const;
    }),
  );
  const texts = new Map(files);
  return Promise.all(pathsOf(also).map((path) => readCalibrationRows(path, header, texts)));
}

function pathsOf(list: string | undefined): readonly string[] {
  return list === undefined ? [] : list.split(',').map((path) => resolve(path.trim()));
}
