import type { TestContext } from 'vitest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { EngineState } from '../../../src/engine/engine';
import { LocalEngine } from '../../../src/engine/localEngine';
import type { LocalEngineOptions } from '../../../src/engine/localEngineOptions';
import type { AppError } from '../../../src/protocol/appError';
import { isAppError } from '../../../src/protocol/appError';
import type { GenerateParams, LoadParams } from '../../../src/protocol/childProtocol';
import { isAlive, untilGone } from '../../support/processes';
import type { Fixtures } from './bundleFixtures';
import { bundleFixtures } from './bundleFixtures';

let fixtures: Fixtures;

beforeAll(async () => {
  fixtures = await bundleFixtures();
});
afterAll(() => fixtures.remove());
interface Watched {
  readonly engine: LocalEngine;
  readonly states: readonly EngineState[];
  readonly lines: readonly string[];
}

/** An engine that is closed, and known to be gone, when the test that asked for it ends. */
function open(test: TestContext, options: Partial<LocalEngineOptions> = {}): Watched {
  const lines: string[] = [];
  const engine = new LocalEngine({
    childPath: fixtures.childPath,
    restartDelayMs: 10,
    cancelGraceMs: 300,
    logger: { log: (level, topic, message) => lines.push(`${level} ${topic} ${message}`) },
    ...options,
  });
  test.onTestFinished(async () => {
    const pid = pidOf(engine);
    await engine.close();
    expect(pid > 0 && isAlive(pid)).toBe(false);
  });
  const states: EngineState[] = [];
  engine.onStatus(({ state }) => {
    if (state !== states.at(-1)) states.push(state);
  });
  return { engine, states, lines };
}

const tiny: LoadParams = { modelDir: 'tiny', device: 'cpu' };
const say = (text: string, more: Partial<GenerateParams> = {}): GenerateParams => ({
  prompts: [[{ kind: 'text', text }]],
  maxNewTokens: 10_000,
  ...more,
});
const failure = async (promise: Promise<unknown>): Promise<AppError> => {
  const error: unknown = await promise.then(
    () => new Error('it resolved'),
    (reason: unknown) => reason,
  );
  if (isAppError(error)) return error;
  throw error;
};
const pidOf = (engine: LocalEngine): number => engine.status.process?.pid ?? 0;

