import type { TestContext } from 'vitest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LocalEngineOptions } from '../../../src/engine/localEngineOptions';
import { untilGone } from '../../support/processes';
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

  it('had not enough memory: says so, is replaced at once, and that is no failure', async (test) => {
    const { engine } = open(test, { restartLimit: 1, restartDelayMs: 60_000 });
    await engine.load(tiny);
    const pid = pidOf(engine);
    const error = await failure(engine.generate(say('!memory')));
    expect(error.code).toBe('not-enough-memory');
    expect(error.message).not.toContain('bfc_arena');
    expect((await engine.generate(say('again'))).outputs[0]?.text).toBe('again');
    expect(pidOf(engine)).not.toBe(pid);
    await untilGone(pid, 2000);
  });

  it('was ended because of another call: those beside it are told so', async (test) => {
    const { engine } = open(test);
    await engine.load(tiny);
    const controller = new AbortController();
    const { signal } = controller;
    let beside: Promise<unknown> | undefined;
    const onRow = (): void => {
      beside = failure(engine.generate(say('b')));
      setTimeout(() => controller.abort(), 20);
    };
    const hanging = engine.generate(say('a !deaf'), { signal, onRow });
    expect((await failure(hanging)).code).toBe('cancelled');
    expect(await beside).toMatchObject({
      code: 'engine-exited',
      message: expect.stringMatching(/something else .* ask again/) as string,
    });
  });

  it('failed natively: says so without its words, and is replaced at once', async (test) => {
    const { engine, lines } = open(test, { restartLimit: 1, restartDelayMs: 60_000 });
    await engine.load(tiny);
    const pid = pidOf(engine);
    const error = await failure(engine.generate(say('!native')));
    expect(error.code).toBe('engine-exited');
    expect(error.message).toMatch(/ask again/);
    expect(error.message).not.toContain('wgpu');
    expect((await engine.generate(say('again'))).outputs[0]?.text).toBe('again');
    expect(pidOf(engine)).not.toBe(pid);
    expect(lines.some((line) => line.startsWith('error child.compute Non-zero'))).toBe(true);
    await untilGone(pid, 2000);
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
