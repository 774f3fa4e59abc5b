import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { splitAnswer } from '../../core/answer/splitAnswer';
import { AppError } from '../../protocol/appError';
import { limits } from '../../protocol/limits';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import type { EvalQuestion } from '../eval/benchmark';
import { benchmarks, parseBenchmark, parseQuestions, readBenchmarkFile } from '../eval/benchmark';
import { EvalLog } from '../eval/evalLog';
import type { EvalMethod } from '../eval/method';
import { parseMethods } from '../eval/method';
import { runRatio } from '../eval/runRatio';
import type { MethodSummary } from '../eval/summary';
import { summarise } from '../eval/summary';
import { parseFlags, parseWholeNumber } from '../parseFlags';
import { prepareModel } from '../prepareModel';
import { chooseRatio } from '../../engine/ask/ratioChoice';
import { ProgressLine } from '../terminal/progressLine';
import { table } from '../terminal/table';
import type { EngineSession } from '../withEngine';
import { parseDevice, withEngine } from '../withEngine';

/** The budget of the paper's GSM8K evaluation; MATH has 1,024. */
const defaultMaxTokens = 512;
const defaultBatch = 8;

const help = `tokenskip eval - accuracy and length of a model's answers

Usage: tokenskip eval --benchmark ${benchmarks.join('|')} --file FILE --methods LIST [flags]

  --file FILE        questions, one JSON object a line (GSM8K: question, answer; MATH: problem, answer)
  --methods LIST     original, tokenskip@1.0, tokenskip@0.5, ..., separated by commas
  --limit N          only the first N questions
  --model M          folder or id of a model
  --out FILE         keep every answer as a line of JSON; a run that was stopped goes on there
  --max-tokens N     most tokens of an answer, default ${defaultMaxTokens}
  --batch N          answers written at once, default ${defaultBatch}
  --device D         auto (default), cpu, webgpu, cuda, dml
  --threads N        compute threads, default: the physical cores
  --json             the last line is an array with one object per method: method, ratio, questions,
                     accuracy, interval (95 %, Wilson), chainTokens, tokens and seconds (means per
                     question; seconds of wall time in this batch), actualRatio, finished

Answers are greedy. original and tokenskip@1.0 ask the same and are run once.`;

const flags = {
  benchmark: { type: 'string' },
  file: { type: 'string' },
  methods: { type: 'string' },
  limit: { type: 'string' },
  model: { type: 'string' },
  out: { type: 'string' },
  'max-tokens': { type: 'string' },
  batch: { type: 'string' },
  device: { type: 'string' },
  threads: { type: 'string' },
  json: { type: 'boolean' },
} as const;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('eval', args, flags);
  if (positionals.length > 0 || values.file === undefined) {
    throw new AppError(
      'invalid-argument',
      'Name the questions with --file FILE, and nothing else.',
    );
  }
  const benchmark = parseBenchmark(values.benchmark);
  const methods = parseMethods(values.methods);
  const maxNewTokens =
    parseWholeNumber('--max-tokens', values['max-tokens'], 1, limits.maxNewTokens) ??
    defaultMaxTokens;
  const batchSize = parseWholeNumber('--batch', values.batch, 1, limits.batchSize) ?? defaultBatch;
  const limit = parseWholeNumber('--limit', values.limit, 1, limits.promptsPerRequest);
  const device = parseDevice(values.device);
  const threads = parseWholeNumber('--threads', values.threads, 1, 256);
  const content = await readBenchmarkFile(resolve(values.file));
  const questions = parseQuestions(benchmark, content.toString('utf8')).slice(0, limit);
  const model = await prepareModel(values.model, context);
  noteUntrained(methods, model.manifest, context);
  const log = await EvalLog.open(values.out === undefined ? undefined : resolve(values.out), {
    benchmark,
    fileSha256: createHash('sha256').update(content).digest('hex'),
    model: model.manifest.id,
    modelSha256: model.manifest.source.sha256,
    format: model.manifest.quantisation.format,
    maxTokens: maxNewTokens,
  });
  try {
    return await withEngine(model, { device, threads }, context, async (session) => {
      await runAll(session, questions, methods, log, { maxNewTokens, batchSize }, context);
      const summary = await summariseLog(session, questions.length, methods, log, context);
      context.out.write(`${values.json === true ? JSON.stringify(summary) : text(summary)}\n`);
      return exitCodes.ok;
    });
  } finally {
    await log.close();
  }
}

function noteUntrained(
  methods: readonly EvalMethod[],
  manifest: EngineSession['manifest'],
  context: CliContext,
): void {
  for (const { keepRatio } of methods) {
    const { note } = chooseRatio(keepRatio.toFixed(1), manifest);
    if (note !== undefined) context.err.write(`${note}\n`);
  }
}

async function runAll(
  session: EngineSession,
  questions: readonly EvalQuestion[],
  methods: readonly EvalMethod[],
  log: EvalLog,
  sizes: { readonly maxNewTokens: number; readonly batchSize: number },
  context: CliContext,
): Promise<void> {
  const progress = new ProgressLine(context.err);
  try {
    for (const keepRatio of new Set(methods.map((method) => method.keepRatio))) {
      const label = methods
        .filter((method) => method.keepRatio === keepRatio)
        .map((method) => method.name)
        .join(' and ');
      await runRatio(session, questions, log, {
        keepRatio,
        ...sizes,
        signal: context.signal,
        onRow: (done) => progress.update({ label, done, total: questions.length, unit: 'count' }),
      });
    }
  } finally {
    progress.clear();
  }
}

async function summariseLog(
  session: EngineSession,
  questionCount: number,
  methods: readonly EvalMethod[],
  log: EvalLog,
  context: CliContext,
): Promise<readonly MethodSummary[]> {
  // A log may hold more than was asked for now: a longer run, other ratios.
  const rows = log.rows.filter((row) => row.index < questionCount);
  const counts = await session.engine.countTokens(
    rows.map((row) => splitAnswer(row.text).chain),
    { signal: context.signal },
  );
  return summarise(
    methods,
    rows.map((row, index) => ({ ...row, chainTokens: counts[index] ?? 0 })),
  );
}

function text(summary: readonly MethodSummary[]): string {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const head = ['METHOD', 'RIGHT', '95 %', 'CHAIN', 'RATIO', 'FINISHED', 'SECONDS', 'N'];
  const rows = summary.map((line) => [
    line.method,
    percent(line.accuracy),
    `${percent(line.interval[0])} to ${percent(line.interval[1])}`,
    line.chainTokens.toFixed(1),
    line.actualRatio === null ? '' : line.actualRatio.toFixed(3),
    percent(line.finished),
    line.seconds.toFixed(2),
    String(line.questions),
  ]);
  return table([head, ...rows]);
}

export const evaluate: Command = {
  name: 'eval',
  summary: "accuracy and length of a model's answers",
  help,
  run,
};
