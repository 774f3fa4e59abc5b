import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { RpcServer } from '../../../src/protocol/rpc/rpcServer';
import { MemoryEnd, settle } from './memoryPair';
import type { Events, Methods } from './rpcFixture';
import { code, connect, link, untilAborted } from './rpcFixture';

/** What a child sees when its host is dead: no write arrives. An endless row of them ends as an answer. */
class DeadEnd extends MemoryEnd {
  writes = 0;

  override send(): Promise<void> {
    this.writes += 1;
    return this.writes > 50 ? Promise.resolve() : Promise.reject(new Error('EPIPE'));
  }
}

describe('faults of the peer', () => {
  it('silence: only the deadline ends the wait', async () => {
    const { rpc, server, timers } = connect();
    server.deliverAs = () => [];
    const result = rpc.request('double', { n: 1 }, { deadlineMs: 10 });
    await settle();
    timers.advance(10);
    expect(await code(result)).toBe('deadline-exceeded');
  });

  it('crash: everything open rejects with the reason, later calls too', async () => {
    const { rpc, server, timers } = connect();
    const controller = new AbortController();
    const waiting = rpc.request('wait', {});
    const drained = rpc.start('wait', {}, { signal: controller.signal });
    await settle();
    controller.abort();
    server.crash();
    expect(await code(waiting)).toBe('engine-exited');
    expect(await code(drained.result)).toBe('cancelled');
    await drained.released;
    expect(await code(rpc.request('double', { n: 1 }))).toBe('engine-exited');
    expect(timers.pending).toBe(0);
  });

  it('crash: the handlers of the other end are aborted', async () => {
    const aborted = vi.fn();
    const { rpc, client } = connect({
      wait: (_params, { signal }) => {
        signal.addEventListener('abort', aborted);
        return new Promise(() => undefined);
      },
    });
    const result = rpc.request('wait', {});
    await settle();
    client.crash();
    expect(await code(result)).toBe('engine-exited');
    expect(aborted).toHaveBeenCalledTimes(1);
  });

  it('death: what tells of problems by an event does not tell of its own for ever', async () => {
    const end = new DeadEnd();
    const told: string[] = [];
    const server = new RpcServer<Methods, Events, AbortSignal>(
      end,
      link,
      { double: ({ n }) => Promise.resolve({ n }), wait: () => Promise.resolve({}) },
      {
        createAbort: () => new AbortController(),
        onProblem: (problem) => {
          told.push(problem);
          server.emit('word', { word: 'problem' });
        },
      },
    );
    server.emit('word', { word: 'hello' });
    await settle();
    expect(told).toEqual(['a message of kind event could not be sent']);
    expect(end.writes).toBe(2);
    // What comes later is reported again.
    end.inject({ v: 7, kind: 'request', id: 1, method: 'double', params: { n: 1 } });
    await settle();
    expect(told.slice(1)).toEqual([
      'a message of kind result could not be sent',
      'a message of kind error could not be sent',
    ]);
    expect(end.writes).toBe(6);
  });

  it('double reply and late reply: the first counts, the rest is reported', async () => {
    const { rpc, server, problems } = connect();
    server.deliverAs = (message) => [
      message,
      { ...(message as object), result: { n: 1 } },
      { v: 7, kind: 'result', id: 4711, result: { n: 3 } },
    ];
    expect(await rpc.request('double', { n: 21 })).toEqual({ n: 42 });
    await settle();
    expect(problems).toEqual([
      'client: an answer to no open request',
      'client: an answer to no open request',
    ]);
  });

  it('an answer that cannot be read is told to its caller, others are reported', async () => {
    const { rpc, client, problems } = connect();
    const { id, result } = rpc.start('wait', {});
    const error = { code: 'no such code', message: 'x' };
    client.inject({ v: 7, kind: 'error', id: id + 1, error });
    client.inject({ v: 7, kind: 'error', id, error });
    expect(await code(result)).toBe('bad-message');
    expect(rpc.openCount).toBe(0);
    expect(problems).toHaveLength(2);
  });

  it('a cancel that cannot be sent is reported, and its caller waits no longer', async () => {
    const { rpc, client, problems, timers, overdue } = connect();
    const controller = new AbortController();
    const result = rpc.request('wait', {}, { signal: controller.signal });
    await settle();
    client.failWritesWith = new Error('EPIPE');
    controller.abort();
    expect(await code(result)).toBe('cancelled');
    await settle();
    expect(problems).toEqual(['client: the cancel of wait could not be sent']);
    // Whoever never heard of it does not answer: the owner is told.
    timers.advance(2000);
    expect(overdue).toEqual(['wait']);
  });

  it('replies in another order reach their own callers', async () => {
    const { rpc, server } = connect();
    const held: unknown[] = [];
    server.deliverAs = (message) => {
      held.push(message);
      return held.length === 3 ? held.reverse() : [];
    };
    const all = Promise.all([1, 2, 3].map((n) => rpc.request('double', { n })));
    expect(await all).toEqual([{ n: 2 }, { n: 4 }, { n: 6 }]);
  });

  it('an id that is in use is not run twice', async () => {
    const started = vi.fn();
    const { rpc, client, peer } = connect({
      wait: (_params, { signal }) => {
        started();
        return untilAborted(signal);
      },
    });
    const { id, result } = rpc.start('wait', {});
    await settle();
    await client.send({ v: 7, kind: 'request', id, method: 'wait', params: {} });
    await settle();
    expect(started).toHaveBeenCalledTimes(1);
    expect(peer.openCount).toBe(1);
    rpc.dispose();
    expect(await code(result)).toBe('cancelled');
  });

  it('another version is told once to the asker, and refused with its code by the answerer', async () => {
    const { client, server, versions } = connect();
    client.inject({ v: 8, kind: 'event', event: 'word', data: { word: 'hi' } });
    client.inject({ v: 9 });
    await client.send({ v: 6, kind: 'request', id: 5, method: 'double', params: { n: 1 } });
    await settle();
    expect(versions).toEqual([8]);
    expect(server.sent.at(-1)).toMatchObject({ id: 5, error: { code: 'protocol-mismatch' } });
  });

  it('garbage of any shape is survived by both ends', async () => {
    const { rpc, client, server, peer } = connect();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.anything(),
          fc.record(
            {
              v: fc.oneof(fc.constant(7), fc.anything()),
              kind: fc.oneof(
                fc.constantFrom('request', 'result', 'error', 'event', 'cancel'),
                fc.anything(),
              ),
              id: fc.oneof(fc.integer({ min: 1e6 }), fc.anything()),
              method: fc.oneof(fc.constantFrom('double', 'toString'), fc.anything()),
              event: fc.oneof(fc.constantFrom('word', 'valueOf'), fc.anything()),
              params: fc.anything(),
              result: fc.anything(),
              error: fc.anything(),
              data: fc.anything(),
            },
            { requiredKeys: [] },
          ),
        ),
        async (garbage) => {
          client.inject(garbage);
          server.inject(garbage);
          expect(await rpc.request('double', { n: 4 })).toEqual({ n: 8 });
        },
      ),
      { numRuns: 500 },
    );
    await settle();
    expect(rpc.openCount).toBe(0);
    expect(peer.openCount).toBe(0);
  });
});

