import { splitAnswer } from '../core/answer/splitAnswer';
import { renderPrompt } from '../core/prompt/promptTemplate';
import { createRng } from '../core/sampling/rng';
import type { ModelSession } from '../engine/ask/modelSession';
import type { GeneratedText } from '../protocol/childProtocol';
import type { ChainLog } from './chainLog';
import { isRight } from './eval/isRight';
import { RowWriter } from './rowWriter';
import type { TrainingQuestion } from './trainingQuestions';
import { askedAt } from './trainingQuestions';

/** One answer that is to be written. */
export interface ChainJob {
  /** Index of the question. */
  readonly i: number;
  /** 0 is greedy. */
  readonly sample: number;
}

export interface GenerateChainsOptions {
  readonly maxNewTokens: number;
  readonly batchSize: number;
  /** Of every sample but the first. */
  readonly temperature: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** After each chain. */
  readonly onChain: () => void;
}

/**
 * What is left to write: for each question of `order` its first answer (sample 0), or, once it has
 * that and none of its answers is right, one more until there are `samples`.
 */
export function missingChains(
  order: readonly number[],
  log: Pick<ChainLog, 'count' | 'isSolved'>,
  samples: number,
): readonly ChainJob[] {
  return order
    .map((i) => ({ i, sample: log.count(i) }))
    .filter(({ i, sample }) => sample === 0 || (sample < samples && !log.isSolved(i)));
}

/** The seed of one answer: it depends on question and sample alone, not on what else is written. */
export function chainSeed(seed: number, { i, sample }: ChainJob): number {
  return createRng(seed * 2 ** 21 + i * 2 ** 7 + sample).nextUint32();
}

/** The numbers 0 to `count` less one in an order that depends on the seed alone. */
export function shuffledIndices(count: number, seed: number): readonly number[] {
  const rng = createRng(seed);
  const order = Array.from({ length: count }, (_, index) => index);
  for (let at = count - 1; at > 0; at -= 1) {
    const other = Math.floor(rng.nextFloat() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
}

/**
 * Lets the model answer `jobs` at γ = 1.0, all greedy or all sampled, and adds each chain to the log
 * as soon as it ends.
 *
 * Source: TokenSkip, arXiv 2502.12067, section 4.2 (the target model writes its own chains).
 *
 * @throws AppError those of `Engine.generate` and of {@link ChainLog.add}
 */
export async function generateChains(
  session: ModelSession,
  questions: readonly TrainingQuestion[],
  jobs: readonly ChainJob[],
  log: ChainLog,
  options: GenerateChainsOptions,
): Promise<void> {
  const { prompt: template, id: model } = session.manifest;
  const items = jobs.flatMap((job) => {
    const question = questions[job.i];
    return question === undefined ? [] : [{ ...job, question }];
  });
  if (items.length === 0) return;
  const writing = new RowWriter(options.signal);
  const onRow = (row: number, output: GeneratedText): void => {
    const item = items[row];
    if (item === undefined) return;
    const { answer, isComplete } = splitAnswer(output.text);
    const { question, answer: reference } = item.question;
    const chain = {
      i: item.i,
      question,
      sample: item.sample,
      model,
      n: output.tokenIds.length,
      fin: output.finishReason === 'stop' && isComplete,
      correct: answer !== undefined && isRight(answer, question, reference),
      text: output.text,
    };
    writing.add(() => log.add(chain).then(options.onChain));
  };
  const isSampled = items.some(({ sample }) => sample > 0);
  await writing.during((signal) =>
    session.engine.generate(
      {
        prompts: items.map(({ question }) => renderPrompt(template, askedAt(question))),
        maxNewTokens: options.maxNewTokens,
        batchSize: options.batchSize,
        stopTokens: template.stopTokens,
        sampling: { temperature: isSampled ? options.temperature : 0 },
        seeds: items.map((item) => chainSeed(options.seed, item)),
      },
      { signal, onRow },
    ),
  );
}
