import { resolve } from 'node:path';
import { exactByDefault } from '../../core/arithmetic/exactByDefault';
import { chooseRatio } from '../../engine/ask/ratioChoice';
import { replaceFile } from '../../files/replaceFile';
import { accuracyPlot } from '../../pipeline/eval/accuracyPlot';
import type { Benchmark, EvalQuestion } from '../../pipeline/eval/benchmark';
import {
  benchmarks,
  parseBenchmark,
  digestOf,
  parseQuestions,
  readBenchmarkFile,
} from '../../pipeline/eval/benchmark';
import type { CalibrationRows } from '../../pipeline/eval/calibrate';
import { reliabilityPlot, riskCoveragePlot } from '../../pipeline/eval/confidencePlots';
import type { ConfidenceSummary } from '../../pipeline/eval/confidenceSummary';
import { confidenceSummary } from '../../pipeline/eval/confidenceSummary';
import type { EvalHeader, EvalRow } from '../../pipeline/eval/evalLog';
import { EvalLog } from '../../pipeline/eval/evalLog';
import { gradedAnew } from '../../pipeline/eval/gradedAnew';
import type { EvalMethod } from '../../pipeline/eval/method';
import { methodNames, parseMethods, runsOf } from '../../pipeline/eval/method';
import type { MethodPredictions } from '../../pipeline/eval/methodPredictions';
import { methodPredictions } from '../../pipeline/eval/methodPredictions';
import { reserveQuestions } from '../../pipeline/eval/reserveQuestions';
import type { Evaluation } from '../../pipeline/eval/evaluation';
import { evaluationOf } from '../../pipeline/eval/evaluation';
import type { MethodSummary } from '../../pipeline/eval/summary';
import { summaryMarkdown, summaryRows } from '../../pipeline/eval/summaryTable';
import type { TextTokenizer } from '../../pipeline/textTokenizer';
import { openTokenizer } from '../../pipeline/textTokenizer';
import { AppError } from '../../protocol/appError';
import { limits } from '../../protocol/limits';
import type { ModelManifest } from '../../protocol/modelManifest';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { parseFlags, parseWholeNumber } from '../parseFlags';
import type { ReadyModel } from '../prepareModel';
import { prepareModel } from '../prepareModel';
import { shownCommand } from '../shownCommand';
import { table } from '../terminal/table';
import type { EngineSession } from '../withEngine';
import { parseDevice, withEngine } from '../withEngine';
import {
  calibrateModel,
  calibrationMarkdown,
  calibrationText,
  confidenceMarkdown,
  confidenceText,
  requireMeasuredAdapter,
  writingOf,
} from './evaluateConfidence';
import { alsoAnswers } from './evaluateAlso';
import { autoChoice, otherAnswers } from './evaluateExtras';
import type { Sizes } from './evaluateRuns';
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
  --paper-budget     with math500, as the paper's code: that many times the ratio for tokenskip@RATIO
  --exact on|off     compute results exactly while answers are written; default off, with --calibrate
                     as in the product (${exactByDefault ? 'on' : 'off'})
  --batch N          answers written at once, default ${defaultBatch}
  --latency N        ask the first N questions alone too, all methods in turn, and report their seconds;
                     the chains of a vote are one batch
  --against LOG      a file of --out with the answers of \`original\` to the same questions, of another
                     model or setting: by how many points each method is more often right than they
  --by-group         a table for each kind or subject that the file names, below the whole
  --table FILE       write the result as a Markdown table; with --calibrate what it measured
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
  --also-files FILES the --file of each of them, and the --reserve of those that had one
  --adapter DIR      with --calibrate: an adapter's folder whose tokenskip.json takes the fit too
  --device D         auto (default), cpu, webgpu, cuda, dml
  --threads N        compute threads, default: the physical cores
  --json             the last line is an array with one object per method: method, ratio, questions,
                     accuracy, interval (95 %, Wilson), chainTokens and tokens (means per question),
                     seconds (mean of the questions that --latency asked alone, else null),
                     actualRatio, finished, againstOriginal and, with --against, againstOther (points, paired
                     bootstrap), asFast (seconds of original over its own), with --exact on
                     corrections (mean per question), confidence
                     (of a calibrated model: answers, calibrationError, perfectBand, slope, auroc);
                     with --calibrate an object: confidence (per mode: calibration, unseen) and
                     calibration (benchmark, date, command, ratios) and auto (next, measured)

A calibrated model has a line more, \`auto\`, where tokenskip@RATIO and vote5@RATIO at its lowest ratio and
tokenskip@1.0 are among the methods: what it would have shown and spent, worked out from their answers.

Answers are greedy. original and tokenskip@1.0 ask the same and are run once; truncation is computed
from them: one cap on the tokens of all answers, so that the ratio of them is left.`;

