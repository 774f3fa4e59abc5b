import { exactByDefault } from '../../core/arithmetic/exactByDefault';
import type { EvalQuestion } from '../../pipeline/eval/benchmark';
import type { EvalLog } from '../../pipeline/eval/evalLog';
import type { EvalMethod } from '../../pipeline/eval/method';
import { runsOf } from '../../pipeline/eval/method';
import { runOneByOne, timedMethods } from '../../pipeline/eval/runOneByOne';
import { runTogether } from '../../pipeline/eval/runTogether';
import { AppError } from '../../protocol/appError';
import { limits } from '../../protocol/limits';
import type { CliContext } from '../cliContext';
import { parseSwitch, parseWholeNumber } from '../parseFlags';
import { ProgressLine } from '../terminal/progressLine';
import type { EngineSession } from '../withEngine';

/** The budget of the paper's GSM8K evaluation; MATH has 1,024. */
export const defaultMaxTokens = 512;
export const defaultBatch = 8;

/** How an evaluation asks. */
export interface Sizes {
  readonly maxNewTokens: number;
  readonly isPaperBudget: boolean;
  readonly exactArithmetic: boolean;
  readonly batchSize: number;
  /** Questions that are asked alone too. */
  readonly latency: number;
}

interface SizeFlags {
  readonly benchmark?: string;
  readonly 'max-tokens'?: string;
  readonly 'paper-budget'?: boolean;
  readonly exact?: string;
  readonly batch?: string;
  readonly latency?: string;
  readonly calibrate?: boolean;
}

/** The sizes that the flags of `eval` say. Code `invalid-argument`. */
export function readSizes(values: SizeFlags): Sizes {
  const isPaperBudget = values['paper-budget'] === true;
  if (isPaperBudget && values.benchmark !== 'math500') {
    throw new AppError(
      'invalid-argument',
      '--paper-budget is for math500, where the code of the paper shrinks the budget with the ratio: leave it out here, as the paper does.',
    );
  }
  const { exact, batch, latency, 'max-tokens': maxTokens } = values;
  return {
    maxNewTokens:
      parseWholeNumber('--max-tokens', maxTokens, 1, limits.maxNewTokens) ?? defaultMaxTokens,
    isPaperBudget,
    // Chances are those of the product's answers, where nothing else is said.
    exactArithmetic: parseSwitch('--exact', exact) ?? (values.calibrate === true && exactByDefault),
    batchSize: parseWholeNumber('--batch', batch, 1, limits.batchSize) ?? defaultBatch,
    latency: parseWholeNumber('--latency', latency, 1, limits.promptsPerRequest) ?? 0,
  };
}

/** Asks what the log lacks, and says on the terminal how far it is. */
export async function runAll(
  session: EngineSession,
  questions: readonly EvalQuestion[],
  methods: readonly EvalMethod[],
  log: EvalLog,
  sizes: Sizes,
  context: CliContext,
): Promise<void> {
  const progress = new ProgressLine(context.err);
  const runs = runsOf(methods);
  const options = { ...sizes, signal: context.signal };
  try {
    await runTogether(session, questions, runs, log, {
      ...options,
      onRow: (done) =>
        progress.update({
          label: 'in batches',
          done,
          total: questions.length * runs.length,
          unit: 'count',
        }),
    });
    const alone = questions.slice(0, sizes.latency);
    const single = timedMethods(methods);
    await runOneByOne(session, alone, single, log, {
      ...options,
      onRow: (done) =>
        progress.update({
          label: 'one by one',
          done,
          total: alone.length * single.length,
          unit: 'count',
        }),
    });
  } finally {
    progress.clear();
  }
}
