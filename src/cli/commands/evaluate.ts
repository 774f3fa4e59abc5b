import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { exactByDefault } from '../../core/arithmetic/exactByDefault';
import { chooseRatio } from '../../engine/ask/ratioChoice';
import { replaceFile } from '../../files/replaceFile';
import { accuracyPlot } from '../../pipeline/eval/accuracyPlot';
import type { Benchmark, EvalQuestion } from '../../pipeline/eval/benchmark';
import {
  benchmarks,
  parseBenchmark,
  parseQuestions,
  readBenchmarkFile,
} from '../../pipeline/eval/benchmark';
import { reliabilityPlot, riskCoveragePlot } from '../../pipeline/eval/confidencePlots';
import type { ConfidenceSummary } from '../../pipeline/eval/confidenceSummary';
import { confidenceSummary } from '../../pipeline/eval/confidenceSummary';
import type { EvalHeader } from '../../pipeline/eval/evalLog';
import { EvalLog } from '../../pipeline/eval/evalLog';
import type { EvalMethod } from '../../pipeline/eval/method';
import { methodNames, parseMethods, runsOf } from '../../pipeline/eval/method';
import type { MethodPredictions } from '../../pipeline/eval/methodPredictions';
import { methodPredictions } from '../../pipeline/eval/methodPredictions';
import { reserveQuestions } from '../../pipeline/eval/reserveQuestions';
import type { Evaluation } from '../../pipeline/eval/evaluation';
import { evaluationOf } from '../../pipeline/eval/evaluation';
import type { MethodSummary } from '../../pipeline/eval/summary';
import { summaryCells, summaryHead, summaryMarkdown } from '../../pipeline/eval/summaryTable';
import { openTokenizer } from '../../pipeline/textTokenizer';
import { AppError } from '../../protocol/appError';
import { limits } from '../../protocol/limits';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { parseFlags, parseWholeNumber } from '../parseFlags';
import { prepareModel } from '../prepareModel';
import { shownCommand } from '../shownCommand';
import { table } from '../terminal/table';
import type { EngineSession } from '../withEngine';
import { parseDevice, withEngine } from '../withEngine';
import {
  calibrateModel,
  calibrationText,
  confidenceMarkdown,
  confidenceText,
  writingOf,
} from './evaluateConfidence';
import { defaultBatch, defaultMaxTokens, readSizes, runAll } from './evaluateRuns';
import { plotSeconds } from './evaluateSeconds';

const help = `tokenskip eval - accuracy and length of a model's answers

Usage: tokenskip eval --benchmark ${benchmarks.join('|')} --file FILE --methods LIST [flags]
       tokenskip eval --plot-seconds LOGS --svg FILE

  --file FILE        questions, one JSON object a line (GSM8K: question, answer; MATH: problem, answer)
  --methods LIST     ${methodNames}
                     with ratios such as 0.5, separated by commas
  --limit N          only the first N questions
  --model M          folder or id of a model
  --out FILE         keep every answer as a line of JSON; a run that was stopped goes on there
  --max-tokens N     most tokens of an answer, default ${defaultMaxTokens}, the same for every method
  --paper-budget     as the paper's code: that many times the ratio for tokenskip@RATIO
  --exact on|off     compute results exactly while answers are written; default off, with --calibrate
                     as in the product (${exactByDefault ? 'on' : 'off'})
  --batch N          answers written at once, default ${defaultBatch}
  --latency N        ask the first N questions alone too, all methods in turn, and report their seconds;
                     the chains of a vote are one batch
  --by-group         a table for each kind or subject that the file names, below the whole
  --table FILE       write the result as a Markdown table
  --plot FILE        write accuracy over tokens as an SVG
  --plot-seconds LOGS  answer nothing: draw accuracy over the seconds of an answer into the SVG of --svg,
                     from files of --out with --latency, of other models or settings, same questions
  --reliability FILE write how often answers of about one chance were right as an SVG, for the last
                     method that the model is calibrated for
  --risk FILE        write the wrong answers among the surest ones as an SVG, for the same method
  --calibrate        ask only the questions that chances of being right may be fitted on, fit them for
                     each mode (one chain, a vote), measure what each ratio of tokenskip@RATIO saves
                     against tokenskip@1.0, and keep both in the model's tokenskip.json; with --latency
                     also what \`ask --ratio auto\` goes on with: the full chain, or vote5@RATIO
  --reserve FILE     with --calibrate on GSM8K: line numbers of --file, a JSON list "calibration"
  --also FILES       with --calibrate: logs of calibration runs on other questions, fitted with these
  --adapter DIR      with --calibrate: an adapter's folder whose tokenskip.json takes the fit too
  --device D         auto (default), cpu, webgpu, cuda, dml
  --threads N        compute threads, default: the physical cores
  --json             the last line is an array with one object per method: method, ratio, questions,
                     accuracy, interval (95 %, Wilson), chainTokens and tokens (means per question),
                     seconds (mean of the questions that --latency asked alone, else null),
                     actualRatio, finished, againstOriginal (points, paired bootstrap), with --exact on
                     corrections (mean per question), confidence
                     (of a calibrated model: answers, calibrationError, perfectBand, slope, auroc);
                     with --calibrate an object: confidence (per mode: calibration, unseen) and
                     calibration (benchmark, date, command, ratios) and auto (next, measured)

Answers are greedy. original and tokenskip@1.0 ask the same and are run once; truncation is computed
from them: one cap on the tokens of all answers, so that the ratio of them is left.`;