const flags = {
  benchmark: { type: 'string' },
  file: { type: 'string' },
  methods: { type: 'string' },
  limit: { type: 'string' },
  against: { type: 'string' },
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
  'also-files': { type: 'string' },
  adapter: { type: 'string' },
  device: { type: 'string' },
  threads: { type: 'string' },
  json: { type: 'boolean' },
} as const;

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
  requireNoPlot(values);
  const sizes = readSizes(values);
  const limit = parseWholeNumber('--limit', values.limit, 1, limits.promptsPerRequest);
  const device = parseDevice(values.device);
  const threads = parseWholeNumber('--threads', values.threads, 1, 256);
  const content = await readBenchmarkFile(resolve(values.file));
  const questions = (await questionsOf(benchmark, content, values)).slice(0, limit);
  const model = await prepareModel(values.model, context);
  noteUntrained(methods, model.manifest, context);
  if (isCalibration && values.adapter !== undefined) {
    await requireMeasuredAdapter(resolve(values.adapter), model.manifest);
  }
  const tokenizer = await openTokenizer(model.folder);
  const header = await headerOf({ benchmark, content, sizes, values }, model.manifest);
  const also = isCalibration ? await alsoAnswers(values, header) : [];
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
  // A log may hold more than was asked for now (a longer run, other methods), and be older than a rule.
  const rows = gradedAnew(log.rows, questions);
  const asked = { values, args, methods, questions, header, rows, also, model, tokenizer };
  const report = isCalibration ? await calibrated(asked) : await evaluated(asked);
  context.out.write(`${report}\n`);
  return exitCodes.ok;
}

type EvaluateFlags = ReturnType<typeof parseFlags<typeof flags>>['values'];

/** Under which settings answers are kept: others are not taken for them. */
async function headerOf(
  {
    benchmark,
    content,
    sizes,
    values,
  }: {
    readonly benchmark: Benchmark;
    readonly content: Buffer;
    readonly sizes: Sizes;
    readonly values: EvaluateFlags;
  },
  { id, source, adapter, quantisation }: ModelManifest,
): Promise<EvalHeader> {
  const { calibrate, reserve } = values;
  return {
    benchmark,
    fileSha256: digestOf(content),
    model: id,
    modelSha256: source.sha256,
    ...(adapter === undefined ? {} : { adapterSha256: adapter.sha256 }),
    format: quantisation.format,
    maxTokens: sizes.maxNewTokens,
    ...(sizes.isPaperBudget ? { paperBudget: true } : {}),
    ...(sizes.exactArithmetic ? { exactArithmetic: true } : {}),
    ...(calibrate === true ? { reserve: 'calibration' } : {}),
    ...(reserve === undefined ? {} : { reserveSha256: await sha256Of(reserve) }),
  };
}

/** All that was asked for, and the answers. */
interface Asked {
  readonly values: EvaluateFlags;
  readonly args: readonly string[];
  readonly methods: readonly EvalMethod[];
  readonly questions: readonly EvalQuestion[];
  readonly header: EvalHeader;
  readonly rows: readonly EvalRow[];
  /** Of other calibration runs. */
  readonly also: readonly CalibrationRows[];
  readonly model: ReadyModel;
  readonly tokenizer: TextTokenizer;
}

/** Keeps what the answers say of chances and ratios; the text for people or programs. */
async function calibrated({ values, args, model, tokenizer, ...run }: Asked): Promise<string> {
  const { methods, header, rows, also } = run;
  const found = await calibrateModel({
    ...{ header, rows, also, methods, tokenizer },
    folders: [model.folder, ...(values.adapter === undefined ? [] : [resolve(values.adapter)])],
    trainedRatios: model.manifest.trainedRatios,
    date: new Date().toISOString().slice(0, 10),
    command: shownCommand('tokenskip eval', args),
  });
  if (values.table !== undefined) {
    await replaceFile(resolve(values.table), calibrationMarkdown(found));
  }
  return values.json === true ? JSON.stringify(found) : calibrationText(found);
}

/** How right and how long the answers are; the text for people or programs. */
async function evaluated({ values, model, tokenizer, ...run }: Asked): Promise<string> {
  const { methods, questions, header, rows } = run;
  const { manifest } = model;
  const evaluation = evaluationOf(methods, rows, questions, tokenizer, {
    auto: autoChoice(methods, manifest, writingOf(header)),
    other:
      values.against === undefined
        ? undefined
        : await otherAnswers(values.against, header, questions),
  });
  const chances = methodPredictions(methods, rows, manifest.confidence ?? [], writingOf(header));
  const title = `${manifest.name} on ${header.benchmark}, ${questions.length} questions`;
  await writeFiles(values, { evaluation, chances, title });
  return values.json === true
    ? JSON.stringify(withConfidence(evaluation.whole, chances))
    : `${text(evaluation, values)}${confidenceText(chances)}`;
}

/** Code `invalid-argument` for what a calibration draws nothing of. */
function requireNoPlot({ calibrate, ...values }: EvaluateFlags): void {
  const asked = (['plot', 'reliability', 'risk', 'against'] as const).find(
    (name) => values[name] !== undefined,
  );
  if (calibrate !== true || asked === undefined) return;
  throw new AppError(
    'invalid-argument',
    `--${asked} is of questions that nothing was fitted on: leave it out with --calibrate, and run eval again on others.`,
  );
}

/** All questions of the file, or those that chances may be fitted on. */
async function questionsOf(
  benchmark: Benchmark,
  content: Buffer,
  { calibrate, reserve }: EvaluateFlags,
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

async function writeFiles(
  files: EvaluateFlags,
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

function text(evaluation: Evaluation, shown: EvaluateFlags): string {
  const whole = table(summaryRows(evaluation.whole));
  if (shown['by-group'] !== true) return whole;
  const groups = evaluation.groups.map(
    ({ name, summary }) => `${name}\n${table(summaryRows(summary))}`,
  );
  return [whole, ...groups].join('\n\n');
}

function markdown(evaluation: Evaluation, shown: EvaluateFlags): string {
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
