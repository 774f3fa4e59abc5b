import { join } from 'node:path';
import type { WritingMode } from '../../core/confidence/calibration';
import { asFileError, systemCode } from '../../files/fileErrors';
import { hashFile } from '../../modelkit/manifest/hashFile';
import { manifestName, maxManifestBytes } from '../../modelkit/manifest/readManifest';
import { writeCalibrations } from '../../modelkit/manifest/writeCalibrations';
import { readJsonFile } from '../../modelkit/source/jsonFile';
import { adapterWeightsName } from '../../modelkit/source/lora/readAdapter';
import type { Calibrated, CalibrationRows } from '../../pipeline/eval/calibrate';
import { calibrate } from '../../pipeline/eval/calibrate';
import { calibrateRatios } from '../../pipeline/eval/calibrateRatios';
import {
  confidenceCells,
  confidenceHead,
  confidenceSummary,
} from '../../pipeline/eval/confidenceSummary';
import type { EvalHeader, EvalRow } from '../../pipeline/eval/evalLog';
import type { EvalMethod } from '../../pipeline/eval/method';
import { markdownTable } from '../../pipeline/eval/markdownTable';
import { measureAuto } from '../../pipeline/eval/measureAuto';
import type { MethodPredictions } from '../../pipeline/eval/methodPredictions';
import type { TextTokenizer } from '../../pipeline/textTokenizer';
import { AppError } from '../../protocol/appError';
import type {
  ManifestAuto,
  ManifestCalibration,
  ModelManifest,
} from '../../protocol/modelManifest';
import { table } from '../terminal/table';

/** What `eval --calibrate` is to do with its rows. */
export interface CalibrationJob {
  readonly header: EvalHeader;
  readonly rows: readonly EvalRow[];
  readonly methods: readonly EvalMethod[];
  /** Of other calibration runs of the same model. */
  readonly also: readonly CalibrationRows[];
  /** Folders whose `tokenskip.json` takes the calibration. */
  readonly folders: readonly string[];
  /** The model's own, that chains are counted with. */
  readonly tokenizer: Pick<TextTokenizer, 'count'>;
  /** Ratios of the model, by which it is known where `auto` begins. */
  readonly trainedRatios: readonly number[];
  /** ISO date. */
  readonly date: string;
  /** As it may be published. */
  readonly command: string;
}

/** What a calibration run found. */
export interface CalibratedModel {
  /** One for each mode. */
  readonly confidence: readonly Calibrated[];
  /** Null where the methods hold no ratio under 1.0 beside 1.0: what was measured before stays. */
  readonly calibration: ManifestCalibration | null;
  /** Null where what `auto` goes on with was not measured: what the model said before stays. */
  readonly auto: ManifestAuto | null;
}

/** Fits on all rows and writes what comes out into each folder. Codes: those of the parts. */
export async function calibrateModel(job: CalibrationJob): Promise<CalibratedModel> {
  const own = { benchmark: job.header.benchmark, rows: job.rows };
  const sets = [own, ...job.also];
  const { date, command, methods } = job;
  const confidence = calibrate(sets, methods, { date, ...writingOf(job.header) });
  const ratios = calibrateRatios(sets, methods, job.tokenizer);
  const benchmark = [...new Set(sets.map((set) => set.benchmark))].join(', ');
  const calibration = ratios.length === 0 ? null : { benchmark, date, command, ratios };
  const calibrations = confidence.map((fitted) => fitted.calibration);
  const shortRatio = Math.min(1, ...job.trainedRatios);
  const auto = measureAuto(sets, methods, { shortRatio, calibrations, benchmark, date }) ?? null;
  for (const folder of job.folders) {
    await writeCalibrations(folder, {
      confidence: calibrations,
      ...(calibration === null ? {} : { calibration }),
      ...(auto === null ? {} : { auto }),
    });
  }
  return { confidence, calibration, auto };
}

/**
 * Makes sure that the adapter of `folder`, whose tokenskip.json is to take a calibration, is the one that
 * the measured model has merged in. Codes `invalid-argument`, `model-not-found`, `model-file-invalid`.
 */
