// How long a person waits: from nothing running to the first token, and for the questions after it.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBudget } from '../scripts/package/budget.mjs';
import { bundles } from './build.mjs';
import { formatGoals, startGoals } from './goals.mjs';
import { kvBytesPerToken } from './limits.mjs';
import { processMs, machineLine } from './machine.mjs';
import { median, spreadText } from './statistics.mjs';
import { formatTable } from './table.mjs';

const questions = [
  'A shop sells 12 boxes of 8 pens each at $3 a pen. How much is that in all?',
  'A log grows 3.5 MB an hour. After how many hours is a disk of 2048 MB full?',
];

const stages = [
  ['process', 'start of the inference process, until it can be talked to'],
  ['load', 'the model, its tokenizer and its first session'],
  ['first', 'first token of the first question'],
  ['cold', '**nothing running to first token**'],
  ['next', 'first token of another question: the instruction is in the cache'],
  [
    'ratio',
    'first token of the same question at another ratio: what comes before the marker is in the cache',
  ],
];

/** How long the process is watched while it has nothing to do. */
const idleMs = 2000;
/**
 * Before that it comes to rest: a thread of the runtime waits for more work for some hundredths of a
 * second after each answer, and does so on the processor.
 */
const restMs = 1000;

/** Of `rounds` starts: stage times in ms by name, one list each, and what memory and rest take. */
export async function measureStart(product, { modelDir, threads, rounds }) {
  const starts = [];
  for (let round = 0; round < rounds; round += 1) {
    starts.push(await measureOneStart(product, bundles.inference, { modelDir, threads, idleMs }));
  }
  const { shape } = await product.readModelFolder(modelDir);
  const rests = starts.map(({ rest }) => rest).filter((rest) => rest !== undefined);
  return {
    times: Object.fromEntries(
      stages.map(([name]) => [name, starts.map(({ times }) => times[name])]),
    ),
    residentBytes: Math.max(...starts.map(({ residentBytes }) => residentBytes)),
    folderBytes: await folderBytes(modelDir),
    kvBytes: kvBytesPerToken(shape),
    ...(rests.length === 0
      ? {}
      : {
          afterMs: median(rests.map(({ afterMs }) => afterMs)),
          idleShare: median(rests.map(({ idleShare }) => idleShare)),
        }),
    packageBytes: (await readBudget()).sizeBytes,
    rounds,
  };
}

/**
 * One start of the inference process `childPath`: stage times in ms, resident bytes, and what it takes
 * of the processor in `idleMs` without a question (undefined for none, or where the system does not
 * say).
 */
export async function measureOneStart(product, childPath, { modelDir, threads, idleMs }) {
  const manifest = await product.readManifest(modelDir);
  const engine = new product.LocalEngine({ childPath });
  try {
    const began = performance.now();
    const loaded = await engine.load({ modelDir, device: 'cpu', threads });
    const loadedMs = performance.now() - began;
    const session = { engine, manifest, loaded };
    const first = await firstToken(product, session, questions[0], 1);
    const times = {
      process: loadedMs - loaded.loadMs,
      load: loaded.loadMs,
      first,
      cold: loadedMs + first,
      next: await firstToken(product, session, questions[1], 1),
      ratio: await firstToken(product, session, questions[1], 0.5),
    };
    const { residentBytes } = await engine.memory();
    const rest = idleMs > 0 ? await measureRest(engine.status.process.pid, idleMs) : undefined;
    return { times, residentBytes, rest };
  } finally {
    await engine.close();
  }
}

/** Processor time in `restMs` after an answer, and the share of a core in the `watchedMs` after those. */
async function measureRest(pid, watchedMs) {
  const answered = await processMs(pid);
  if (answered === undefined) return undefined;
  await sleep(restMs);
  const rested = await processMs(pid);
  await sleep(watchedMs);
  return {
    afterMs: rested - answered,
    idleShare: ((await processMs(pid)) - rested) / watchedMs,
  };
}

/** Milliseconds from the question to its first token. */
async function firstToken(product, session, text, keepRatio) {
  const began = performance.now();
  let reached;
  const onReasoning = (_, tokenCount) => {
    if (tokenCount > 0) reached ??= performance.now() - began;
  };
  const signal = new AbortController().signal;
  const question = { text, keepRatio, maxNewTokens: 2, sampling: product.greedySampling };
  await product.askQuestion(session, question, { signal, onReasoning });
  if (reached === undefined) throw new Error(`No token came for "${text}".`);
  return reached;
}

async function folderBytes(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = files.map((entry) => stat(join(entry.parentPath, entry.name)));
  return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
}

/** The stages as Markdown, what memory and rest take, and the settings below. */
export function formatStart({ times, rounds, ...sizes }, { date, command, machine, model }) {
  const stageRows = stages.map(([name, text]) => {
    return [text, spreadText(times[name])];
  });
  return [
    formatTable(['stage', 'ms'], stageRows),
    '',
    formatTable(['what it takes', ''], sizeRows(sizes)),
    '',
    formatGoals(listGoals(sizes)),
    '',
    `- ${date.slice(0, 10)}, \`${command}\`; median (least–most) of ${rounds} starts, files in the system's cache; ${model}, processor`,
    machineLine(machine),
  ].join('\n');
}

function listGoals({ residentBytes, folderBytes, idleShare }) {
  const { mostResident, mostIdleShare } = startGoals;
  const resident = residentBytes / folderBytes;
  const memory = {
    what: 'resident memory with one short question',
    wanted: `at most ${mostResident.toFixed(1)}× the folder`,
    measured: `${resident.toFixed(2)}×`,
    isReached: resident <= mostResident,
  };
  if (idleShare === undefined) return [memory];
  // To the tenth of a percent that is shown: the system counts in ticks.
  const shown = idlePercent(idleShare);
  const rest = {
    what: 'processor while nothing is asked',
    wanted: `${(mostIdleShare * 100).toFixed(0)} %`,
    measured: shown,
    isReached: shown === idlePercent(mostIdleShare),
  };
  return [memory, rest];
}

function idlePercent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

function sizeRows({ residentBytes, folderBytes, kvBytes, afterMs, idleShare, packageBytes }) {
  const megabytes = (bytes, digits = 0) => `${(bytes / 1e6).toFixed(digits)} MB`;
  const packages = Object.entries(packageBytes).map(
    ([target, bytes]) => `${target} ${megabytes(bytes, 1)}`,
  );
  return [
    ['the model folder on disk', megabytes(folderBytes)],
    [
      'resident memory with one short question',
      `${megabytes(residentBytes)}, ${(residentBytes / folderBytes).toFixed(2)}× the folder`,
    ],
    ['keys and values of one token', `${(kvBytes / 1000).toFixed(1)} kB`],
    ...(afterMs === undefined
      ? []
      : [['processor in the second after an answer', `${afterMs.toFixed(0)} ms`]]),
    ...(idleShare === undefined
      ? []
      : [['processor while nothing is asked', `${idlePercent(idleShare)} of a core`]]),
    ['the package (VSIX) without weights of a model, as committed', packages.join('; ')],
  ];
}
