// Our engine as it was at an earlier commit beside ours as it is now, in turn, round after round.
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { run } from '../scripts/dependencies.mjs';
import { batchFigures, measureBatch } from './batch.mjs';
import { buildBundles, bundlesOf, rootDir } from './build.mjs';
import { formatChanges, leastRounds, listChanges, warningsOf } from './changes.mjs';
import { checkOut, findCommit, isSameProgram } from './commitTree.mjs';
import { encodePrompt } from './prompt.mjs';
import { runChild } from './runChild.mjs';
import { measureOneStart } from './start.mjs';
import { listColumns } from './summary.mjs';

const require = createRequire(import.meta.url);

/** A short comparison begins no round after this: it is run with every test. */
const shortMs = 40_000;

/** Exit code of what Ctrl-C ended. */
const stopped = 130;

/** What a comparison with a commit is measured with; base and now each have one. */
const measured = ['ours', 'batchOurs', 'product', 'inference'];

const startFigures = [
  { key: 'cold', title: 'nothing running to first token, ms', digits: 0, more: false },
  { key: 'next', title: 'first token of another question, ms', digits: 0, more: false },
  { key: 'ratio', title: 'first token at another ratio, ms', digits: 0, more: false },
  { key: 'resident', title: 'resident with a question, MB', digits: 0, more: false, isSize: true },
];

const shippedFigures = ['extension', 'inference'].map((name) => ({
  key: name,
  title: `dist/${name}.js, kB`,
  digits: 0,
  more: false,
  isSize: true,
}));

/** What is measured one after another, each for both builds before the next: values by figure key. */
function listParts({ contexts, short }) {
  const columns = listColumns(contexts);
  const engine = {
    figures: columns,
    async measure({ bundles }, job) {
      const result = await runChild(bundles.ours, job);
      return Object.fromEntries(columns.map(({ key, of }) => [key, of(result)]));
    },
  };
  if (short) return [engine];
  const start = {
    figures: startFigures,
    async measure({ bundles, product }, job) {
      const { times, residentBytes } = await measureOneStart(product, bundles.inference, {
        ...job,
        idleMs: 0,
      });
      return { ...times, resident: residentBytes / 1e6 };
    },
  };
  const batch = {
    figures: batchFigures,
    measure: ({ bundles }, job) => measureBatch(bundles.batchOurs, job),
  };
  return [engine, start, batch, { figures: shippedFigures, measure: shippedSizes }];
}

/** The report, and a warning for each figure that is worse than at `revision`. */
export async function compareWithCommit(revision, options, note) {
  const commit = await findCommit(revision);
  if (commit === undefined) throw new Error(`There is no commit ${revision} in this clone.`);
  const baseName = `${revision} (${commit.slice(0, 8)})`;
  if (options.short && (await isSameProgram(commit))) {
    return { report: `Nothing that runs has changed since ${baseName}.`, warnings: [] };
  }
  note(`Checking out and building ${baseName} …`);
  const { treeDir, close } = await checkOut(commit, { mayInstall: !options.short, note });
  // Ctrl-C ends what is measured as well, so that this ends with an error after the tree is gone.
  const stop = () => (process.exitCode = stopped);
  process.on('SIGINT', stop);
  try {
    const builds = { base: await prepareBuild(treeDir), now: await prepareBuild(rootDir) };
    if (!options.short) await buildShipped([treeDir, rootDir]);
    const { product } = builds.now;
    const modelDir = options.modelDir ?? (await product.findEmbedded(rootDir));
    const { promptIds } = await encodePrompt(product, modelDir, options.contexts);
    const { contexts, steps, threads } = options;
    const job = { modelDir, promptIds, contexts, steps, threads };
    const parts = listParts(options);
    const rounds = await measureRounds(builds, parts, job, options, note);
    const figures = parts.flatMap((part) => part.figures);
    const changes = listChanges(figures, rounds);
    return {
      report: formatReport(changes, baseName, rounds.length, threads),
      warnings: warningsOf(changes, baseName),
      changes: changes.map(({ figure, ...change }) => ({ key: figure.key, ...change })),
    };
  } finally {
    process.off('SIGINT', stop);
    await close();
  }
}

async function prepareBuild(treeDir) {
  await buildBundles(treeDir, measured);
  const bundles = bundlesOf(treeDir);
  return { treeDir, bundles, product: require(bundles.product) };
}

/** Builds what ships, by each tree's own recipe. */
async function buildShipped(trees) {
  for (const treeDir of trees) {
    const code = await run(process.execPath, [join(treeDir, 'scripts', 'build.mjs')], {
      cwd: treeDir,
    });
    if (code !== 0) throw new Error('The build failed (see above).');
  }
}

async function shippedSizes({ treeDir }) {
  const sizes = shippedFigures.map(async ({ key }) => {
    const { size } = await stat(join(treeDir, 'dist', `${key}.js`));
    return [key, size / 1000];
  });
  return Object.fromEntries(await Promise.all(sizes));
}

/** Each round both builds by part, every second round the other one first. */
async function measureRounds(builds, parts, job, { rounds: count, short }, note) {
  const rounds = [];
  const left = new Set(parts);
  const began = performance.now();
  for (let round = 0; round < count; round += 1) {
    if (short && performance.now() - began > shortMs) break;
    const values = { base: {}, now: {} };
    const order = round % 2 === 0 ? ['base', 'now'] : ['now', 'base'];
    for (const part of left) {
      for (const name of order) {
        try {
          Object.assign(values[name], await part.measure(builds[name], job));
        } catch (error) {
          if (name === 'now' || process.exitCode === stopped) throw error;
          // An earlier engine may lack what a part needs; the other parts are still worth having.
          left.delete(part);
          note(
            `Left out, since the base failed: ${part.figures.map(({ title }) => title).join('; ')}: ${error.message}`,
          );
        }
      }
    }
    if (left.size === 0) throw new Error('The base can be compared in nothing.');
    rounds.push(values);
    note(`round ${round + 1}/${count}`);
  }
  return rounds;
}

function formatReport(changes, baseName, rounds, threads) {
  return [
    formatChanges(changes, baseName),
    '',
    `Medians of ${rounds} rounds, both in turn; ${threads} threads. The change is the median of the rounds' ` +
      'own (above 1×: better now).' +
      (rounds < leastRounds ? ` Fewer than ${leastRounds} rounds: no mark.` : ''),
  ].join('\n');
}
