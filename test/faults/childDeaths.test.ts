import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rng } from '../../src/core/sampling/rng';
import { createRng } from '../../src/core/sampling/rng';
import { defaultEngineOptions } from '../../src/engine/localEngineOptions';
import type { AnswerView } from '../../src/protocol/webview/answerView';
import { untilGone } from '../support/processes';
import { FaultHost, findLongAnswer } from './support/faultHost';
import type { FaultPlace } from './support/faultPlace';
import { openFaultPlace } from './support/faultPlace';
import type { Death } from './support/strike';
import { deaths, limitProblem, strike } from './support/strike';
import { faultCount, Tally } from './support/tally';

const phases = ['start', 'load', 'prefill', 'decode', 'idle'] as const;
type Phase = (typeof phases)[number];

const combinations = phases.flatMap((phase) => deaths.map((death) => ({ phase, death })));
/** Short of memory from its first moment a child hangs rather than dies, until it is given up. */
const slow = { phase: 'start', death: 'memory limit', most: 2 } as const;
/** Codes that a dying child may give; each names a remedy and can be asked again. */
const told = ['engine-exited', 'engine-start-failed', 'not-enough-memory'];
const { restartDelayMs } = defaultEngineOptions;

let place: FaultPlace;
let host: FaultHost;
/** What is asked in each phase, and the answers before any fault. */
let short: AnswerView;
let long: AnswerView;
let wide: AnswerView;
let loadMs = 0;

beforeAll(async () => {
  place = await openFaultPlace();
  host = await FaultHost.open(place);
  const startMs = performance.now();
  await host.ready();
  loadMs = (performance.now() - startMs) / 2;
  long = await findLongAnswer(host, 250);
  short = await host.ask('What is 2 + 3?');
  wide = await host.ask(`What is ${'17 + 4 + '.repeat(250)}1?`);
});

afterAll(async () => {
  await host.close();
  await place.remove();
});

/** Waits for the phase and some of it; resolves to the child's id. */
async function reach(phase: Phase, random: Rng): Promise<number> {
  const share = random.nextFloat();
  await until(() => hasBegun(phase));
  const lengthMs = {
    start: 40,
    load: loadMs * 0.6,
    prefill: (wide.report?.timeToFirstToken ?? 0) * 600,
    decode: ((long.report?.seconds ?? 0) - (long.report?.timeToFirstToken ?? 0)) * 300,
    idle: 20,
  }[phase];
  await sleep(share * lengthMs);
  const [pid] = host.children();
  if (pid === undefined) throw new Error(`no child runs in ${phase}`);
  return pid;
}

function hasBegun(phase: Phase): boolean {
  const state = host.models.status?.state;
  if (phase === 'start') return host.children().length > 0;
  if (phase === 'load') return state === 'loading';
  if (phase === 'prefill') return state === 'generating';
  if (phase === 'decode') return (host.view?.tokenCount ?? 0) > 0;
  return state === 'ready';
}

/** All of them together are as many as were asked for, each at least one. */
function countOf(phase: Phase, death: Death): number {
  const isSlow = (it: (typeof combinations)[number]): boolean =>
    it.phase === slow.phase && it.death === slow.death;
  if (isSlow({ phase, death })) return Math.min(slow.most, Math.max(1, faultCount));
  const others = combinations.filter((it) => !isSlow(it));
  const index = others.findIndex((it) => it.phase === phase && it.death === death);
  return Math.max(1, Math.ceil((faultCount - slow.most - index) / others.length));
}

async function until(holds: () => boolean): Promise<void> {
  const startMs = performance.now();
  while (!holds()) {
    if (performance.now() - startMs > 30_000) throw new Error('the phase never came');
    await sleep(2);
  }
}

const asksIn = (phase: Phase): string =>
  phase === 'prefill' ? wide.question : phase === 'decode' ? long.question : short.question;

/** Whether the signal came while the child was in the phase. */
function isHit(phase: Phase, view: AnswerView): boolean {
  if (view.state !== 'failed') return false;
  if (phase === 'start') return view.failure?.code === 'engine-start-failed';
  if (view.failure?.code !== 'engine-exited') return false;
  return phase === 'decode' ? view.chain !== '' : view.tokenCount === 0;
}