describe('any interleaving of faults', () => {
  it('settles every request exactly once', async () => {
    const fault = fc.constantFrom(
      'none',
      'drop',
      'double',
      'abort',
      'deadline',
      'throw',
      'garbage',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fault, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (faults, crash) => {
          const { rpc, server, timers } = connect({
            double: ({ n }) =>
              faults[n] === 'throw' ? Promise.reject(new Error('boom')) : Promise.resolve({ n }),
          });
          server.deliverAs = (message) => {
            const kind = faults[(message as { readonly id: number }).id - 1];
            if (kind === 'drop' || kind === 'deadline') return [];
            if (kind === 'double') return [message, message];
            if (kind === 'garbage') return [{ v: 7, kind: 'result', id: 'x' }, message];
            return [message];
          };
          const controller = new AbortController();
          const outcomes = faults.map((kind, n) =>
            code(
              rpc.request(
                'double',
                { n },
                {
                  ...(kind === 'abort' ? { signal: controller.signal } : {}),
                  ...(kind === 'deadline' ? { deadlineMs: 5 } : {}),
                },
              ),
            ),
          );
          controller.abort();
          await settle();
          timers.advance(5);
          if (crash) server.crash();
          else rpc.dispose();
          const expected = {
            none: 'resolved',
            double: 'resolved',
            garbage: 'resolved',
            throw: 'internal',
            abort: 'cancelled',
            deadline: 'deadline-exceeded',
            drop: crash ? 'engine-exited' : 'cancelled',
          };
          expect(await Promise.all(outcomes)).toEqual(faults.map((kind) => expected[kind]));
          expect(rpc.openCount).toBe(0);
          expect(timers.pending).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});
