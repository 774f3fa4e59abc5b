import { dirname, join } from 'node:path';
import type { TestContext } from 'vitest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LocalEngineOptions } from '../../../src/engine/localEngineOptions';
import { stoppedProcess } from '../../../src/files/stoppedProcess';
import { isAlive, untilGone } from '../../support/processes';
import type { Fixtures } from './bundleFixtures';
import { bundleFixtures } from './bundleFixtures';
import type { Watched } from './openEngine';
import { failure } from '../support/failure';
import { openEngine, pidOf, say, tiny } from './openEngine';

let fixtures: Fixtures;
const open = (test: TestContext, options: Partial<LocalEngineOptions> = {}): Watched =>
  openEngine(test, fixtures, options);

beforeAll(async () => {
  fixtures = await bundleFixtures();
});
afterAll(() => fixtures.remove());

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
    expect(await engine.tokenize('a bc')).toEqual({
      startOffsets: Int32Array.of(0, 2),
      endOffsets: Int32Array.of(1, 4),
    });
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

  it('ends a load within 300 ms; the next begins at once and nothing counts as a failure', async (test) => {
    // With these a child that had crashed would be given up, one that was waited for be noticed.
    const options = { restartLimit: 1, restartDelayMs: 60_000, cancelGraceMs: 60_000 };
    const { engine } = open(test, options);
    const controller = new AbortController();
    const deviceMemory = join(dirname(fixtures.childPath), 'devices.json');
    const load = failure(
      engine.load({ ...tiny, modelDir: 'blocking', deviceMemory }, { signal: controller.signal }),
    );
    await vi.waitFor(() => expect(engine.status.state).toBe('loading'), 5000);
    const pid = pidOf(engine);
    controller.abort();
    expect((await load).code).toBe('cancelled');
    expect(await untilGone(pid, 5000)).toBeLessThan(300);
    expect((await engine.load(tiny)).modelId).toBe('tiny');
    expect(pidOf(engine)).not.toBe(pid);
    expect(engine.status).toMatchObject({ state: 'ready', failure: undefined });
    expect(await stoppedProcess(deviceMemory)).toBe(pid);
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

  it('ends a child that is loading without waiting for it', async (test) => {
    const { engine } = open(test, { closeTimeoutMs: 20_000 });
    await engine.load(tiny);
    const pid = pidOf(engine);
    const load = failure(engine.load({ ...tiny, modelDir: 'blocking' }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const startMs = performance.now();
    await engine.close();
    expect(performance.now() - startMs).toBeLessThan(5000);
    expect((await load).code).toBe('cancelled');
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
