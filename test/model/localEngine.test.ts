import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalEngine } from '../../src/engine/localEngine';
import { isAppError } from '../../src/protocol/appError';
import type { GenerateParams } from '../../src/protocol/childProtocol';
import { bundleInference } from '../support/bundleInference';
import { embeddedModelDir } from '../support/embeddedModel';
import { isAlive, untilGone } from '../support/processes';

const root = path.join(import.meta.dirname, '..', '..');
/** Most a cancel may take to be answered by the child. */
const cancelLimitMs = 300;

let outdir: string;
let childPath: string;
let engine: LocalEngine;
const modelDir = embeddedModelDir;

beforeAll(async () => {
  outdir = await mkdtemp(path.join(tmpdir(), 'tokenskip-engine-'));
  await bundleInference(outdir);
  await build({
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    entryPoints: [path.join(root, 'test/model/support/killedParent.ts')],
  });
  // The bundle finds the native runtime as it does next to the product's own node_modules.
  await symlink(path.join(root, 'node_modules'), path.join(outdir, 'node_modules'), 'junction');
  childPath = path.join(outdir, 'inference.js');
  engine = new LocalEngine({ childPath });
  await engine.load({ modelDir, device: 'cpu' });
});

afterAll(async () => {
  const pid = engine.status.process?.pid ?? 0;
  await engine.close();
  expect(isAlive(pid)).toBe(false);
  await rm(outdir, { recursive: true, force: true });
});

function ask(question: string, more: Partial<GenerateParams> = {}): GenerateParams {
  const turn = (role: string, text: string): GenerateParams['prompts'][number] => [
    { kind: 'token', token: '<|im_start|>' },
    { kind: 'text', text: `${role}\n${text}` },
    { kind: 'token', token: '<|im_end|>' },
    { kind: 'text', text: '\n' },
  ];
  return {
    prompts: [
      [
        ...turn('system', 'You are a helpful assistant.'),
        ...turn('user', question),
        { kind: 'token', token: '<|im_start|>' },
        { kind: 'text', text: 'assistant\n' },
      ],
    ],
    maxNewTokens: 200,
    stopTokens: ['<|im_end|>'],
    ...more,
  };
}
const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'resolved',
    (error: unknown) => (isAppError(error) ? error.code : String(error)),
  );

interface Cancelled {
  readonly code: string;
  /** From the abort until the child has answered it and is free. */
  readonly releasedMs: number;
  /** Longest wait between two progress events of this call: one chunk or one token. */
  readonly longestStepMs: number;
}

/** Runs a call and aborts it in the middle of the step after the one that `isTime` picks. */
async function cancelWhen(
  params: GenerateParams,
  isTime: (event: 'prefill' | 'token', done: number) => boolean,
): Promise<Cancelled> {
  const controller = new AbortController();
  let [lastMs, longestStepMs, abortedMs] = [Infinity, 0, 0];
  const note = (event: 'prefill' | 'token', done: number): void => {
    const nowMs = performance.now();
    longestStepMs = Math.max(longestStepMs, nowMs - lastMs);
    lastMs = nowMs;
    if (abortedMs > 0 || !isTime(event, done)) return;
    abortedMs = Infinity;
    setTimeout(() => {
      abortedMs = performance.now();
      controller.abort();
    }, 20);
  };
  const outcome = await code(
    engine.generate(params, {
      signal: controller.signal,
      onPrefill: (_row, done) => note('prefill', done),
      onToken: (_row, _text, tokenCount) => note('token', tokenCount),
    }),
  );
  while (engine.status.state === 'generating') {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return { code: outcome, releasedMs: performance.now() - abortedMs, longestStepMs };
}

/**
 * On a quiet machine 300 ms. Where others use the cores a single native call can take longer than
 * that: then three of the longest steps of this very call, which is still far from its end.
 */
function expectInTime({ releasedMs, longestStepMs }: Cancelled): void {
  expect(releasedMs).toBeLessThan(Math.max(cancelLimitMs, 3 * longestStepMs));
}
const sum = 'What is 17 + 25? Answer with the number only.';

describe('the engine with real weights', () => {
  it('answers, and streams exactly the text of the result', async () => {
    let streamed = '';
    const counts: number[] = [];
    const { outputs } = await engine.generate(ask(sum), {
      onToken: (_row, text, tokenCount) => {
        streamed += text;
        counts.push(tokenCount);
      },
    });
    const [output] = outputs;
    expect(output?.text).toContain('42');
    expect(streamed).toBe(output?.text);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(output?.finishReason).toBe('stop');
    expect(engine.status).toMatchObject({ state: 'ready', model: { device: { used: 'cpu' } } });
    expect(engine.status.process?.versions['onnxruntime-node']).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('tells a wrong folder from a right one by code and stays usable', async () => {
    const other = new LocalEngine({ childPath });
    try {
      const missing = path.join(outdir, 'missing');
      expect(await code(other.load({ modelDir: missing, device: 'cpu' }))).toBe('model-not-found');
      expect(other.status).toMatchObject({ state: 'idle', failure: undefined });
    } finally {
      await other.close();
    }
  });

  it('refuses a question that does not fit, before any work', async () => {
    const long = 'many words '.repeat(40_000);
    expect(await code(engine.generate(ask(long)))).toBe('question-too-long');
    expect(await engine.countTokens(['many words'])).toEqual([2]);
    expect(await engine.tokenize('many words')).toEqual({
      startOffsets: Int32Array.of(0, 4),
      endOffsets: Int32Array.of(4, 10),
    });
  });

  it('stops in the middle of a long prefill', async () => {
    let read = 0;
    const question = 'seven apples and nine pears '.repeat(250);
    const cancelled = await cancelWhen(ask(question), (event, done) => {
      expect(event).toBe('prefill');
      read = done;
      return done > 50;
    });
    expect(cancelled.code).toBe('cancelled');
    const [total = 0] = await engine.countTokens([question]);
    expect(read).toBeLessThan(total / 2);
    expectInTime(cancelled);
  });

  it('stops in the middle of an answer, and the next question is answered', async () => {
    const question = ask('Count from one to two hundred in words.');
    const cancelled = await cancelWhen(question, (event, done) => event === 'token' && done === 5);
    expect(cancelled.code).toBe('cancelled');
    expectInTime(cancelled);
    expect((await engine.generate(ask(sum))).outputs[0]?.text).toContain('42');
  });

  it('killed while it writes: says so, and the next question is answered', async () => {
    const pid = engine.status.process?.pid ?? 0;
    let streamed = '';
    const call = engine
      .generate(ask('Count from one to two hundred in words.'), {
        onToken: (_row, text, tokenCount) => {
          streamed += text;
          if (tokenCount === 5) process.kill(pid, 'SIGKILL');
        },
      })
      .catch((error: unknown) => error);
    expect(await call).toMatchObject({ code: 'engine-exited', details: { signal: 'SIGKILL' } });
    expect(streamed.length).toBeGreaterThan(0);
    expect((await engine.generate(ask(sum))).outputs[0]?.text).toContain('42');
    expect(engine.status.process?.pid).not.toBe(pid);
    expect(isAlive(pid)).toBe(false);
  });

  it.each(['load', 'generate'])('dies with its parent during %s', async (task) => {
    const script = path.join(outdir, 'killedParent.mjs');
    const parent = spawn(process.execPath, [script, childPath, modelDir, task], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(parent.stdout), 'line')) as readonly string[];
    const child = Number(line);
    expect(isAlive(child)).toBe(true);
    parent.kill('SIGKILL');
    expect(await untilGone(child, 2000)).toBeLessThan(2000);
  });
});
