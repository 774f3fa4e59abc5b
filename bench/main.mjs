// npm run bench: our engine against transformers.js and llama.cpp, on the same weights and prompt.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { installIfNeeded } from '../scripts/dependencies.mjs';
import { compareAnswers } from './answers.mjs';
import { formatBatches, measureBatches } from './batch.mjs';
import { benchDir, buildBundles, bundles, rootDir } from './build.mjs';
import { compareEngines, readWeights } from './compare.mjs';
import { compareWithCommit } from './compareCommits.mjs';
import { formatLookahead, measureLookahead } from './lookahead.mjs';
import { describeMachine, loadWarning } from './machine.mjs';
import { readOptions, usage, UsageError } from './options.mjs';
import { formatProfile, profileOurs } from './profile.mjs';
import { formatPanel, measurePanel } from './panel.mjs';
import { encodePrompt } from './prompt.mjs';
import { formatData, formatReport, insertReport } from './report.mjs';
import { formatRoofline, measureRoofline } from './roofline.mjs';
import { formatStart, measureStart } from './start.mjs';
import { formatTimes, measureTimes } from './times.mjs';

const require = createRequire(import.meta.url);
const documentFile = join(rootDir, 'docs', 'performance.md');
const dataFile = join(rootDir, 'docs', 'performance.json');

const note = (text) => process.stderr.write(`${text}\n`);

async function main(args) {
  await buildBundles();
  const product = require(bundles.product);
  const cores = product.physicalCores();
  const options = readOptions(args, cores);
  if (options.help) {
    process.stdout.write(usage);
    return;
  }
  if (options.compare !== undefined) {
    await showChanges(options);
    return;
  }
  if (options.panel) {
    await noteLoad();
    await giveSection('panel', await measurePanel(options), formatPanel, { options, args, cores });
    return;
  }
  if (!options.isAlone) await installPeers();
  const files = await findFiles(product, options);
  if (options.answers !== undefined) {
    const job = { ...files, ...options.answers, threads: options.threads };
    process.stdout.write(`${await compareAnswers(job, product.splitAnswer)}\n`);
    return;
  }
  await noteLoad();
  const run = { options, args, files, cores };
  if (options.start) {
    const result = await measureStart(product, { ...options, ...files });
    await giveSection('start', result, formatStart, run);
    return;
  }
  if (options.times !== undefined) {
    const job = { ...files, ...options.times, threads: options.threads };
    await giveSection('times', await measureTimes(product, job, note), formatTimes, run);
    return;
  }
  if (options.lookahead !== undefined) {
    const job = { ...files, ...options.lookahead, threads: options.threads };
    const result = await measureLookahead(product, job, note);
    await giveSection('lookahead', result, formatLookahead, run);
    return;
  }
  const common = { ...files, ...(await readPrompt(product, options, files)) };
  const job = { ...common, threads: options.threads };
  if (options.profile) {
    const profiles = await profileOurs(job, product.readOnnxFile);
    process.stdout.write(options.json ? `${JSON.stringify(profiles)}\n` : formatProfile(profiles));
  } else if (options.batch) {
    await giveSection('batch', await measureBatches(job, options.rounds), formatBatches, run);
  } else if (options.roofline) {
    await giveSection(
      'roofline',
      await measureRoofline(product, job, options),
      formatRoofline,
      run,
    );
  } else {
    await giveComparison(product, common, run);
  }
}

async function installPeers() {
  const code = await installIfNeeded(benchDir);
  if (code !== 0) throw new Error('The other engines could not be installed (see above).');
}

async function noteLoad() {
  const warning = await loadWarning();
  if (warning !== undefined) note(warning);
}

/** The embedded model where ours is measured alone, else its base, which peers can load as well. */
async function findFiles(product, { modelDir, ggufFile, isAlone }) {
  if (modelDir !== undefined) return { modelDir, ggufFile };
  if (isAlone) return { modelDir: await product.findEmbedded(rootDir) };
  return product.prepareBase(rootDir, note);
}

/** Prints what has changed since a commit; the short form warns and never fails. */
async function showChanges(options) {
  try {
    await noteLoad();
    const { report, warnings, changes } = await compareWithCommit(options.compare, options, note);
    process.stdout.write(options.json ? `${JSON.stringify(changes ?? [])}\n` : `${report}\n`);
    for (const warning of warnings) note(`Warning: ${warning}`);
  } catch (error) {
    if (!options.short) throw error;
    note(`Not compared with ${options.compare}: ${error.message}`);
  }
}

async function giveComparison(product, common, { options, args, files, cores }) {
  const result = {
    date: new Date().toISOString(),
    command: shownCommand(args),
    machine: await describeMachine(cores),
    versions: readVersions(),
    settings: {
      model: basename(files.modelDir),
      gguf: basename(files.ggufFile ?? 'no GGUF'),
      rounds: options.rounds,
      steps: options.steps,
      contexts: options.contexts,
    },
    weights: await readWeights(product, { ...options, ...files }),
    ...(await compareEngines(options, common, note)),
  };
  const report = formatReport(result);
  if (options.write) {
    const { sections } = await readData();
    await writeResult({ ...result, sections }, report, 'bench');
  }
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : `${report}\n`);
}

/** Prints a result, and keeps it and its table where the document has its section. */
async function giveSection(section, result, format, { options, args, files, cores }) {
  const settings = {
    date: new Date().toISOString(),
    command: shownCommand(args),
    machine: await describeMachine(cores),
    ...(files === undefined ? {} : { model: basename(files.modelDir) }),
    rounds: options.rounds,
  };
  const report = format(result, settings);
  if (options.write) {
    const data = await readData();
    const sections = { ...data.sections, [section]: { ...settings, result } };
    await writeResult({ ...data, sections }, report, section);
  }
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : `${report}\n`);
}

async function readData() {
  return JSON.parse(await readFile(dataFile, 'utf8'));
}

async function writeResult(data, report, section) {
  await writeFile(dataFile, formatData(data));
  const document = await readFile(documentFile, 'utf8');
  await writeFile(documentFile, insertReport(document, report, section));
  note('Written to docs/performance.md and docs/performance.json.');
}

/** Ids of the prompt for the longest context, and its text for a vocabulary of its own. */
async function readPrompt(product, options, { modelDir, ggufFile }) {
  const { text, promptIds } = await encodePrompt(product, modelDir, options.contexts);
  const config = JSON.parse(await readFile(join(modelDir, 'config.json'), 'utf8'));
  const needsGguf = options.contenders.includes('llama') && !options.isAlone;
  const ownTokens =
    needsGguf && (await product.readGgufWeights(ggufFile)).vocabularySize !== config.vocab_size;
  return {
    promptIds,
    contexts: options.contexts,
    steps: options.steps,
    ...(ownTokens ? { ownTokens, promptText: text } : {}),
  };
}

function readVersions() {
  const version = (name) => {
    const file = join(rootDir, name, 'package.json');
    return require(file).version;
  };
  return {
    TokenSkip: version('.'),
    'onnxruntime-node': version('node_modules/onnxruntime-node'),
    'transformers.js': version('bench/node_modules/@huggingface/transformers'),
    'its onnxruntime-node': version('bench/node_modules/onnxruntime-node'),
    'node-llama-cpp': version('bench/node_modules/node-llama-cpp'),
  };
}

/** The command as it may be published: of paths only the last part. */
function shownCommand(args) {
  const shown = args.map((arg) => (arg.includes('/') || arg.includes('\\') ? basename(arg) : arg));
  return ['npm run bench', ...(args.length === 0 ? [] : ['--', ...shown])].join(' ');
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
