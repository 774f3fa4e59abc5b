import { describe, expect, it } from 'vitest';
import { InferenceServer } from '../../../../src/inference/server/inferenceServer';
import { AppError, isAppError } from '../../../../src/protocol/appError';
import { childLink } from '../../../../src/protocol/childLink';
import type {
  ChildEvents,
  ChildMethods,
  GenerateParams,
  LoadParams,
} from '../../../../src/protocol/childProtocol';
import { RpcClient } from '../../../../src/protocol/rpc/rpcClient';
import type { MemoryEnd } from '../../protocol/memoryPair';
import { ManualTimers, memoryPair, settle } from '../../protocol/memoryPair';
import { FakeRuntime } from './fakeRuntime';

const model = (modelDir: string): LoadParams => ({ modelDir, device: 'cpu' });
const say = (text: string, more: Partial<GenerateParams> = {}): GenerateParams => ({
  prompts: [[{ kind: 'text', text }]],
  maxNewTokens: 100,
  ...more,
});
const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'resolved',
    (error: unknown) => (isAppError(error) ? error.code : String(error)),
  );

interface ServedOptions {
  readonly tokenMs?: number;
  readonly load?: (params: LoadParams) => Promise<FakeRuntime>;
}

interface Served {
  readonly client: MemoryEnd;
  readonly server: MemoryEnd;
  readonly rpc: RpcClient<ChildMethods, ChildEvents>;
  readonly runtimes: readonly FakeRuntime[];
  readonly closedCount: () => number;
}

function serve({ tokenMs = 0, load }: ServedOptions = {}): Served {
  const ends = memoryPair();
  const runtimes: FakeRuntime[] = [];
  let closed = 0;
  new InferenceServer({
    transport: ends.server,
    loadRuntime: async (params) => {
      const runtime = await (load?.(params) ?? Promise.resolve(new FakeRuntime(params, tokenMs)));
      runtimes.push(runtime);
      return runtime;
    },
    compareModels: async ({ modelDir, forced }, { onText }, signal) => {
      for (const row of forced.keys()) onText(row);
      if (modelDir === 'endless') await new Promise((done) => (signal.onabort = done));
      signal.throwIfAborted();
      const texts = forced.map((text) => ({ tokens: text.length, kl: 0, sameTop1: 0 }));
      return { texts, vocabulary: { model: 1, reference: 1, shared: 1 } };
    },
    onClosed: () => closed++,
  });
  const rpc = new RpcClient<ChildMethods, ChildEvents>(ends.client, childLink, {
    startTimer: new ManualTimers().start,
    graceMs: 1000,
  });
  return { ...ends, rpc, runtimes, closedCount: () => closed };
}

