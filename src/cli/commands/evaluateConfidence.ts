import { resolve } from 'node:path';
import type { WritingMode } from '../../core/confidence/calibration';
import { writeConfidence } from '../../modelkit/manifest/writeConfidence';
import type { Calibrated } from '../../pipeline/eval/calibrate';
import { calibrate, readCalibrationRows } from '../../pipeline/eval/calibrate';
import {
  confidenceCells,
  confidenceHead,
  confidenceSummary,
} from '../../pipeline/eval/confidenceSummary';
import type { EvalHeader, EvalRow } from '../../pipeline/eval/evalLog';
import type { EvalMethod } from '../../pipeline/eval/method';
import type { MethodPredictions } from '../../pipeline/eval/methodPredictions';
import { table } from '../terminal/table';

/** What `eval --calibrate` is to do with its rows. */
export interface CalibrationJob {
  readonly header: EvalHeader;
  readonly rows: readonly EvalRow[];
  readonly methods: readonly EvalMethod[];
  /** Logs of other calibration runs of the same model. */
  readonly also: readonly string[];
  /** Folders whose `tokenskip.json` takes the calibration. */
  readonly folders: readonly string[];
  /** ISO date. */
  readonly date: string;
}

/** Fits on all rows and writes what comes out into each folder. Codes: those of the parts. */
export async function calibrateModel(job: CalibrationJob): Promise<readonly Calibrated[]> {
  const own = { benchmark: job.header.benchmark, rows: job.rows };
  const others = await Promise.all(
    job.also.map((path) => readCalibrationRows(resolve(path), job.header)),
  );
  const calibrated = calibrate([own, ...others], job.methods, {
    date: job.date,
    ...writingOf(job.header),
  });
  const calibrations = calibrated.map(({ calibration }) => calibration);
  for (const folder of job.folders) await writeConfidence(folder, calibrations);
  return calibrated;
}

/** How the answers of a run were written. */
export function writingOf({ exactArithmetic, maxTokens }: EvalHeader): WritingMode {
  return { exactArithmetic: exactArithmetic === true, maxTokens };
}

/** What was fitted, for people. */
export function calibrationText(calibrated: readonly Calibrated[]): string {
  const rows = calibrated.map(({ calibration, unseen }) =>
    confidenceCells(`${calibration.mode} (${calibration.measuredOn})`, unseen),
  );
  return `${table([confidenceHead, ...rows])}\nEach answer is judged by a fit to four fifths without it.`;
}

/** How good the chances are that the product tells; empty for a model without a calibration. */
export function confidenceText(found: readonly MethodPredictions[]): string {
  if (found.length === 0) return '';
  return `\n\n${table([confidenceHead, ...confidenceRows(found)])}`;
}

export function confidenceMarkdown(found: readonly MethodPredictions[]): string {
  if (found.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = confidenceHead.map((_, column) => (column === 0 ? '---' : '---:'));
  return `\n${[confidenceHead, rule, ...confidenceRows(found)].map(line).join('\n')}\n`;
}

function confidenceRows(found: readonly MethodPredictions[]): readonly (readonly string[])[] {
  return found.map(({ method, predictions }) =>
    confidenceCells(method, confidenceSummary(predictions)),
  );
}
