// How long a person waits: from nothing running to the first token, and for the questions after it.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bundles } from './build.mjs';
import { median } from './statistics.mjs';

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

/** Stage times in ms by name, one list each, and resident bytes beside the bytes of the folder. */
export async function measureStart(product, { modelDir, threads, rounds }) {
  const manifest = await product.readManifest(modelDir);
  const times = Object.fromEntries(stages.map(([name]) => [name, []]));
  let residentBytes = 0;
  for (let round = 0; round < rounds; round += 1) {
    const engine = new product.LocalEngine({ childPath: bundles.inference });
    try {
      const began = performance.now();
      const loaded = await engine.load({ modelDir, device: 'cpu', threads });
      const loadedMs = performance.now() - began;
      const session = { engine, manifest, loaded };
      const first = await firstToken(product, session, questions[0], 1);
      add(times, {
        process: loadedMs - loaded.loadMs,
        load: loaded.loadMs,
        first,
        cold: loadedMs + first,
        next: await firstToken(product, session, questions[1], 1),
        ratio: await firstToken(product, session, questions[1], 0.5),
      });
      residentBytes = Math.max(residentBytes, (await engine.memory()).residentBytes);
    } finally {
      await engine.close();
    }
  }
  return { times, residentBytes, folderBytes: await folderBytes(modelDir), rounds };
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

function add(times, values) {
  for (const [name, value] of Object.entries(values)) times[name].push(value);
}

async function folderBytes(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = files.map((entry) => stat(join(entry.parentPath, entry.name)));
  return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
}

/** The stages as Markdown with the settings below. */
export function formatStart({ times, residentBytes, folderBytes, rounds }, settings) {
  const { date, command, machine, model } = settings;
  const lines = stages.map(([name, text]) => {
    const list = times[name];
    const range = `${Math.min(...list).toFixed(0)}–${Math.max(...list).toFixed(0)}`;
    return `| ${text} | ${median(list).toFixed(0)} (${range}) |`;
  });
  const megabytes = (bytes) => (bytes / 1e6).toFixed(0);
  return [
    '| stage | ms |',
    '| --- | ---: |',
    ...lines,
    '',
    `Resident with one short question: ${megabytes(residentBytes)} MB, ${(residentBytes / folderBytes).toFixed(2)}× the ${megabytes(folderBytes)} MB of the model folder.`,
    '',
    `- ${date.slice(0, 10)}, \`${command}\`; median (least–most) of ${rounds} starts, files in the system's cache; ${model}, processor`,
    `- ${machine.cpu}, ${machine.physicalCores} cores; ${machine.system}; Node.js ${machine.node}`,
  ].join('\n');
}
