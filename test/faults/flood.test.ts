import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRng } from '../../src/core/sampling/rng';
import type { AnswerView } from '../../src/protocol/webview/answerView';
import { FaultHost } from './support/faultHost';
import type { FaultPlace } from './support/faultPlace';
import { openFaultPlace } from './support/faultPlace';
import type { ProcessUse } from './support/processUse';
import { processUse } from './support/processUse';
import { scaled, Tally } from './support/tally';

const asks = scaled(1_000);
/** Asked at once; the engine answers one after the other. */
const together = 8;
/** An allocator keeps some of what it had; a leak of 100 kB an ask would be three times this. */
const growthBytes = 32e6;
const question = 'What is 2 + 3?';

let place: FaultPlace;
let host: FaultHost;
beforeAll(async () => {
  place = await openFaultPlace();
  host = await FaultHost.open(place, { maxTokens: 24 });
});
afterAll(async () => {
  await host.close();
  await place.remove();
});

async function flood(count: number, seed: number): Promise<readonly AnswerView[]> {
  const random = createRng(seed);
  const views: AnswerView[] = [];
  let left = count;
  const one = async (): Promise<void> => {
    for (; left > 0;) {
      left--;
      const controller = new AbortController();
      const isCancelled = random.nextFloat() < 0.5;
      const timer = setTimeout(
        () => controller.abort(),
        isCancelled ? random.nextFloat() * 300 : 600_000,
      );
      const request = { question, ratio: '0.5', force: true } as const;
      views.push(
        await host.answers.ask(request, { signal: controller.signal, onView: () => undefined }),
      );
      clearTimeout(timer);
    }
  };
  await Promise.all(Array.from({ length: together }, one));
  return views;
}

/** This process and the child, once what was given up is collected. */
async function usedNow(): Promise<readonly [ProcessUse, ProcessUse]> {
  await sleep(500);
  globalThis.gc?.();
  return [processUse(process.pid), processUse(host.children()[0] ?? 0)];
}

it('every ask of a flood ends once, done or cancelled; memory and handles stay', async () => {
  const tally = new Tally('flood', `${asks} asks, half of them cancelled`);
  let note = '';
  await tally.run(async () => {
    // What is allocated once, and the room that the heap takes under load, is there afterwards.
    await flood(asks, 1);
    const alone = await host.ask(question);
    const pid = host.children()[0];
    const before = await usedNow();
    const heapBefore = process.memoryUsage().heapUsed;
    const settledBefore = host.settled.length;
    const views = await flood(asks, 2);
    expect(views).toHaveLength(asks);
    const ended = host.settled.slice(settledBefore);
    expect(new Set(ended.map(({ id }) => id)).size).toBe(asks);
    expect(ended).toHaveLength(asks);
    const done = views.filter(({ state }) => state === 'done');
    const stopped = views.filter(({ state }) => state === 'stopped');
    expect(done.length + stopped.length).toBe(asks);
    expect(new Set(done.map(({ chain }) => chain))).toEqual(new Set([alone.chain]));
    expect(stopped.every(({ chain }) => alone.chain.startsWith(chain))).toBe(true);
    const after = await usedNow();
    const heapAfter = process.memoryUsage().heapUsed;
    expect(host.children()).toEqual([pid]);
    // The answers themselves, which this test and the savings keep, and no more.
    expect(heapAfter - heapBefore).toBeLessThan(16_000 * asks + 2e6);
    for (const [index, use] of after.entries()) {
      expect(use.handles).toBe(before[index]?.handles);
      expect(use.residentBytes).toBeLessThan((before[index]?.residentBytes ?? 0) + growthBytes);
    }
    expect((await host.ask(question)).chain).toBe(alone.chain);
    const mb = (use: ProcessUse | undefined): string =>
      `${Math.round((use?.residentBytes ?? 0) / 1e6)} MB and ${use?.handles ?? 0} handles`;
    note = `${done.length} done, ${stopped.length} cancelled; child ${mb(before[1])} before, ${mb(after[1])} after; host ${mb(before[0])} before, ${mb(after[0])} after, its heap ${Math.round((heapAfter - heapBefore) / asks / 100) / 10} kB more an ask, which are the answers kept`;
  });
  tally.close(note);
});
