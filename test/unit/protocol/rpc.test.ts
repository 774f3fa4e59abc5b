import { describe, expect, it, vi } from 'vitest';
import { AppError, isAppError } from '../../../src/protocol/appError';
import type { Envelope } from '../../../src/protocol/childProtocol';
import type { Link } from '../../../src/protocol/rpc/link';
import { RpcClient } from '../../../src/protocol/rpc/rpcClient';
import { RpcServer } from '../../../src/protocol/rpc/rpcServer';
import { ManualTimers, memoryPair, settle } from './memoryPair';
import type { Events, Methods } from './rpcFixture';
import { code, connect, link, small } from './rpcFixture';

describe('a request', () => {
  it('is answered with the result', async () => {
    const { rpc, problems } = connect();
    expect(await rpc.request('double', { n: 21 })).toEqual({ n: 42 });
    expect(rpc.openCount).toBe(0);
    expect(problems).toEqual([]);
  });

  it('is answered with the code, message and details of what the handler throws', async () => {
    const { rpc } = connect({
      double: () => Promise.reject(new AppError('question-too-long', 'Too long.', { tokens: 9 })),
    });
    const error: unknown = await rpc.request('double', { n: 1 }).catch((e: unknown) => e);
    expect(error).toMatchObject({
      code: 'question-too-long',
      message: 'Too long.',
      details: { tokens: 9 },
    });
  });

  it('is answered when the handler throws something that is no error, even synchronously', async () => {
    const { rpc } = connect({
      double: () => {
        throw new RangeError('out of range');
      },
    });
    expect(await code(rpc.request('double', { n: 1 }))).toBe('internal');
  });

  it('is refused with the place when its parameters do not pass', async () => {
    const { rpc } = connect();
    const error: unknown = await rpc.request('double', { n: Number.NaN }).catch((e: unknown) => e);
    expect(isAppError(error, 'invalid-argument')).toBe(true);
    expect(error).toHaveProperty('message', expect.stringContaining('double.n'));
  });

  it('is refused when the method is unknown, also a name on the prototype', async () => {
    const { client, server } = connect();
    for (const [index, method] of ['nothing', 'toString', '__proto__', 'constructor'].entries()) {
      await client.send({ v: 7, kind: 'request', id: 100 + index, method, params: {} });
      await settle();
      expect(server.sent.at(-1)).toMatchObject({
        kind: 'error',
        id: 100 + index,
        error: { code: 'bad-message' },
      });
    }
  });

  it('rejects with bad-message when the answer is not what the method returns', async () => {
    const { rpc } = connect({ double: () => Promise.resolve({ n: Number.POSITIVE_INFINITY }) });
    expect(await code(rpc.request('double', { n: 1 }))).toBe('bad-message');
  });

  it('rejects when it cannot be written, and nothing stays open', async () => {
    const { rpc, client } = connect();
    client.failWritesWith = new Error('EPIPE');
    expect(await code(rpc.request('double', { n: 1 }))).toBe('engine-failed');
    client.failWritesWith = new AppError('engine-exited', 'Gone.');
    expect(await code(rpc.request('double', { n: 1 }))).toBe('engine-exited');
    expect(rpc.openCount).toBe(0);
  });

  it('is answered with an error when the result cannot be cloned', async () => {
    const loose: Link<Methods, Events> = {
      ...link,
      methods: { ...link.methods, double: { params: small, result: () => undefined } },
    };
    const fresh = memoryPair();
    const rpc = new RpcClient<Methods, Events>(fresh.client, loose, {
      startTimer: new ManualTimers().start,
      graceMs: 1,
    });
    new RpcServer<Methods, Events, AbortSignal>(
      fresh.server,
      loose,
      {
        double: () => Promise.resolve(Object.assign({ n: 1 }, { call: () => 1 })),
        wait: () => Promise.resolve({}),
      },
      { createAbort: () => new AbortController() },
    );
    expect(await code(rpc.request('double', { n: 1 }))).toBe('internal');
  });
});

