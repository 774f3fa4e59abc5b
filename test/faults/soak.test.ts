import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRng } from '../../src/core/sampling/rng';
import type { AnswerView } from '../../src/protocol/webview/answerView';
import { FaultHost } from './support/faultHost';
import type { FaultPlace } from './support/faultPlace';
import { openFaultPlace } from './support/faultPlace';
import { processUse } from './support/processUse';
import { Tally } from './support/tally';
import type { UseSample } from './support/usePlot';
import { useCsv, usePlot } from './support/usePlot';

const minutes = Number(process.env.TOKENSKIP_SOAK_MINUTES ?? 0);
const outDir = process.env.TOKENSKIP_SOAK_OUT ?? 'dist/faults';
/** What may be added after the first fifth of the time, which warms everything up. */
const growthBytes = 48e6;

let place: FaultPlace;
let host: FaultHost;
beforeAll(async () => {
  place = await openFaultPlace();
  host = await FaultHost.open(place, { maxTokens: 64 });
});
afterAll(async () => {
  await host.close();
  await place.remove();
});

function sample(startMs: number): UseSample {
  globalThis.gc?.();
  const [own, child] = [processUse(process.pid), processUse(host.children()[0] ?? 0)];
  return {
    seconds: (performance.now() - startMs) / 1000,
    hostBytes: own.residentBytes,
    childBytes: child.residentBytes,
    hostHandles: own.handles,
    childHandles: child.handles,
  };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

it.skipIf(minutes === 0)('long use: ask, cancel, vote, unload, load, over and over', async () => {
  const tally = new Tally('long use', `${minutes} minutes of ask, cancel, vote, unload, load`);
  const random = createRng(7);
  const startMs = performance.now();
  const samples: UseSample[] = [];
  let rounds = 0;
  let first: AnswerView | undefined;
  while (performance.now() - startMs < minutes * 60_000) {
    rounds++;
    await tally.run(async () => {
      const view = await host.ask('What is 2 + 3?');
      first ??= view;
      expect(view.chain).toBe(first.chain);
      await host.chat.checkAgain(view.id);
      const cancelled = host.ask('What is 17 + 4?');
      const timer = setTimeout(() => host.chat.stop(), random.nextFloat() * 100);
      expect(['done', 'stopped']).toContain((await cancelled).state);
      clearTimeout(timer);
      samples.push(sample(startMs));
      if (rounds % 5 === 0) await host.models.unload();
      if (rounds % 20 === 0) await host.chat.clear();
    });
  }
  await tally.run(async () => {
    await mkdir(outDir, { recursive: true });
    await writeFile(join(outDir, 'soak.csv'), useCsv(samples));
    await writeFile(join(outDir, 'soak.svg'), usePlot(samples, 'Memory and handles in long use'));
    const part = Math.max(1, Math.floor(samples.length / 5));
    const [early, late] = [samples.slice(part, 2 * part), samples.slice(-part)];
    for (const key of ['hostBytes', 'childBytes'] as const) {
      const of = (list: readonly UseSample[]): number => median(list.map((it) => it[key]));
      expect(of(late) - of(early)).toBeLessThan(growthBytes);
    }
    for (const key of ['hostHandles', 'childHandles'] as const) {
      const of = (list: readonly UseSample[]): number => median(list.map((it) => it[key]));
      expect(of(late)).toBeLessThanOrEqual(of(early));
    }
  });
  const [from, to] = [samples[Math.floor(samples.length / 5)], samples.at(-1)];
  const mb = (bytes = 0): string => `${Math.round(bytes / 1e6)} MB`;
  tally.close(
    `${rounds} rounds; host ${mb(from?.hostBytes)} to ${mb(to?.hostBytes)}, child ${mb(from?.childBytes)} to ${mb(to?.childBytes)}`,
  );
});
