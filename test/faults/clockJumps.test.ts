import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { calendarDay } from '../../src/core/savingsLedger';
import { defaultEngineOptions } from '../../src/engine/localEngineOptions';
import type { AnswerView } from '../../src/protocol/webview/answerView';
import { untilGone } from '../support/processes';
import { FaultHost } from './support/faultHost';
import type { FaultPlace } from './support/faultPlace';
import { openFaultPlace } from './support/faultPlace';
import { runProgram } from './support/runProgram';
import { scaled, Tally } from './support/tally';

const hour = 3_600_000;
/** Ahead and back, over midnight, summer time, a leap day and an empty clock battery. */
const times = [
  '2026-11-30T00:00:01',
  '2026-11-28T23:59:59',
  '2027-03-28T02:30:00',
  '2028-02-29T12:00:00',
  '1970-01-02T00:00:00',
  '2038-01-19T04:00:00',
  '2026-11-29T12:00:00',
];

let place: FaultPlace;
let host: FaultHost;
let before: AnswerView;
beforeAll(async () => {
  place = await openFaultPlace();
  host = await FaultHost.open(place);
  before = await host.ask('What is 2 + 3?');
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  await host.close();
  await place.remove();
});

/** The clock alone is set; timers run on. */
function setClock(time: Date): void {
  vi.useFakeTimers({ toFake: ['Date'], now: time });
}

describe('a clock that jumps', () => {
  it('leaves each saving on the day that it was, and no sum changes', async () => {
    const tally = new Tally('clock', 'jumps between answers');
    for (const time of times.slice(0, scaled(200))) {
      await tally.run(async () => {
        const now = new Date(time);
        const earlier = host.savings.view;
        setClock(now);
        const view = await host.ask(before.question);
        vi.useRealTimers();
        expect(view.report?.chain).toBe(before.report?.chain);
        expect(view.askedAt).toBe(now.getTime());
        const { all, days } = host.savings.view;
        expect(all.estimated.answers).toBe(earlier.all.estimated.answers + 1);
        const ofDay = (list: typeof days): number =>
          list.find(({ day }) => day === calendarDay(now))?.estimated.answers ?? 0;
        expect(ofDay(days)).toBe(ofDay(earlier.days) + 1);
        expect(days.map(({ day }) => day)).toEqual(days.map(({ day }) => day).toSorted());
        await host.check();
      });
    }
    tally.close();
  });

  it('neither lengthens nor shortens the wait before a restart', async () => {
    const tally = new Tally('clock', 'jumps while a dead engine is restarted');
    let slowestMs = 0;
    for (const jump of [24 * hour, -24 * hour]) {
      await tally.run(async () => {
        await host.ready();
        const [pid = 0] = host.children();
        process.kill(pid, 'SIGKILL');
        await untilGone(pid, 3_000);
        const startMs = performance.now();
        await vi.waitFor(() => expect(host.models.status?.state).toBe('stopped'), 2_000);
        setClock(new Date(Date.now() + jump));
        const view = await host.ask(before.question);
        const tookMs = performance.now() - startMs;
        vi.useRealTimers();
        expect(view.report?.chain).toBe(before.report?.chain);
        // The end was known a little before the clock was read first.
        expect(tookMs).toBeGreaterThan(defaultEngineOptions.restartDelayMs - 200);
        expect(tookMs).toBeLessThan(30_000);
        slowestMs = Math.max(slowestMs, tookMs);
        await host.check();
      });
    }
    tally.close(`answered after ${(slowestMs / 1000).toFixed(1)} s at most`);
  });

  it('lets no process take the lock of a living one', async () => {
    const tally = new Tally('clock', 'ahead or behind in one of two processes with one lock');
    for (const ahead of [24 * hour, -24 * hour]) {
      await tally.run(async () => {
        const folder = join(place.root, `lock${ahead}`);
        await mkdir(folder);
        const [lock, counter] = [join(folder, '.lock'), join(folder, 'counter')];
        await writeFile(counter, '0');
        const turns = 20;
        const args = [lock, counter, String(turns), '50'];
        const ends = await Promise.all(
          [0, ahead].map((ms) => runProgram(place.program('lockUser'), [...args, String(ms)])),
        );
        expect(ends.map(({ code, stderr }) => `${code ?? ''}${stderr}`)).toEqual(['0', '0']);
        expect(await readFile(counter, 'utf8')).toBe(String(2 * turns));
      });
    }
    tally.close();
  });
});
