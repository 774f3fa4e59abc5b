import { answersEqual } from '../../core/answer/answersEqual';
import { splitAnswer } from '../../core/answer/splitAnswer';
import { renderPrompt } from '../../core/prompt/promptTemplate';
import type { GeneratedText } from '../../protocol/childProtocol';
import type { EngineSession } from '../withEngine';
import type { EvalQuestion } from './benchmark';
import type { EvalLog } from './evalLog';

export interface RunRatioOptions {
  readonly keepRatio: number;
  readonly maxNewTokens: number;
  readonly batchSize: number;
  readonly signal: AbortSignal;
  /** After each row, with the rows of this ratio that are there. */
  readonly onRow: (done: number) => void;
}

/**
 * Answers, greedily and in batches, every question that the log lacks at this ratio, and adds each
 * row as soon as it ends.
 */
export async function runRatio(
  session: EngineSession,
  questions: readonly EvalQuestion[],
  log: EvalLog,
  options: RunRatioOptions,
): Promise<void> {
  const { keepRatio } = options;
  const todo = questions
    .map((question, index) => ({ ...question, index }))
    .filter(({ index }) => !log.has(index, keepRatio));
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
    const { answer = null } = splitAnswer(output.text);
    const line = {
      index: item.index,
      ratio: keepRatio,
      correct: answer !== null && answersEqual(answer, item.gold),
      answer,
      tokens: output.tokenIds.length,
      finishReason: output.finishReason,
      seconds,
      text: output.text,
    };
    writing = writing.then(() => log.add(line));
    done += 1;
    options.onRow(done);
  };
  try {
    await session.engine.generate(
      {
        prompts: todo.map(({ question }) => renderPrompt(template, { question, keepRatio })),
        maxNewTokens: options.maxNewTokens,
        batchSize: options.batchSize,
        stopTokens: template.stopTokens,
      },
      { signal: options.signal, onRow },
    );
  } finally {
    await writing;
  }
}
