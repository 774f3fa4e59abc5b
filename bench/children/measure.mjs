// Loads one engine and measures it. Every contender is measured by this same code.
import { processorMs, readJob, readMemory, writeResult } from './job.mjs';

/** Tokens of the run that is not counted: pools, caches and just-in-time code get warm. */
const warmUp = { promptTokens: 64, tokens: 4 };

/**
 * Runs the job on standard input with the engine that `open(job)` resolves to:
 * `generate(ids, count, onToken)` writes `count` tokens after `ids`, greedy, calls `onToken` after
 * each and resolves to their ids.
 */
export async function measureContender(open) {
  const job = await readJob();
  const began = performance.now();
  const engine = await open(job);
  const loadMs = performance.now() - began;
  const loaded = readMemory();
  const ids = (engine.tokenise ?? (() => job.promptIds))(job);
  await engine.generate(ids.slice(0, warmUp.promptTokens), warmUp.tokens, () => {});
  const contexts = [];
  for (const context of job.contexts) {
    contexts.push(await measureContext(engine, ids.slice(0, context), job.steps));
  }
  const memory = readMemory();
  await engine.close();
  writeResult({
    loadMs,
    loaded,
    contexts,
    memory,
    processorMs: processorMs(),
    about: engine.about,
  });
  // Native worker threads of some libraries keep the process alive.
  process.exit(0);
}

/**
 * Time to the first token, then of each further one, and the processor time of both, which tells
 * more where other work disturbs. The tokens' ids tell what was written.
 */
async function measureContext(engine, ids, steps) {
  const times = [];
  const began = performance.now();
  const processor = [processorMs()];
  const tokens = await engine.generate(ids, steps + 1, () => {
    times.push(performance.now());
    if (times.length === 1) processor.push(processorMs());
  });
  processor.push(processorMs());
  if (times.length < steps + 1) {
    throw new Error(`Only ${times.length} of ${steps + 1} tokens were written.`);
  }
  return {
    context: ids.length,
    firstTokenMs: times[0] - began,
    firstTokenProcessorMs: processor[1] - processor[0],
    stepMs: times.slice(1, steps + 1).map((time, index) => time - times[index]),
    stepProcessorMs: (processor[2] - processor[1]) / steps,
    tokens: tokens.slice(0, steps + 1),
  };
}