const flags = {
  benchmark: { type: 'string' },
  file: { type: 'string' },
  methods: { type: 'string' },
  limit: { type: 'string' },
  model: { type: 'string' },
  out: { type: 'string' },
  'max-tokens': { type: 'string' },
  'paper-budget': { type: 'boolean' },
  exact: { type: 'string' },
  batch: { type: 'string' },
  latency: { type: 'string' },
  'by-group': { type: 'boolean' },
  table: { type: 'string' },
  plot: { type: 'string' },
  'plot-seconds': { type: 'string' },
  svg: { type: 'string' },
  reliability: { type: 'string' },
  risk: { type: 'string' },
  calibrate: { type: 'boolean' },
  reserve: { type: 'string' },
  also: { type: 'string' },
  adapter: { type: 'string' },
  device: { type: 'string' },
  threads: { type: 'string' },
  json: { type: 'boolean' },
} as const;

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

async function sha256Of(path: string): Promise<string> {
  return digestOf(await readBenchmarkFile(resolve(path)));
}

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('eval', args, flags);
  const { 'plot-seconds': logs } = values;
  if (logs !== undefined && positionals.length === 0) {
    context.out.write(`${await plotSeconds(logs, values.svg)}\n`);
    return exitCodes.ok;
  }
  if (positionals.length > 0 || values.file === undefined) {
    throw new AppError(
      'invalid-argument',
      'Name the questions with --file FILE, and nothing else.',
    );
  }
  const benchmark = parseBenchmark(values.benchmark);
  const methods = parseMethods(values.methods);
  const isCalibration = values.calibrate === true;
  const sizes = readSizes(values);
  const limit = parseWholeNumber('--limit', values.limit, 1, limits.promptsPerRequest);
  const device = parseDevice(values.device);
  const threads = parseWholeNumber('--threads', values.threads, 1, 256);
  const content = await readBenchmarkFile(resolve(values.file));
  const questions = (await questionsOf(benchmark, content, values)).slice(0, limit);
  const model = await prepareModel(values.model, context);
  noteUntrained(methods, model.manifest, context);
  const tokenizer = await openTokenizer(model.folder);
  const { adapter } = model.manifest;
  const header: EvalHeader = {
    benchmark,
    fileSha256: digestOf(content),
    model: model.manifest.id,
    modelSha256: model.manifest.source.sha256,
    ...(adapter === undefined ? {} : { adapterSha256: adapter.sha256 }),
    format: model.manifest.quantisation.format,
    maxTokens: sizes.maxNewTokens,
    ...(sizes.isPaperBudget ? { paperBudget: true } : {}),
    ...(sizes.exactArithmetic ? { exactArithmetic: true } : {}),
    ...(isCalibration ? { reserve: 'calibration' } : {}),
    ...(values.reserve === undefined ? {} : { reserveSha256: await sha256Of(values.reserve) }),
  };
  const log = await EvalLog.open(
    values.out === undefined ? undefined : resolve(values.out),
    header,
  );
  try {
    await withEngine(model, { device, threads }, context, (session) =>
      runAll(session, questions, methods, log, sizes, context),
    );
  } finally {
    await log.close();
  }
  // A log may hold more than was asked for now: a longer run, other methods.
  const rows = log.rows.filter((row) => row.index < questions.length);
  if (isCalibration) {
    const calibrated = await calibrateModel({
      ...{ header, rows, methods },
      also: values.also?.split(',') ?? [],
      folders: [model.folder, ...(values.adapter === undefined ? [] : [resolve(values.adapter)])],
      tokenizer,
      trainedRatios: model.manifest.trainedRatios,
      date: new Date().toISOString().slice(0, 10),
      command: shownCommand('tokenskip eval', args),
    });
    const fitted = values.json === true ? JSON.stringify(calibrated) : calibrationText(calibrated);
    context.out.write(`${fitted}\n`);
    return exitCodes.ok;
  }
  const evaluation = evaluationOf(methods, rows, questions, tokenizer);
  const { confidence = [] } = model.manifest;
  const chances = methodPredictions(methods, rows, confidence, writingOf(header));
  const title = `${model.manifest.name} on ${benchmark}, ${questions.length} questions`;
  await writeFiles(values, { evaluation, chances, title });
  const result =
    values.json === true
      ? JSON.stringify(withConfidence(evaluation.whole, chances))
      : `${text(evaluation, values)}${confidenceText(chances)}`;
  context.out.write(`${result}\n`);
  return exitCodes.ok;
}