describe('a cancel', () => {
  it('before the request is sent sends nothing', async () => {
    const { rpc, client } = connect();
    expect(await code(rpc.request('double', { n: 1 }, { signal: AbortSignal.abort() }))).toBe(
      'cancelled',
    );
    expect(client.sent).toEqual([]);
  });

  it('while it runs rejects at once, tells the peer and is released by its answer', async () => {
    const { rpc, client, timers, overdue } = connect();
    const controller = new AbortController();
    const { result, released, id } = rpc.start('wait', {}, { signal: controller.signal });
    await settle();
    controller.abort();
    expect(await code(result)).toBe('cancelled');
    expect(client.sent.at(-1)).toEqual({ v: 7, kind: 'cancel', id });
    await released;
    expect(rpc.openCount).toBe(0);
    timers.advance(10_000);
    expect(overdue).toEqual([]);
    expect(timers.pending).toBe(0);
  });

  it('after the answer does nothing', async () => {
    const { rpc, client, problems } = connect();
    const controller = new AbortController();
    await rpc.request('double', { n: 1 }, { signal: controller.signal });
    const sent = client.sent.length;
    controller.abort();
    await settle();
    expect(client.sent.length).toBe(sent);
    expect(problems).toEqual([]);
  });

  it('that the peer does not answer is reported once, after the grace time', async () => {
    const { rpc, timers, overdue } = connect({ wait: () => new Promise(() => undefined) });
    const controller = new AbortController();
    const result = rpc.request('wait', {}, { signal: controller.signal });
    controller.abort();
    expect(await code(result)).toBe('cancelled');
    timers.advance(1999);
    expect(overdue).toEqual([]);
    timers.advance(1);
    timers.advance(5000);
    expect(overdue).toEqual(['wait']);
    expect(rpc.openCount).toBe(1);
  });

  it('leaves the caller cancelled when the result arrives all the same', async () => {
    let finish: (result: Record<string, never>) => void = () => undefined;
    const { rpc, problems } = connect({
      wait: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    });
    const controller = new AbortController();
    const { result, released } = rpc.start('wait', {}, { signal: controller.signal });
    await settle();
    controller.abort();
    finish({});
    expect(await code(result)).toBe('cancelled');
    await released;
    expect(problems).toEqual([]);
  });

  it('of an unknown id is ignored by the peer', async () => {
    const { rpc, client } = connect();
    await client.send({ v: 7, kind: 'cancel', id: 999 });
    expect(await rpc.request('double', { n: 2 })).toEqual({ n: 4 });
  });
});

describe('a deadline', () => {
  it('rejects, cancels the peer and leaves no timer behind', async () => {
    const { rpc, timers, client } = connect();
    const { result, released } = rpc.start('wait', {}, { deadlineMs: 50 });
    await settle();
    timers.advance(50);
    expect(await code(result)).toBe('deadline-exceeded');
    await released;
    expect(client.sent.at(-1)).toMatchObject({ kind: 'cancel' });
    expect(timers.pending).toBe(0);
  });

  it('that is not reached leaves no timer behind', async () => {
    const { rpc, timers } = connect();
    await rpc.request('double', { n: 1 }, { deadlineMs: 50 });
    expect(timers.pending).toBe(0);
  });
});

describe('an event', () => {
  it('reaches its listeners in order until they leave', async () => {
    const { rpc, peer } = connect();
    const words: string[] = [];
    const leave = rpc.onEvent('word', ({ word }) => words.push(word));
    peer.emit('word', { word: 'one' });
    peer.emit('word', { word: 'two' });
    await settle();
    leave();
    peer.emit('word', { word: 'three' });
    await settle();
    expect(words).toEqual(['one', 'two']);
  });

  it('of unknown name or bad shape is dropped and reported', async () => {
    const { rpc, server, problems } = connect();
    const heard = vi.fn();
    rpc.onEvent('word', heard);
    await server.send({ v: 7, kind: 'event', event: 'toString', data: {} });
    await server.send({
      v: 7,
      kind: 'event',
      event: 'word',
      data: { word: 'far too long a word' },
    });
    await settle();
    expect(heard).not.toHaveBeenCalled();
    expect(problems).toHaveLength(2);
  });

  it('goes on to the other listeners and to later messages when one listener throws', async () => {
    const { rpc, peer, problems } = connect();
    const heard = vi.fn();
    rpc.onEvent('word', () => {
      throw new Error('listener');
    });
    rpc.onEvent('word', heard);
    peer.emit('word', { word: 'a' });
    peer.emit('word', { word: 'b' });
    expect(await rpc.request('double', { n: 1 })).toEqual({ n: 2 });
    expect(heard).toHaveBeenCalledTimes(2);
    expect(problems).toHaveLength(2);
  });

  it('that cannot be sent is reported, not thrown', async () => {
    const { peer, server, problems } = connect();
    server.failWritesWith = new Error('EPIPE');
    peer.emit('word', { word: 'a' });
    await settle();
    expect(problems).toEqual(['server: a message of kind event could not be sent']);
  });
});

describe('dispose', () => {
  it('is idempotent on both ends and silences them', async () => {
    const { rpc, peer, server, client } = connect();
    const result = rpc.request('wait', {});
    rpc.dispose();
    rpc.dispose(new AppError('engine-exited', 'Second.'));
    expect(await code(result)).toBe('cancelled');
    await settle();
    peer.dispose();
    peer.dispose();
    const sent = server.sent.length;
    peer.emit('word', { word: 'a' });
    const envelope: Envelope = { v: 7, kind: 'request', id: 9, method: 'double', params: { n: 1 } };
    await client.send(envelope);
    await settle();
    expect(server.sent.length).toBe(sent);
  });
});
