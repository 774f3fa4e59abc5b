import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rng } from '../../src/core/sampling/rng';
import { createRng } from '../../src/core/sampling/rng';
import { verifyModel } from '../../src/modelkit/manifest/verifyModel';
import type { AnswerView } from '../../src/protocol/webview/answerView';
import { RepositoryServer } from '../unit/modelkit/store/repositoryServer';
import { findLongAnswer } from './support/faultHost';
import type { FaultPlace } from './support/faultPlace';
import { openFaultPlace } from './support/faultPlace';
import { savingsFolder } from './support/hostParts';
import { processesOf, untilNoneOf } from './support/processesOf';
import { scaled, Tally } from './support/tally';
import type { FoundInWindow } from './support/windowMessages';
import { WindowProcess } from './support/windowProcess';

const phases = ['start', 'load', 'prefill', 'decode', 'saving', 'fetch', 'convert'] as const;
type Phase = (typeof phases)[number];
/** `reload` ends a window as VS Code does: all is disposed, then the process ends, done or not. */
const ends = ['SIGKILL', 'reload'] as const;
type End = (typeof ends)[number];
const combinations = phases.flatMap((phase) => ends.map((end) => ({ phase, end })));

/** A conversation keeps fifty turns; so many of the newest are looked at. */
const lookedAt = 20;
/** A child looks for its parent twice a second; a conversion ends with the piece that it is at. */
const orphanLimitMs = 5_000;

let place: FaultPlace;
let hub: RepositoryServer;
let endpoint: string;
/** What all windows keep lies here. */
let folder: string;
let window: WindowProcess;
/** What any window has said is kept, oldest first. */
const told: AnswerView[] = [];
/** What is asked in each phase, and the answers before any fault. */
let short: AnswerView;
let long: AnswerView;
let wide: AnswerView;
let loadMs = 0;

beforeAll(async () => {
  place = await openFaultPlace();
  hub = RepositoryServer.ofTinyModels();
  hub.repository('someone/llama').storage.drip = { bytes: 8_000, pauseMs: 10 };
  endpoint = await hub.start();
  folder = await mkdtemp(join(place.root, 'window-'));
  window = await WindowProcess.open(place, folder, endpoint);
  long = await findLongAnswer(window, 250);
  short = await window.ask('What is 2 + 3?');
  wide = await window.ask(`What is ${'17 + 4 + '.repeat(250)}1?`);
  await askAnew(short.question);
  await window.until(() => hasBegun('load'));
  const startMs = performance.now();
  await window.until(() => hasBegun('prefill'));
  loadMs = performance.now() - startMs;
  await window.until(() => window.heard('kept') !== undefined);
});
afterAll(async () => {
  window.send({ kind: 'end', afterMs: 0 });
  await window.ended;
  await untilNoneOf(folder, orphanLimitMs);
  await hub.stop();
  await place.remove();
});

/** Asks an engine that does not run yet. */
async function askAnew(question: string): Promise<void> {
  window.send({ kind: 'unload' });
  await window.until(() => window.heard('engine')?.state === 'stopped');
  window.forget();
  window.send({ kind: 'ask', question });
}

const questionIn = (phase: Phase): AnswerView =>
  ({ prefill: wide, decode: long })[phase as string] ?? short;

function hasBegun(phase: Phase): boolean {
  const engine = window.heard('engine')?.state;
  switch (phase) {
    case 'start':
      return engine === 'starting';
    case 'load':
      return engine === 'loading';
    case 'prefill':
      return engine === 'generating';
    case 'decode':
      return (window.heard('view')?.tokenCount ?? 0) > 0;
    case 'saving':
      return window.heard('settled') !== undefined;
    case 'fetch':
      return window.heard('pull') !== undefined;
    case 'convert':
      return hasPart();
  }
}

/** Whether a model is being written; so small a one is done before its progress is told. */
function hasPart(): boolean {
  const models = join(folder, 'cache', 'models');
  return existsSync(models) && readdirSync(models).some((name) => name.includes('.partial-'));
}

/** Whether the window is still in the phase, as far as it has said. */
function isIn(phase: Phase): boolean {
  if (window.heard('kept') !== undefined || window.heard('pulled') !== undefined) return false;
  if (phase === 'prefill') return hasBegun('prefill') && !hasBegun('decode');
  if (phase === 'decode') return hasBegun('decode') && !hasBegun('saving');
  if (phase === 'fetch') return hasBegun('fetch') && !hasBegun('convert');
  return hasBegun(phase);
}

