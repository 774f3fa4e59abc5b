import type { ModelSession } from '../../engine/ask/modelSession';
import { AppError } from '../../protocol/appError';
import type { EvalQuestion } from './benchmark';
import type { EvalLog } from './evalLog';
import type { EvalRun } from './method';
import type { RunOptions } from './runMethod';
import { budgetOf, gradedRow, promptOf } from './runMethod';

/**
 * Asks each question alone, all runs one after another before the next question, so that what else
 * the machine does meets all of them: the only rows whose seconds say what a person waits.
 */
export async function runOneByOne(
  session: ModelSession,
  questions: readonly EvalQuestion[],
  runs: readonly EvalRun[],
  log: EvalLog,
  options: RunOptions,
): Promise<void> {
  let done = 0;
  for (const [index, question] of questions.entries()) {
    // Which run comes first changes from question to question: none profits from a warm cache.
    for (let turn = 0; turn < runs.length; turn += 1) {
      const run = runs[(index + turn) % runs.length];
      done += 1;
      if (run === undefined || log.has(index, run.key, 'single')) continue;
      const { outputs, wallMs } = await session.engine.generate(
        {
          prompts: [promptOf(session.manifest, question.question, run)],
          maxNewTokens: budgetOf(run, options),
          exactArithmetic: options.exactArithmetic,
          stopTokens: session.manifest.prompt.stopTokens,
        },
        { signal: options.signal },
      );
      const [output] = outputs;
      if (output === undefined) throw new AppError('internal', 'the engine gave no output');
      const timing = { mode: 'single', seconds: wallMs / 1000 } as const;
      await log.add(gradedRow(question, index, run, output, timing));
      options.onRow(done);
    }
  }
}
