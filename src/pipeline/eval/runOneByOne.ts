import { askByVote } from '../../engine/ask/askByVote';
import { needsLikelihood } from '../../engine/ask/confidenceOf';
import type { ModelSession } from '../../engine/ask/modelSession';
import { AppError } from '../../protocol/appError';
import type { EvalQuestion } from './benchmark';
import type { EvalLog, EvalRow } from './evalLog';
import { isRight } from './isRight';
import type { EvalMethod } from './method';
import { timedKey } from './method';
import type { RunOptions } from './runTogether';
import { budgetOf, gradedRow, promptOf } from './runTogether';

/** The methods that are timed: each run once, and each vote as the one batch that the product makes of it. */
export function timedMethods(methods: readonly EvalMethod[]): readonly EvalMethod[] {
  return [...new Map(methods.map((method) => [timedKey(method), method])).values()];
}

/**
 * Asks each question alone, all methods in turn, so that what else the machine does meets all of them: the
 * only rows whose seconds say what a person waits. Two asks in a row are of different questions, or the
 * second would find its question read already; and no method guesses tokens by what another wrote.
 */
export async function runOneByOne(
  session: ModelSession,
  questions: readonly EvalQuestion[],
  methods: readonly EvalMethod[],
  log: EvalLog,
  options: RunOptions,
): Promise<void> {
  let done = 0;
  for (let turn = 0; turn < questions.length; turn += 1) {
    for (const [place, method] of methods.entries()) {
      const index = (turn + place) % questions.length;
      const question = questions[index];
      done += 1;
      if (question === undefined || log.has(index, timedKey(method), 'single')) continue;
      const ask = method.chains === undefined ? askAlone : holdVote;
      await log.add(await ask(session, question, index, method, options));
      options.onRow(done);
    }
  }
}

async function askAlone(
  session: ModelSession,
  question: EvalQuestion,
  index: number,
  method: EvalMethod,
  options: RunOptions,
): Promise<EvalRow> {
  const { run } = method;
  const { outputs, wallMs } = await session.engine.generate(
    {
      prompts: [promptOf(session.manifest, question.question, run)],
      maxNewTokens: budgetOf(run, options),
      exactArithmetic: options.exactArithmetic,
      stopTokens: session.manifest.prompt.stopTokens,
      // As the product asks: what it needs for its chances takes time too.
      logProbabilities: needsLikelihood(session.manifest),
      notes: timedKey(method),
    },
    { signal: options.signal },
  );
  const [output] = outputs;
  if (output === undefined) throw new AppError('internal', 'the engine gave no output');
  return gradedRow(question, index, run, output, { mode: 'single', seconds: wallMs / 1000 });
}

/** A vote as the product holds it: with the chains of the method, and over when it is decided. */
async function holdVote(
  session: ModelSession,
  { question, gold }: EvalQuestion,
  index: number,
  method: EvalMethod,
  options: RunOptions,
): Promise<EvalRow> {
  const { run, chains = [] } = method;
  const report = await askByVote(
    session,
    {
      text: question,
      keepRatio: run.keepRatio,
      chainCount: chains.length,
      seed: run.seed ?? 0,
      maxNewTokens: budgetOf(run, options),
      exactArithmetic: options.exactArithmetic,
    },
    { signal: options.signal },
  );
  const { answer, tokens, finishReason, seconds, chain, votes } = report;
  // A stop keeps the part of a vote that is there: no answer of this method, and no time of one.
  if (votes?.isComplete === false) options.signal.throwIfAborted();
  return {
    index,
    run: timedKey(method),
    mode: 'single',
    correct: answer !== null && isRight(answer, question, gold),
    answer,
    tokens,
    finishReason,
    seconds,
    text: chain,
  };
}
