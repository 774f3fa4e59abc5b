import type { PromptPart } from '../../core/prompt/promptPart';
import { renderPrompt } from '../../core/prompt/promptTemplate';
import { voteTemperature } from '../../engine/ask/askByVote';
import { outputLikelihood } from '../../engine/ask/confidenceOf';
import type { ModelSession } from '../../engine/ask/modelSession';
import type { GenerateParams, GeneratedText } from '../../protocol/childProtocol';
import type { ModelDescription } from '../../protocol/modelDescription';
import { RowWriter } from '../rowWriter';
import type { EvalQuestion } from './benchmark';
import type { EvalLog, EvalRow } from './evalLog';
import { gradeAnswer } from './gradeAnswer';
import type { EvalRun } from './method';

export interface RunBudget {
  readonly maxNewTokens: number;
  /** For MATH the released evaluation cuts the budget to γ of it; off, every method has the same. */
  readonly isPaperBudget: boolean;
}

export interface RunOptions extends RunBudget {
  readonly batchSize: number;
  readonly exactArithmetic: boolean;
  readonly signal: AbortSignal;
  /** After each row, with the rows of this run that are there. */
  readonly onRow: (done: number) => void;
}

/**
 * Answers in batches what the log lacks of `runs`, and adds each row as soon as it ends. All runs of a
 * question stand one after another, since the rows of a batch share the beginning of a prompt: the
 * question is read once for all ratios, and once for all chains of a vote.
 * Codes: those of `Engine.generate` and `EvalLog.add`.
 */
export async function runTogether(
  session: ModelSession,
  questions: readonly EvalQuestion[],
  runs: readonly EvalRun[],
  log: EvalLog,
  options: RunOptions,
): Promise<void> {
  const todo = questions.flatMap((question, index) =>
    runs
      .filter((run) => !log.has(index, run.key, 'batch'))
      .map((run) => ({ question, index, run })),
  );
  let done = questions.length * runs.length - todo.length;
  for (const group of alike(todo, options)) {
    const writing = new RowWriter(options.signal);
    const onRow = (row: number, output: GeneratedText): void => {
      const item = group[row];
      if (item === undefined) return;
      const line = gradedRow(item.question, item.index, item.run, output, { mode: 'batch' });
      writing.add(() => log.add(line));
      done += 1;
      options.onRow(done);
    };
    const params = paramsOf(session.manifest, group, options);
    await writing.during((signal) => session.engine.generate(params, { signal, onRow }));
  }
}

interface Item {
  readonly question: EvalQuestion;
  readonly index: number;
  readonly run: EvalRun;
}

/** Items that one request can ask: of one budget, all drawn or none. */
function alike(items: readonly Item[], budget: RunBudget): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = `${budgetOf(item.run, budget)} ${item.run.seed === undefined}`;
    const group = groups.get(key) ?? [];
    group.push(item);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function paramsOf(
  manifest: ModelDescription,
  items: readonly Item[],
  options: RunOptions,
): GenerateParams {
  const [first] = items;
  const seeds = items.flatMap(({ run }) => run.seed ?? []);
  return {
    prompts: items.map(({ question, run }) => promptOf(manifest, question.question, run)),
    maxNewTokens: first === undefined ? options.maxNewTokens : budgetOf(first.run, options),
    batchSize: options.batchSize,
    stopTokens: manifest.prompt.stopTokens,
    logProbabilities: true,
    exactArithmetic: options.exactArithmetic,
    ...(seeds.length === 0 ? {} : { sampling: { temperature: voteTemperature }, seeds }),
  };
}

/** What the model reads: the instruction, if there is one, on a line of its own after the question. */
export function promptOf(
  manifest: ModelDescription,
  question: string,
  run: EvalRun,
): readonly PromptPart[] {
  const { instruction, keepRatio } = run;
  const text = instruction === undefined ? question : `${question}\n${instruction}`;
  return renderPrompt(manifest.prompt, { question: text, keepRatio });
}

/** Most tokens of an answer. Source: hemingkx/TokenSkip@ef02f53:evaluation.py (the paper's budget for MATH). */
export function budgetOf(run: EvalRun, { maxNewTokens, isPaperBudget }: RunBudget): number {
  return isPaperBudget ? Math.max(1, Math.floor(maxNewTokens * run.keepRatio)) : maxNewTokens;
}

export function gradedRow(
  question: EvalQuestion,
  index: number,
  run: EvalRun,
  output: GeneratedText,
  timing: Pick<EvalRow, 'mode' | 'seconds'>,
): EvalRow {
  const { text, finishReason, corrections } = output;
  const written = { tokens: output.tokenIds.length, finishReason, text };
  const likelihood = outputLikelihood(output);
  const { correct, answer, signals } = gradeAnswer(question, { ...written, likelihood });
  return {
    ...{ index, run: run.key, ...timing, correct, answer, ...written },
    ...(corrections === undefined ? {} : { corrections }),
    ...(signals === undefined ? {} : { signals }),
  };
}