describe('the inference server', () => {
  it('refuses work before a model is loaded', async () => {
    const { rpc } = serve();
    expect(await code(rpc.request('generate', say('a')))).toBe('model-not-loaded');
    expect(await code(rpc.request('countTokens', { texts: ['a'] }))).toBe('model-not-loaded');
    expect(await code(rpc.request('tokenize', { text: 'a' }))).toBe('model-not-loaded');
    const { kvCacheBytes, residentBytes } = await rpc.request('memory', {});
    expect(kvCacheBytes).toBe(0);
    expect(residentBytes).toBeGreaterThan(1e6);
  });

  it('streams tokens, prefill and rows under the id of the request, then the result', async () => {
    const { rpc, server } = serve();
    await rpc.request('load', model('tiny'));
    const { id, result } = rpc.start(
      'generate',
      say('two words', {
        prompts: [[{ kind: 'text', text: 'two words' }], [{ kind: 'text', text: 'one' }]],
      }),
    );
    const { outputs } = await result;
    expect(outputs.map((output) => output.text)).toEqual(['two words', 'one']);
    const events = server.sent.filter(
      (message) => (message as { readonly kind: string }).kind === 'event',
    ) as {
      readonly event: string;
      readonly data: { readonly requestId: number; readonly row: number };
    }[];
    expect(events.map(({ event, data }) => `${event} ${data.row}`)).toEqual([
      'prefill 0',
      'token 0',
      'token 0',
      'row 0',
      'prefill 1',
      'token 1',
      'row 1',
    ]);
    expect(events.every(({ data }) => data.requestId === id)).toBe(true);
  });

  it('runs generations one after another and answers countTokens in between', async () => {
    const { rpc, runtimes } = serve({ tokenMs: 2 });
    await rpc.request('load', model('tiny'));
    const order: string[] = [];
    const first = rpc.request('generate', say('a b c d e')).then(() => order.push('first'));
    const second = rpc.request('generate', say('f')).then(() => order.push('second'));
    const counted = rpc.request('countTokens', { texts: ['x y'] }).then(({ counts }) => {
      order.push('count');
      expect(counts).toEqual([2]);
    });
    await Promise.all([first, second, counted]);
    expect(order).toEqual(['count', 'first', 'second']);
    expect(runtimes[0]?.violations).toEqual([]);
  });

  it('compares two models without one loaded, in its turn, and says which text is done', async () => {
    const { rpc, server } = serve();
    const params = {
      modelDir: 'a',
      referenceDir: 'b',
      prompts: [[{ kind: 'text', text: 'q' }], [{ kind: 'text', text: 'q' }]],
      forced: ['one', 'three'],
    } as const;
    const { id, result } = rpc.start('compare', params);
    expect((await result).texts.map(({ tokens }) => tokens)).toEqual([3, 5]);
    const events = [0, 1].map((row) => ({
      ...{ v: childLink.version, kind: 'event', event: 'compared' },
      data: { requestId: id, row },
    }));
    expect(server.sent.slice(0, 2)).toEqual(events);
    const endless = code(rpc.request('compare', { ...params, modelDir: 'endless' }));
    await settle();
    await rpc.request('close', {});
    expect(await endless).toBe('cancelled');
    expect(await code(rpc.request('compare', params))).toBe('engine-exited');
  });

  it('never runs a queued request that was cancelled', async () => {
    const { rpc, server } = serve({ tokenMs: 2 });
    await rpc.request('load', model('tiny'));
    const first = rpc.request('generate', say('a b c'));
    const controller = new AbortController();
    const queued = rpc.start('generate', say('never'), { signal: controller.signal });
    const third = rpc.request('generate', say('c'));
    await settle();
    controller.abort();
    expect(await code(queued.result)).toBe('cancelled');
    await queued.released;
    expect(await code(first)).toBe('resolved');
    expect(await code(third)).toBe('resolved');
    expect(JSON.stringify(server.sent)).not.toContain('never');
  });

  it('stops a running request within a token and goes on with the next', async () => {
    const { rpc } = serve({ tokenMs: 5 });
    await rpc.request('load', model('tiny'));
    const controller = new AbortController();
    const long = rpc.start('generate', say('word '.repeat(1000)), { signal: controller.signal });
    rpc.onEvent('token', ({ tokenCount }) => {
      if (tokenCount === 3) controller.abort();
    });
    expect(await code(long.result)).toBe('cancelled');
    await long.released;
    expect((await rpc.request('generate', say('next'))).outputs[0]?.text).toBe('next');
  });

  it('frees the old model first, after the running call, when another is loaded', async () => {
    const { rpc, runtimes } = serve({ tokenMs: 2 });
    await rpc.request('load', model('one'));
    const running = rpc.request('generate', say('a b c'));
    const loaded = await rpc.request('load', model('two'));
    expect(loaded.modelId).toBe('two');
    expect(await code(running)).toBe('resolved');
    expect(runtimes[0]).toMatchObject({ closed: true, violations: [] });
    expect(runtimes[1]).toMatchObject({ closed: false });
  });

  it('has no model after a load that failed, and says why', async () => {
    const { rpc, runtimes } = serve({
      load: (params) =>
        params.modelDir === 'gone'
          ? Promise.reject(new AppError('model-not-found', 'No such folder.'))
          : Promise.resolve(new FakeRuntime(params)),
    });
    await rpc.request('load', model('one'));
    expect(await code(rpc.request('load', model('gone')))).toBe('model-not-found');
    expect(runtimes[0]?.closed).toBe(true);
    expect(await code(rpc.request('generate', say('a')))).toBe('model-not-loaded');
  });

  it('frees what a cancelled load has read', async () => {
    let finish: () => void = () => undefined;
    const { rpc, runtimes } = serve({
      load: (params) =>
        new Promise((resolve) => {
          finish = () => resolve(new FakeRuntime(params));
        }),
    });
    const controller = new AbortController();
    const load = rpc.start('load', model('one'), { signal: controller.signal });
    const outcome = code(load.result);
    await settle();
    controller.abort();
    await settle();
    finish();
    expect(await outcome).toBe('cancelled');
    await load.released;
    expect(runtimes[0]?.closed).toBe(true);
  });

  it('counts the time in the queue to the deadline and to the first token', async () => {
    const { rpc } = serve({ tokenMs: 10 });
    await rpc.request('load', model('tiny'));
    const first = rpc.request('generate', say('a b c d e'));
    const late = rpc.request('generate', say('late', { deadlineMs: 20 }));
    const waited = rpc.request('generate', say('waited'));
    await first;
    expect((await late).outputs[0]?.finishReason).toBe('deadline');
    expect((await waited).outputs[0]?.timeToFirstTokenMs).toBeGreaterThan(50);
  });

  it('close ends what runs and waits, frees the model, refuses the rest and says so once', async () => {
    const { rpc, runtimes, closedCount } = serve({ tokenMs: 5 });
    await rpc.request('load', model('tiny'));
    const running = code(rpc.request('generate', say('word '.repeat(1000))));
    const queued = code(rpc.request('generate', say('queued')));
    await settle();
    const closed = rpc.request('close', {});
    const late = code(rpc.request('generate', say('late')));
    await closed;
    expect(await running).toBe('cancelled');
    expect(await queued).toBe('cancelled');
    expect(await late).toBe('engine-exited');
    expect(runtimes[0]).toMatchObject({ closed: true, violations: [] });
    await settle();
    expect(closedCount()).toBe(1);
  });

  it('answers one flow with exactly these messages', async () => {
    const { rpc, client, server } = serve();
    await rpc.request('load', model('tiny'));
    await rpc.request('generate', say('hello world', { maxNewTokens: 1 }));
    await code(rpc.request('load', { ...model('tiny'), threads: -1 }));
    await rpc.request('unload', {});
    await rpc.request('close', {});
    expect({ host: client.sent, child: server.sent.map(withoutTimes) }).toMatchSnapshot();
  });
});

/** Measured times and stacks differ from run to run: their presence is kept, their value is not. */
function withoutTimes(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, member: unknown) =>
      (key.endsWith('Ms') && key !== 'loadMs') || key === 'stack' ? `<${typeof member}>` : member,
    ),
  );
}