/** What the person sees of the answer during which the child died. */
function checkDied(view: AnswerView, phase: Phase): void {
  expect(view.state).toBe('failed');
  expect(told).toContain(view.failure?.code);
  expect(view.failure?.isRetryable).toBe(true);
  // What was written stays, and is what would have been written.
  const whole = { prefill: wide, decode: long }[phase as string] ?? short;
  expect(whole.chain.startsWith(view.chain)).toBe(true);
}

/** One injection; false when a signal came too late or too early for its phase. */
async function inject(phase: Phase, death: Death, random: Rng): Promise<boolean> {
  if (phase === 'start' || phase === 'load') await host.models.unload();
  else await host.ready();
  const asked = phase === 'idle' ? undefined : host.ask(asksIn(phase));
  asked?.catch(() => undefined);
  const pid = await reach(phase, random);
  const struckMs = performance.now();
  await strike(pid, death, random.nextFloat() * 40e6);
  const view = await asked;
  if (death === 'memory limit') {
    if (view?.state === 'failed') checkDied(view, phase);
    else if (view !== undefined) expect(view.state).toBe('done');
    await answersWithin(3);
    await host.check();
    // The limit stays with a child that needed no more memory.
    await host.models.unload();
    await untilGone(pid, 3_000);
    return true;
  }
  await untilGone(pid, 3_000);
  await until(() => host.models.status?.process?.pid !== pid);
  if (view !== undefined && !isHit(phase, view)) return false;
  if (view !== undefined) checkDied(view, phase);
  await answersWithin(1);
  // The start of the next child alone waits this long.
  expect(performance.now() - struckMs).toBeGreaterThan(restartDelayMs - 5);
  await host.check();
  return true;
}

/** One of so many tries gives the answer that was given before any fault; the others say why not. */
async function answersWithin(tries: number): Promise<void> {
  for (let left = tries; left > 0; left--) {
    const view = await host.ask(short.question);
    if (view.state === 'failed' && left > 1) {
      expect(told).toContain(view.failure?.code);
      continue;
    }
    expect(view.failure).toBeNull();
    expect(view.report?.chain).toBe(short.report?.chain);
    expect(view.report?.answer).toBe(short.report?.answer);
    return;
  }
}

describe('an inference child that dies', () => {
  it.each(combinations)('by $death in $phase', async ({ phase, death }) => {
    const tally = new Tally('inference child', `${death} in ${phase}`);
    const problem = death === 'memory limit' ? await limitProblem() : undefined;
    if (problem !== undefined) {
      tally.skip(problem);
      return;
    }
    const index = combinations.findIndex((it) => it.phase === phase && it.death === death);
    const count = countOf(phase, death);
    const random = createRng(index);
    let missed = 0;
    for (let done = 0; done < count; done++) {
      await tally.run(async () => {
        for (let tries = 0; !(await inject(phase, death, random)); tries++) {
          missed++;
          if (tries === 10) throw new Error(`${phase} was never hit`);
        }
      });
    }
    tally.close(missed === 0 ? '' : `${missed} more that missed the phase`);
  });

  it('three times in a row: waits twice as long each time, then only when asked to', async () => {
    const tally = new Tally('inference child', 'SIGKILL at three starts in a row');
    await tally.run(async () => {
      await host.models.unload();
      const diedMs: number[] = [];
      for (let time = 1; time <= 3; time++) {
        const asked = host.ask(short.question);
        await until(() => host.children().length > 0);
        const begunMs = performance.now();
        process.kill(host.children()[0] ?? 0, 'SIGKILL');
        expect((await asked).failure?.code).toBe('engine-start-failed');
        const before = diedMs.at(-1);
        if (before !== undefined) {
          expect(begunMs - before).toBeGreaterThan(restartDelayMs * 2 ** (time - 2) - 5);
        }
        diedMs.push(begunMs);
      }
      expect(host.models.status?.state).toBe('failed');
      await answersWithin(1);
      await host.check();
    });
    tally.close();
  });
});
