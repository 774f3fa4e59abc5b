import { answersEqual } from '../../core/answer/answersEqual';
import { splitAnswer } from '../../core/answer/splitAnswer';
import { chainSignals } from '../../core/confidence/signals';
import type { PromptPart } from '../../core/prompt/promptPart';
import { renderPrompt } from '../../core/prompt/promptTemplate';
import { voteTemperature } from '../../engine/ask/askByVote';
import { outputLikelihood } from '../../engine/ask/confidenceOf';
import { equationMarks } from '../../engine/ask/equationMarks';
import type { ModelSession } from '../../engine/ask/modelSession';
import type { GeneratedText } from '../../protocol/childProtocol';
import type { ModelDescription } from '../../protocol/modelDescription';
import type { EvalQuestion } from './benchmark';
import type { EvalLog, EvalRow } from './evalLog';
import type { EvalRun } from './method';

export interface RunBudget {
  readonly maxNewTokens: number;
  /** The released evaluation cuts the budget to γ of it; off, every method has the same. */
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
 * Answers, greedily and in batches, every question that the log lacks in this run, and adds each row
 * as soon as it ends. Codes: those of `Engine.generate` and `EvalLog.add`.
 */
export async function runMethod(
  session: ModelSession,
  questions: readonly EvalQuestion[],
  run: EvalRun,
  log: EvalLog,
  options: RunOptions,
): Promise<void> {
  const todo = questions
    .map((question, index) => ({ ...question, index }))
    .filter(({ index }) => !log.has(index, run.key, 'batch'));
  if (todo.length === 0) return;
  const { prompt: template } = session.manifest;
  let done = questions.length - todo.length;
  let endedAt = performance.now();
  let writing = Promise.resolve();
  const onRow = (row: number, output: GeneratedText): void => {
    const item = todo[row];
    if (item === undefined) return;
    const now = performance.now();
    const seconds = (now - endedAt) / 1000;
    endedAt = now;
    const line = gradedRow(item, item.index, run, output, { mode: 'batch', seconds });
    writing = writing.then(() => log.add(line));
    done += 1;
    options.onRow(done);
  };
  try {
    await session.engine.generate(
      {
        prompts: todo.map(({ question }) => promptOf(session.manifest, question, run)),
        maxNewTokens: budgetOf(run, options),
        batchSize: options.batchSize,
        stopTokens: template.stopTokens,
        logProbabilities: true,
        exactArithmetic: options.exactArithmetic,
        ...(run.seed === undefined
          ? {}
          : {
              sampling: { temperature: voteTemperature },
              seeds: todo.map(() => run.seed ?? 0),
            }),
      },
      { signal: options.signal, onRow },
    );
  } finally {
    await writing;
  }
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

/** Most tokens of an answer. Source: hemingkx/TokenSkip@ef02f53:evaluation.py (the paper's budget). */
export function budgetOf(run: EvalRun, { maxNewTokens, isPaperBudget }: RunBudget): number {
  return isPaperBudget ? Math.max(1, Math.floor(maxNewTokens * run.keepRatio)) : maxNewTokens;
}

export function gradedRow(
  { question, gold }: EvalQuestion,
  index: number,
  run: EvalRun,
  output: GeneratedText,
  timing: Pick<EvalRow, 'mode' | 'seconds'>,
): EvalRow {
  const { answer = null, chain } = splitAnswer(output.text);
  const likelihood = outputLikelihood(output);
  const isFinished = output.finishReason === 'stop';
  const tokenCount = output.tokenIds.length;
  return {
    index,
    run: run.key,
    ...timing,
    correct: answer !== null && answersEqual(answer, gold),
    answer,
    tokens: output.tokenIds.length,
    finishReason: output.finishReason,
    text: output.text,
    ...(output.corrections === undefined ? {} : { corrections: output.corrections }),
    ...(answer === null || likelihood === undefined
      ? {}
      : {
          signals: chainSignals({
            ...{ question, answer, checks: equationMarks(chain) },
            ...{ isFinished, tokenCount, likelihood },
          }),
        }),
  };
}