/** Brings the window into the phase and some way through it. */
async function reach(phase: Phase, random: Rng): Promise<void> {
  window.forget();
  if (phase === 'fetch' || phase === 'convert') window.send({ kind: 'pull' });
  else if (phase === 'start' || phase === 'load') await askAnew(short.question);
  else window.send({ kind: 'ask', question: questionIn(phase).question });
  await window.until(() => hasBegun(phase));
  const { report } = long;
  const lengthMs = {
    start: 40,
    load: loadMs * 0.6,
    prefill: (wide.report?.timeToFirstToken ?? 0) * 600,
    decode: ((report?.seconds ?? 0) - (report?.timeToFirstToken ?? 0)) * 300,
    // Three files are written, the last one twice.
    saving: 6,
    fetch: 300,
    convert: 30,
  }[phase];
  await sleep(random.nextFloat() * lengthMs);
}

/** Ends the window; milliseconds until nothing of it runs any more. */
async function strike(end: End, random: Rng): Promise<number> {
  expect(processesOf(folder)).toContain(window.pid);
  if (end === 'SIGKILL') window.kill();
  else window.send({ kind: 'end', afterMs: random.nextFloat() * 30 });
  const how = await window.ended;
  expect(how).toEqual(
    end === 'SIGKILL'
      ? { code: null, signal: 'SIGKILL', stderr: '' }
      : { code: 0, signal: null, stderr: '' },
  );
  return untilNoneOf(folder, orphanLimitMs);
}

/** All that was said to be kept is there, once, and of what was being written only a beginning. */
async function checkFound({ turns, past, savedAnswers }: FoundInWindow): Promise<void> {
  const newest = told.slice(-lookedAt);
  const isTold = (id: string): boolean => told.some((view) => view.id === id);
  const toldTurns = turns.filter(({ id }) => isTold(id)).slice(-newest.length);
  expect(toldTurns).toEqual(newest.map(({ id, question, chain }) => ({ id, question, chain })));
  for (const { id, question, chain } of turns) {
    const whole = [short, long, wide].find((view) => view.question === question);
    if (!isTold(id)) expect(whole?.chain.startsWith(chain)).toBe(true);
  }
  const shown = newest.filter(({ chain }) => chain !== '').map(({ id }) => id);
  expect(shown.filter((id) => !past.includes(id))).toEqual([]);
  const ids = await savedIds();
  const saved = told.filter(({ report }) => report?.saved?.kind === 'estimated');
  expect(saved.filter(({ id }) => !ids.includes(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(savedAnswers).toBe(ids.length);
}

/** Every line of the savings is whole. */
async function savedIds(): Promise<readonly string[]> {
  const text = await readFile(join(savingsFolder(folder), 'savings.jsonl'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { readonly id: string }).id);
}

/** The pull that was broken off ends well, and leaves the model and nothing else. */
async function checkPull(): Promise<void> {
  const made = await window.pull();
  await verifyModel(made);
  const cache = join(folder, 'cache');
  expect(await readdir(join(cache, 'models'))).toEqual([basename(made)]);
  const fetched = await readdir(join(cache, 'hub'), { recursive: true });
  expect(fetched.filter((name) => /\.(?:part|part\.json|lock|incomplete)$/.test(name))).toEqual([]);
  for (const name of ['models', 'hub']) await rm(join(cache, name), { recursive: true });
}

/** One injection: whether the window was in the phase, and how long what it had started outlived it. */
async function inject(phase: Phase, end: End, random: Rng): Promise<{ hit: boolean; ms: number }> {
  await reach(phase, random);
  const hit = isIn(phase);
  const ms = await strike(end, random);
  told.push(...window.kept);
  window = await WindowProcess.open(place, folder, endpoint);
  await checkFound(window.found);
  if (phase === 'fetch' || phase === 'convert') await checkPull();
  const view = await window.ask(short.question);
  expect(view.failure).toBeNull();
  expect(view.report?.chain).toBe(short.report?.chain);
  return { hit, ms };
}

describe('a window that ends in the middle of its work', () => {
  it.each(combinations)('by $end in $phase', async ({ phase, end }) => {
    const tally = new Tally('window', `${end} in ${phase}`);
    const random = createRng(
      100 + combinations.findIndex((it) => it.phase === phase && it.end === end),
    );
    let missed = 0;
    let slowestMs = 0;
    for (let done = 0; done < scaled(6); done++) {
      await tally.run(async () => {
        if (!window.isRunning) window = await WindowProcess.open(place, folder, endpoint);
        for (let tries = 0; ; tries++) {
          const { hit, ms } = await inject(phase, end, random);
          slowestMs = Math.max(slowestMs, ms);
          if (hit) return;
          missed++;
          if (tries === 10) throw new Error(`${phase} was never hit`);
        }
      });
    }
    const note = `the last process was gone ${Math.round(slowestMs)} ms after it at most`;
    tally.close(missed === 0 ? note : `${note}; ${missed} more that missed the phase`);
  });
});