/** All questions of the file, or those that chances may be fitted on. */
async function questionsOf(
  benchmark: Benchmark,
  content: Buffer,
  { calibrate, reserve }: { readonly calibrate?: boolean; readonly reserve?: string },
): Promise<readonly EvalQuestion[]> {
  const lines = content.toString('utf8');
  const questions = parseQuestions(benchmark, lines);
  if (calibrate !== true) return questions;
  const numbers =
    reserve === undefined
      ? undefined
      : (await readBenchmarkFile(resolve(reserve))).toString('utf8');
  return reserveQuestions(benchmark, questions, { questions: lines, reserve: numbers });
}

function withConfidence(
  summary: readonly MethodSummary[],
  chances: readonly MethodPredictions[],
): readonly (MethodSummary & { readonly confidence: ConfidenceSummary | null })[] {
  return summary.map((line) => {
    const found = chances.find(({ method }) => method === line.method);
    return { ...line, confidence: found ? confidenceSummary(found.predictions) : null };
  });
}

interface Files {
  readonly table?: string;
  readonly plot?: string;
  readonly reliability?: string;
  readonly risk?: string;
  readonly 'by-group'?: boolean;
}

async function writeFiles(
  files: Files,
  {
    evaluation,
    chances,
    title,
  }: {
    readonly evaluation: Evaluation;
    readonly chances: readonly MethodPredictions[];
    readonly title: string;
  },
): Promise<void> {
  const { plot, reliability, risk } = files;
  if (files.table !== undefined) {
    await replaceFile(
      resolve(files.table),
      `${markdown(evaluation, files)}${confidenceMarkdown(chances)}`,
    );
  }
  if (plot !== undefined) await replaceFile(resolve(plot), accuracyPlot(evaluation.whole, title));
  if (reliability === undefined && risk === undefined) return;
  const shown = chances.at(-1);
  if (shown === undefined) {
    throw new AppError(
      'invalid-argument',
      'There are no chances to draw: run eval --calibrate first, with the same --exact and --max-tokens, and name tokenskip@RATIO or voteK@RATIO in --methods.',
    );
  }
  const named = `${title}, ${shown.method}`;
  if (reliability !== undefined) {
    await replaceFile(resolve(reliability), reliabilityPlot(shown.predictions, named));
  }
  if (risk !== undefined)
    await replaceFile(resolve(risk), riskCoveragePlot(shown.predictions, named));
}

function noteUntrained(
  methods: readonly EvalMethod[],
  manifest: EngineSession['manifest'],
  context: CliContext,
): void {
  for (const { keepRatio } of runsOf(methods)) {
    const { note } = chooseRatio(keepRatio.toFixed(1), manifest);
    if (note !== undefined) context.err.write(`${note}\n`);
  }
}

interface Shown {
  readonly 'by-group'?: boolean;
}

function text(evaluation: Evaluation, shown: Shown): string {
  const whole = table([summaryHead, ...evaluation.whole.map(summaryCells)]);
  if (shown['by-group'] !== true) return whole;
  const groups = evaluation.groups.map(
    ({ name, summary }) => `${name}\n${table([summaryHead, ...summary.map(summaryCells)])}`,
  );
  return [whole, ...groups].join('\n\n');
}

function markdown(evaluation: Evaluation, shown: Shown): string {
  const groups = shown['by-group'] === true ? evaluation.groups : [];
  return [
    `${summaryMarkdown(evaluation.whole)}\n`,
    ...groups.map(({ name, summary }) => `### ${name}\n\n${summaryMarkdown(summary)}\n`),
  ].join('\n');
}

export const evaluate: Command = {
  name: 'eval',
  summary: "accuracy and length of a model's answers",
  help,
  run,
};
