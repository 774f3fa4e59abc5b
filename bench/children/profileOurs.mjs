// Where a decode step of our engine goes. Reads a job from standard input, writes one JSON line.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { Sampler } from '../../src/core/sampling/sampler';
import { CpuKvCache } from '../../src/inference/decoder/cpuKvCache';
import { CpuDecoder } from '../../src/inference/decoder/cpuDecoder';
import { median } from '../statistics.mjs';
import { openOurs } from './openOurs.mjs';
import { readJob, writeResult } from './job.mjs';

/** Steps after the first token that are left out: they still allocate. */
const skippedSteps = 3;

/** Names of all `session.run` calls in order, and what the program spent around them. */
class StepClock {
  calls = [];
  spent = {};

  reset() {
    this.spent = { decoder: 0, run: 0, append: 0, sample: 0 };
  }

  /** Adds the time of `method` of `owner` to the entry `name`. */
  wrap(owner, method, name, asynchronous) {
    const original = owner[method];
    const clock = this;
    owner[method] = asynchronous
      ? async function (...args) {
          const began = performance.now();
          try {
            return await original.apply(this, args);
          } finally {
            clock.spent[name] += performance.now() - began;
          }
        }
      : function (...args) {
          const began = performance.now();
          const result = original.apply(this, args);
          clock.spent[name] += performance.now() - began;
          return result;
        };
  }
}

async function main() {
  const job = await readJob();
  const clock = new StepClock();
  clock.reset();
  const sessions = watchSessions(clock, job);
  clock.wrap(CpuDecoder.prototype, 'decode', 'decoder', true);
  clock.wrap(CpuKvCache.prototype, 'append', 'append', false);
  clock.wrap(Sampler.prototype, 'sample', 'sample', false);

  const engine = await openOurs(job);
  await engine.generate(job.promptIds.slice(0, 64), 4, () => {});
  const contexts = [];
  for (const context of job.contexts) contexts.push(await measure(engine, clock, job, context));
  const result = { contexts, profiled: job.profileDir !== undefined };
  if (job.profileDir !== undefined) await addNodeTimes(result, clock, sessions, job.profileDir);
  await engine.close();
  writeResult(result);
}

/** Makes sessions count their calls and, if asked for, write a profile. */
function watchSessions(clock, job) {
  const create = InferenceSession.create.bind(InferenceSession);
  const sessions = [];
  InferenceSession.create = async (file, options) => {
    const profile = { enableProfiling: true, profileFilePrefix: join(job.profileDir ?? '', 'ort') };
    const session = await create(file, {
      ...options,
      ...(job.profileDir === undefined ? {} : profile),
    });
    clock.wrap(session, 'run', 'run', true);
    const timed = session.run.bind(session);
    session.run = (feeds, ...rest) => {
      clock.calls.push(feeds.input_ids.dims[1]);
      return timed(feeds, ...rest);
    };
    sessions.push(session);
    return session;
  };
  return sessions;
}

async function measure(engine, clock, job, context) {
  const stepMs = [];
  const parts = [];
  let last = 0;
  let firstCall = 0;
  const onToken = () => {
    const now = performance.now();
    stepMs.push(now - last);
    parts.push({ ...clock.spent });
    clock.reset();
    if (parts.length === 1) firstCall = clock.calls.length;
    last = performance.now();
  };
  await engine.generate(job.promptIds.slice(0, context), job.steps + 1, onToken);
  const from = 1 + skippedSteps;
  return {
    context,
    firstCall: firstCall + skippedSteps,
    lastCall: clock.calls.length,
    stepMs: median(stepMs.slice(from)),
    decoderMs: median(parts.slice(from).map((part) => part.decoder)),
    runMs: median(parts.slice(from).map((part) => part.run)),
    appendMs: median(parts.slice(from).map((part) => part.append)),
    sampleMs: median(parts.slice(from).map((part) => part.sample)),
  };
}

/** Adds to each context what the profile says about its steps, medians in ms. */
async function addNodeTimes(result, clock, sessions, profileDir) {
  for (const session of sessions) session.endProfiling();
  const [name] = await readdir(profileDir);
  const file = join(profileDir, name);
  const events = JSON.parse(await readFile(file, 'utf8'));
  await rm(file);
  const runs = events
    .filter((event) => event.cat === 'Session' && event.name === 'model_run')
    .sort((a, b) => a.ts - b.ts);
  if (runs.length !== clock.calls.length) {
    throw new Error(`The profile has ${runs.length} runs instead of ${clock.calls.length}.`);
  }
  const kernels = events
    .filter((event) => event.cat === 'Node' && event.name.endsWith('_kernel_time'))
    .sort((a, b) => a.ts - b.ts);
  for (const context of result.contexts) {
    const chosen = runs.slice(context.firstCall, context.lastCall);
    const start = chosen[0].ts;
    const end = chosen.at(-1).ts + chosen.at(-1).dur;
    const nodes = new Map();
    for (const event of kernels) {
      if (event.ts < start || event.ts > end) continue;
      const name = event.name.slice(0, -'_kernel_time'.length);
      const node = nodes.get(name) ?? { name, opType: event.args.op_name, times: [] };
      node.times.push(event.dur / 1000);
      nodes.set(name, node);
    }
    context.nativeMs = median(chosen.map((run) => run.dur / 1000));
    // Medians here as well: one step that waited for another process must not count.
    context.nodes = [...nodes.values()].map(({ name, opType, times }) => ({
      name,
      opType,
      ms: median(times),
    }));
  }
}

void main();