export async function requireMeasuredAdapter(
  folder: string,
  { name, adapter }: Pick<ModelManifest, 'name' | 'adapter'>,
): Promise<void> {
  await readJsonFile(join(folder, manifestName), maxManifestBytes);
  const { sha256 } = await hashFile(join(folder, adapterWeightsName)).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw asFileError(error, folder);
    throw new AppError(
      'model-not-found',
      `${folder} has no ${adapterWeightsName}: name the folder of an adapter.`,
    );
  });
  if (sha256 === adapter?.sha256) return;
  throw new AppError(
    'invalid-argument',
    `${name} was not made with the adapter in ${folder}: convert the model with it, or name the adapter it was made with.`,
  );
}

/** How the answers of a run were written. */
export function writingOf({ exactArithmetic, maxTokens }: EvalHeader): WritingMode {
  return { exactArithmetic: exactArithmetic === true, maxTokens };
}

/** A paragraph or a table, its head first. */
type Block = string | readonly (readonly string[])[];

/** What was fitted, for people. */
export function calibrationText(calibrated: CalibratedModel): string {
  return calibrationBlocks(calibrated)
    .map((block) => (typeof block === 'string' ? block : table(block)))
    .join('\n\n');
}

export function calibrationMarkdown(calibrated: CalibratedModel): string {
  const blocks = calibrationBlocks(calibrated).map((block) =>
    typeof block === 'string' ? block : markdownTable(block),
  );
  return `${blocks.join('\n\n')}\n`;
}

function calibrationBlocks({ confidence, calibration, auto }: CalibratedModel): readonly Block[] {
  const rows = confidence.map((fitted) =>
    confidenceCells(`${fitted.calibration.mode} (${fitted.calibration.measuredOn})`, fitted.unseen),
  );
  return [
    [confidenceHead, ...rows],
    'Each answer is judged by a fit to other questions, four fifths of all.',
    calibration === null
      ? 'No saving was measured: that takes tokenskip@1.0 and lower ratios in --methods.'
      : ratioRows(calibration),
    ...autoBlocks(auto),
  ];
}

function autoBlocks(auto: ManifestAuto | null): readonly Block[] {
  if (auto?.measured === undefined) {
    return [
      'What auto goes on with was not measured: that takes tokenskip@RATIO and vote5@RATIO at the lowest ratio of the model, tokenskip@1.0 and --latency N.',
    ];
  }
  const { questions, shortAccuracy, full, vote } = auto.measured;
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  return [
    [
      [`after a short answer that is not enough (${questions})`, 'accuracy', 'seconds'],
      ['nothing', percent(shortAccuracy), ''],
      ['the full chain', percent(full.accuracy), full.seconds.toFixed(1)],
      ['a vote of five', percent(vote.accuracy), vote.seconds.toFixed(1)],
    ],
    `auto goes on with ${auto.next === 'vote' ? 'a vote of five' : 'the full chain'}.`,
  ];
}

function ratioRows({ ratios }: ManifestCalibration): readonly (readonly string[])[] {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const range = ([low, high]: readonly [number, number]): string =>
    `${low.toFixed(2)} to ${high.toFixed(2)}`;
  return [
    ['ratio', 'actual', '95 % interval', '8 of 10 questions', 'accuracy', 'questions'],
    ...ratios.map((ratio) => [
      ratio.keepRatio.toFixed(1),
      ratio.actualRatio.toFixed(2),
      range(ratio.interval),
      range(ratio.questionInterval),
      percent(ratio.accuracy),
      String(ratio.questions),
    ]),
  ];
}

/** How good the chances are that the product tells; empty for a model without a calibration. */
export function confidenceText(found: readonly MethodPredictions[]): string {
  if (found.length === 0) return '';
  return `\n\n${table([confidenceHead, ...confidenceRows(found)])}`;
}

export function confidenceMarkdown(found: readonly MethodPredictions[]): string {
  return found.length === 0
    ? ''
    : `\n${markdownTable([confidenceHead, ...confidenceRows(found)])}\n`;
}

function confidenceRows(found: readonly MethodPredictions[]): readonly (readonly string[])[] {
  return found.map(({ method, predictions }) =>
    confidenceCells(method, confidenceSummary(predictions)),
  );
}
