import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Rng } from '../../src/core/sampling/rng';
import { createRng } from '../../src/core/sampling/rng';
import { calendarDay } from '../../src/core/savingsLedger';
import type { AnswerView } from '../../src/protocol/webview/answerView';
import { untilGone } from '../support/processes';
import { FastDay } from './support/fastDay';
import { FaultHost } from './support/faultHost';
import type { FaultPlace } from './support/faultPlace';
import { openFaultPlace } from './support/faultPlace';
import { processUse } from './support/processUse';
import { Tally } from './support/tally';
import type { UseSample } from './support/usePlot';
import { useCsv, usePlot } from './support/usePlot';

const minutes = Number(process.env.TOKENSKIP_SOAK_MINUTES ?? 1);
const outDir = process.env.TOKENSKIP_SOAK_OUT ?? 'dist/faults';
/** What may be added after the first fifth of the time, which warms everything up. */
const growthBytes = 48e6;
/** Of each hour: so much is use, the rest is a break, in which the idle engine is ended. */
const usedShare = 0.7;
const idleMinutes = 10;
/** From the moment that the idle engine is to end until it has, on a busy machine. */
const endLimitMs = 10_000;

const day = new FastDay(minutes);
let place: FaultPlace;
let host: FaultHost;
/** The day that each saving was made on, by its answer's id. */
const dayOf = new Map<string, string>();

beforeAll(async () => {
  place = await openFaultPlace();
  host = await FaultHost.open(place, {
    maxTokens: 64,
    idleUnloadMinutes: day.realMs(idleMinutes) / 60_000,
  });
  host.answers.onSettled(({ view }) => {
    if (view.report?.saved?.kind === 'estimated') dayOf.set(view.id, calendarDay(new Date()));
  });
});
afterAll(async () => {
  day.end();
  await host.close();
  await place.remove();
});

function sample(): UseSample {
  globalThis.gc?.();
  const [own, child] = [processUse(process.pid), processUse(host.children()[0] ?? 0)];
  return {
    hours: day.passed,
    hostBytes: own.residentBytes,
    childBytes: child.residentBytes,
    hostHandles: own.handles,
    childHandles: child.handles,
  };
}

/** Asks, lets more chains vote, and asks again until somebody stops it. */
async function useOnce(random: Rng): Promise<AnswerView> {
  day.show();
  const view = await host.ask('What is 2 + 3?');
  await host.chat.checkAgain(view.id);
  const cancelled = host.ask('What is 17 + 4?');
  const timer = setTimeout(() => host.chat.stop(), random.nextFloat() * 100);
  expect(['done', 'stopped']).toContain((await cancelled).state);
  clearTimeout(timer);
  return view;
}

/** Nothing is asked, and the engine ends by itself. */
async function takeBreak(): Promise<void> {
  const [pid = 0] = host.children();
  expect(pid).toBeGreaterThan(0);
  await untilGone(pid, day.realMs(idleMinutes) + endLimitMs);
  // Unloaded, not lost: of an engine that died there would be a status.
  await expect.poll(() => host.models.status).toBeUndefined();
  expect(host.children()).toEqual([]);
  expect((await readdir(host.folder)).filter((name) => name.includes('partial'))).toEqual([]);
}

/** Each saving is on the day on which it was made, both days have some, and none is missing. */
function checkDays(): void {
  const made = new Map<string, number>();
  for (const date of dayOf.values()) made.set(date, (made.get(date) ?? 0) + 1);
  expect(made.size).toBe(2);
  const shown = host.savings.view.days.map((it) => [it.day, it.estimated.answers] as const);
  expect(new Map(shown)).toEqual(made);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function checkFlat(samples: readonly UseSample[]): void {
  const part = Math.max(1, Math.floor(samples.length / 5));
  const [early, late] = [samples.slice(part, 2 * part), samples.slice(-part)];
  const growth = (key: keyof UseSample): number =>
    median(late.map((it) => it[key])) - median(early.map((it) => it[key]));
  for (const key of ['hostBytes', 'childBytes'] as const) {
    expect(growth(key), key).toBeLessThan(growthBytes);
  }
  for (const key of ['hostHandles', 'childHandles'] as const) {
    expect(growth(key), key).toBeLessThanOrEqual(0);
  }
}

it('a day of asking, votes, stops and breaks: memory and handles stay, savings are on their days', async () => {
  const fault = `24 simulated hours in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  const tally = new Tally('long use', fault);
  const random = createRng(7);
  const samples: UseSample[] = [];
  let rounds = 0;
  let breaks = 0;
  let first: AnswerView | undefined;
  let note = '';
  day.start();
  for (let hour = 0; hour < day.hours; hour++) {
    do {
      await tally.run(async () => {
        rounds++;
        const view = await useOnce(random);
        first ??= view;
        expect(view.chain).toBe(first.chain);
        samples.push(sample());
        host.forgetSettled();
        if (rounds % 20 === 0) await host.chat.clear();
      });
    } while (day.passed < hour + usedShare);
    await tally.run(async () => {
      await takeBreak();
      breaks++;
    });
    await sleep(Math.max(0, hour + 1 - day.passed) * day.realMs(60));
  }
  await tally.run(async () => {
    const [from, to] = [samples[Math.floor(samples.length / 5)], samples.at(-1)];
    const mb = (bytes = 0): string => `${Math.round(bytes / 1e6)} MB`;
    note = `${rounds} rounds of ask, vote and stop, ${breaks} breaks in which the engine ended by itself; host ${mb(from?.hostBytes)} after a fifth, ${mb(to?.hostBytes)} at the end, child ${mb(from?.childBytes)} and ${mb(to?.childBytes)}; handles ${from?.hostHandles ?? 0} and ${to?.hostHandles ?? 0}, ${from?.childHandles ?? 0} and ${to?.childHandles ?? 0}`;
    const title = `Memory and handles over ${fault}: ${rounds} rounds, ${breaks} breaks`;
    const { midnightHours } = day;
    const endHours = Math.max(day.hours, to?.hours ?? 0);
    await mkdir(outDir, { recursive: true });
    await writeFile(join(outDir, 'soak.csv'), useCsv(samples));
    await writeFile(join(outDir, 'soak.svg'), usePlot(samples, { title, endHours, midnightHours }));
    checkDays();
    checkFlat(samples);
  });
  tally.close(note);
});