describe.concurrent('a life without faults', () => {
  it('starts with the first call, streams, counts, unloads and ends', async (test) => {
    const { engine, states } = open(test);
    expect(engine.status.state).toBe('stopped');
    const model = await engine.load(tiny);
    expect(model).toMatchObject({ modelId: 'tiny', device: { used: 'cpu' } });
    expect(engine.status).toMatchObject({
      state: 'ready',
      model: { modelId: 'tiny' },
      process: { versions: { node: process.versions.node, fake: '1.0' } },
    });
    const heard: string[] = [];
    const { outputs } = await engine.generate(say('one two three'), {
      onToken: (row, text, tokenCount) => heard.push(`${row}:${text}:${tokenCount}`),
      onPrefill: (row, done, total) => heard.push(`${row} read ${done}/${total}`),
      onRow: (row, output) => heard.push(`${row} ${output.finishReason}`),
    });
    expect(heard).toEqual(['0 read 3/3', '0:one:1', '0: two:2', '0: three:3', '0 stop']);
    expect(outputs[0]?.tokenIds).toEqual(Int32Array.of(0, 1, 2));
    expect(await engine.countTokens(['a b', ''])).toEqual([2, 0]);
    expect((await engine.memory()).kvCacheBytes).toBe(10);
    await engine.unload();
    expect(engine.status).toMatchObject({ state: 'idle', model: undefined });
    expect((await failure(engine.generate(say('a')))).code).toBe('model-not-loaded');
    const pid = pidOf(engine);
    await engine.close();
    await engine.close();
    expect(isAlive(pid)).toBe(false);
    expect((await failure(engine.load(tiny))).code).toBe('engine-exited');
    expect(states).toEqual([
      'starting',
      'idle',
      'loading',
      'ready',
      'generating',
      'ready',
      'idle',
      'stopped',
    ]);
  });

  it('says model-not-loaded without starting anything', async (test) => {
    const { engine, states } = open(test);
    expect((await failure(engine.generate(say('a')))).code).toBe('model-not-loaded');
    expect((await failure(engine.countTokens(['a']))).code).toBe('model-not-loaded');
    await engine.unload();
    expect(states).toEqual([]);
  });

  it('starts one process for many calls and answers all of them', async (test) => {
    const { engine } = open(test, { env: { FAKE_START: 'slow' } });
    const load = engine.load(tiny);
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((text) => engine.generate(say(text))),
    );
    await load;
    expect(answers.map((answer) => answer.outputs[0]?.text)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('loads what is loaded already at once, another model after running calls', async (test) => {
    const { engine, states } = open(test);
    const first = await engine.load(tiny);
    expect(await engine.load({ ...tiny })).toBe(first);
    const order: string[] = [];
    const running = engine.generate(say('a b c d')).then(() => order.push('generated'));
    const other = engine.load({ ...tiny, modelDir: 'other' }).then(() => order.push('loaded'));
    const after = engine.generate(say('e')).then(() => order.push('after'));
    await Promise.all([running, other, after]);
    expect(order).toEqual(['generated', 'loaded', 'after']);
    expect(engine.status.model?.modelId).toBe('other');
    expect(states.filter((state) => state === 'loading')).toHaveLength(2);
  });

  it('passes the errors of the child on, with code and details, and stays usable', async (test) => {
    const { engine } = open(test);
    await engine.load(tiny);
    const error = await failure(engine.generate(say('!fail')));
    expect(error).toMatchObject({ code: 'question-too-long', details: { tokens: 9 } });
    expect((await failure(engine.generate(say('a', { maxNewTokens: 0 })))).code).toBe(
      'invalid-argument',
    );
    expect((await failure(engine.load({ ...tiny, modelDir: 'missing' }))).code).toBe(
      'model-not-found',
    );
    expect(engine.status).toMatchObject({ state: 'idle', failure: undefined });
    await engine.load(tiny);
    expect((await engine.generate(say('a'))).outputs).toHaveLength(1);
  });

  it('ends a call whose callback throws with that error', async (test) => {
    const { engine } = open(test);
    await engine.load(tiny);
    const call = engine.generate(say('word '.repeat(10_000)), {
      onToken: (_row, _text, tokenCount) => {
        if (tokenCount === 2) throw new RangeError('from the caller');
      },
    });
    await expect(call).rejects.toThrow('from the caller');
    expect((await engine.generate(say('a'))).outputs[0]?.text).toBe('a');
  });
});

describe.concurrent('cancel', () => {
  it('ends a running call at once and leaves what was streamed; the process stays', async (test) => {
    const { engine } = open(test);
    await engine.load(tiny);
    const pid = pidOf(engine);
    const controller = new AbortController();
    let streamed = '';
    const call = engine.generate(say('word '.repeat(10_000)), {
      signal: controller.signal,
      onToken: (_row, text, tokenCount) => {
        streamed += text;
        if (tokenCount === 3) controller.abort();
      },
    });
    expect((await failure(call)).code).toBe('cancelled');
    expect(streamed).toBe('word word word');
    expect((await engine.generate(say('next'))).outputs[0]?.text).toBe('next');
    expect(pidOf(engine)).toBe(pid);
  });

  it('before the call does nothing', async (test) => {
    const { engine, states } = open(test);
    const signal = AbortSignal.abort();
    expect((await failure(engine.load(tiny, { signal }))).code).toBe('cancelled');
    expect(states).toEqual([]);
  });

  it.for(['!deaf', '!block'])(
    'kills a child that does not stop (%s); calls that wait get a new one',
    async (order, test) => {
      const { engine, lines } = open(test);
      await engine.load(tiny);
      const pid = pidOf(engine);
      const controller = new AbortController();
      const hanging = failure(
        engine.generate(say(`a ${order}`), {
          signal: controller.signal,
          onRow: () => setTimeout(() => controller.abort(), 20),
        }),
      );
      expect((await hanging).code).toBe('cancelled');
      const next = await engine.generate(say('next'));
      expect(next.outputs[0]?.text).toBe('next');
      expect(pidOf(engine)).not.toBe(pid);
      expect(isAlive(pid)).toBe(false);
      expect(engine.status.failure).toBeUndefined();
      expect(lines.some((line) => line.startsWith('warn engine.kill generate'))).toBe(true);
    },
  );

  it('kills a load that does not stop and goes on with another model', async (test) => {
    const { engine } = open(test);
    const controller = new AbortController();
    const load = failure(
      engine.load({ ...tiny, modelDir: 'blocking' }, { signal: controller.signal }),
    );
    engine.onStatus(({ state }) => {
      if (state === 'loading') setTimeout(() => controller.abort(), 50);
    });
    expect((await load).code).toBe('cancelled');
    expect((await engine.load(tiny)).modelId).toBe('tiny');
  });

  // Windows has no signals: Ctrl-C arrives there as an event of the console.
  it.runIf(process.platform !== 'win32')(
    'is left to the caller when Ctrl-C reaches the whole process group',
    async (test) => {
      const { engine } = open(test);
      await engine.load(tiny);
      const { outputs } = await engine.generate(say('one two three'), {
        onToken: () => process.kill(pidOf(engine), 'SIGINT'),
      });
      expect(outputs[0]?.text).toBe('one two three');
    },
  );

  it('a deadline that the child does not keep is kept by the engine', async (test) => {
    const { engine } = open(test);
    await engine.load(tiny);
    const error = await failure(engine.generate(say('a !block', { deadlineMs: 100 })));
    expect(error.code).toBe('deadline-exceeded');
    expect((await engine.generate(say('next'))).outputs[0]?.text).toBe('next');
  });
});

describe.concurrent('a child that dies', () => {
  it.for<readonly [string, RegExp, Readonly<Record<string, unknown>>]>([
    ['!exit', /exit code 7; ask again/, { exitCode: 7 }],
    ['!kill', /SIGKILL; ask again.*memory/, { signal: 'SIGKILL' }],
    ['!crash', /exit code 1; ask again/, { exitCode: 1 }],
    ['!disconnect', /SIGKILL|exit code/, {}],
  ])(
    '%s: the call says how, the next call starts it with the same model',
    async ([order, message, details], test) => {
      const { engine, states } = open(test);
      await engine.load(tiny);
      let streamed = '';
      const error = await failure(
        engine.generate(say(`some words ${order}`), {
          onToken: (_row, text) => (streamed += text),
        }),
      );
      expect(error.code).toBe('engine-exited');
      expect(error.message).toMatch(message);
      expect(error.details).toMatchObject(details);
      expect(streamed).toBe(`some words ${order}`);
      expect(engine.status).toMatchObject({ state: 'stopped', failure: { code: 'engine-exited' } });
      expect((await engine.generate(say('again'))).outputs[0]?.text).toBe('again');
      expect(engine.status).toMatchObject({ state: 'ready', failure: undefined });
      expect(states.slice(-6)).toEqual(
        ['stopped', 'starting', 'idle', 'loading', 'ready', 'generating', 'ready'].slice(-6),
      );
    },
  );

  it('keeps the last 8 KB of its output for the report, the rest at trace only', async (test) => {
    const { engine, lines } = open(test);
    await engine.load(tiny);
    const error = await failure(engine.generate(say('!noise')));
    const stderr = String(error.details?.stderr);
    expect(stderr.endsWith('last words')).toBe(true);
    expect(Buffer.byteLength(stderr)).toBeLessThanOrEqual(8192);
    expect(error.message).not.toContain('last words');
    const loud = lines.filter((line) => line.includes('last words'));
    expect(loud.length).toBeGreaterThan(0);
    expect(loud.every((line) => line.startsWith('trace child.stderr'))).toBe(true);
  });

  it('rejects every call that it was working on or that waited in it', async (test) => {
    const { engine } = open(test);
    await engine.load(tiny);
    const calls = [say('!kill'), say('a'), say('b')].map((params) =>
      failure(engine.generate(params)),
    );
    expect((await Promise.all(calls)).map(({ code }) => code)).toEqual([
      'engine-exited',
      'engine-exited',
      'engine-exited',
    ]);
  });

  it('idle: the next call does not notice', async (test) => {
    const { engine } = open(test);
    await engine.load(tiny);
    const pid = pidOf(engine);
    process.kill(pid, 'SIGKILL');
    await untilGone(pid, 2000);
    await vi.waitFor(() => expect(engine.status.state).toBe('stopped'), 2000);
    expect((await engine.generate(say('a'))).outputs[0]?.text).toBe('a');
  });

  it('that dies too often in a row is given up, visibly, until it is restarted', async (test) => {
    const { engine } = open(test, { restartLimit: 3 });
    await engine.load(tiny);
    for (let time = 1; time <= 3; time++) {
      expect((await failure(engine.generate(say('!exit')))).code).toBe('engine-exited');
    }
    expect(engine.status).toMatchObject({ state: 'failed', failure: { code: 'engine-exited' } });
    const refused = await failure(engine.generate(say('a')));
    expect(refused).toMatchObject({
      code: 'engine-failed',
      details: { lastCode: 'engine-exited' },
    });
    expect((await failure(engine.load(tiny))).code).toBe('engine-failed');
    await engine.restart();
    expect(engine.status.state).toBe('stopped');
    expect((await engine.generate(say('a'))).outputs[0]?.text).toBe('a');
  });

  it('a success in between clears the count; the wait doubles with each end in a row', async (test) => {
    const { engine } = open(test, { restartLimit: 3, restartDelayMs: 100 });
    await engine.load(tiny);
    const timed = async (text: string): Promise<number> => {
      const startMs = performance.now();
      await engine.generate(say(text)).catch(() => undefined);
      return performance.now() - startMs;
    };
    await timed('!exit');
    expect(await timed('!exit')).toBeGreaterThan(95);
    expect(await timed('fine')).toBeGreaterThan(195);
    await timed('!exit');
    expect(await timed('fine')).toBeGreaterThan(95);
    expect(engine.status.state).toBe('ready');
  });

  it('a load that kills it does not load that model again by itself', async (test) => {
    const { engine } = open(test);
    expect((await failure(engine.load({ ...tiny, modelDir: 'deadly' }))).code).toBe(
      'engine-exited',
    );
    expect((await failure(engine.generate(say('a')))).code).toBe('model-not-loaded');
    expect((await engine.load(tiny)).modelId).toBe('tiny');
  });
});

describe.concurrent('a child that does not start', () => {
  it('because it ends: the code and its last words', async (test) => {
    const { engine, states } = open(test, { env: { FAKE_START: 'exit' } });
    const error = await failure(engine.load(tiny));
    expect(error).toMatchObject({
      code: 'engine-start-failed',
      details: { exitCode: 3, stderr: 'no such library' },
    });
    expect(states).toEqual(['starting', 'stopped']);
  });

  it('because it says nothing in time: it is ended', async (test) => {
    const { engine } = open(test, { env: { FAKE_START: 'silent' }, startTimeoutMs: 300 });
    expect((await failure(engine.load(tiny))).code).toBe('engine-start-failed');
    expect(engine.status.process).toBeUndefined();
  });

  it('because it speaks another version: given up at once', async (test) => {
    const { engine } = open(test, { env: { FAKE_START: 'mismatch' } });
    const error = await failure(engine.load(tiny));
    expect(error).toMatchObject({ code: 'protocol-mismatch', details: { theirs: 99 } });
    expect(engine.status.state).toBe('failed');
    expect((await failure(engine.load(tiny))).code).toBe('protocol-mismatch');
  });

  it('because there is no such Node or no such program', async (test) => {
    const nodeless = open(test, { nodePath: `${fixtures.childPath}.missing` });
    expect((await failure(nodeless.engine.load(tiny))).code).toBe('engine-start-failed');
    const programless = open(test, { childPath: `${fixtures.childPath}.missing` });
    const error = await failure(programless.engine.load(tiny));
    expect(error.code).toBe('engine-start-failed');
    expect(String(error.details?.stderr)).toContain('Cannot find module');
  });

  it('is cancelled by close without leaving a process or a waiting caller', async (test) => {
    const { engine } = open(test, { env: { FAKE_START: 'silent' } });
    const load = failure(engine.load(tiny));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await engine.close();
    expect((await load).code).toBe('cancelled');
  });
});

describe.concurrent('close', () => {
  it('ends what runs and what waits with cancelled', async (test) => {
    const { engine } = open(test);
    await engine.load(tiny);
    const calls = [say('word '.repeat(10_000)), say('b')].map((params) =>
      failure(engine.generate(params)),
    );
    await new Promise((resolve) => setTimeout(resolve, 30));
    const pid = pidOf(engine);
    await engine.close();
    expect((await Promise.all(calls)).map(({ code }) => code)).toEqual(['cancelled', 'cancelled']);
    expect(isAlive(pid)).toBe(false);
  });

  it('kills a child that does not close in time', async (test) => {
    const { engine } = open(test, { closeTimeoutMs: 200 });
    await engine.load(tiny);
    const pid = pidOf(engine);
    const call = failure(engine.generate(say('!block')));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const startMs = performance.now();
    await engine.close();
    expect(performance.now() - startMs).toBeLessThan(2000);
    expect((await call).code).toBe('cancelled');
    expect(isAlive(pid)).toBe(false);
  });

  it('of a restart ends running calls and keeps the model for the next', async (test) => {
    const { engine } = open(test);
    await engine.load(tiny);
    const pid = pidOf(engine);
    const call = failure(engine.generate(say('!deaf')));
    await new Promise((resolve) => setTimeout(resolve, 30));
    await engine.restart();
    expect((await call).code).toBe('cancelled');
    expect(isAlive(pid)).toBe(false);
    expect((await engine.generate(say('a'))).outputs[0]?.text).toBe('a');
    expect(engine.status.model?.modelId).toBe('tiny');
  });
});
