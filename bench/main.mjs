// npm run bench: our engine against transformers.js and llama.cpp, on the same weights and prompt.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { compareAnswers } from './answers.mjs';
import { formatBatches, measureBatches } from './batch.mjs';
import { buildBundles, bundles, rootDir } from './build.mjs';
import { compareEngines, readWeights } from './compare.mjs';
import { describeMachine, loadWarning } from './machine.mjs';
import { readOptions, usage, UsageError } from './options.mjs';
import { formatProfile, profileOurs } from './profile.mjs';
import { promptText } from './prompt.mjs';
import { formatData, formatReport, insertReport } from './report.mjs';
import { formatStart, measureStart } from './start.mjs';

const require = createRequire(import.meta.url);
const documentFile = join(rootDir, 'docs', 'performance.md');
const dataFile = join(rootDir, 'docs', 'performance.json');

/** Fewer than any problem of the prompt has, so that enough problems are written. */
const tokensPerProblem = 20;

async function main(args) {
  await buildBundles();
  const product = require(bundles.product);
  const cores = product.physicalCores();
  const options = readOptions(args, cores);
  if (options.help) {
    process.stdout.write(usage);
    return;
  }
  const note = (text) => process.stderr.write(`${text}\n`);
  const files =
    options.modelDir === undefined
      ? await product.prepareBase(rootDir, note)
      : { modelDir: options.modelDir, ggufFile: options.ggufFile };
  if (options.answers !== undefined) {
    const job = { ...files, ...options.answers, threads: options.threads };
    process.stdout.write(`${await compareAnswers(job, product.splitAnswer)}\n`);
    return;
  }
  const warning = await loadWarning();
  if (warning !== undefined) note(warning);
  if (options.start) {
    const result = await measureStart(product, { ...options, ...files });
    await giveSection('start', result, formatStart, { options, args, files, cores, note });
    return;
  }
  const common = { ...files, ...(await readPrompt(product, options, files)) };
  if (options.profile) {
    const profiles = await profileOurs(
      { ...common, threads: options.threads },
      product.readOnnxFile,
    );
    process.stdout.write(options.json ? `${JSON.stringify(profiles)}\n` : formatProfile(profiles));
    return;
  }
  if (options.batch) {
    const rows = await measureBatches({ ...common, threads: options.threads }, options.rounds);
    await giveSection('batch', rows, formatBatches, { options, args, files, cores, note });
    return;
  }
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
    await writeFile(dataFile, formatData(result));
    await writeFile(documentFile, insertReport(await readFile(documentFile, 'utf8'), report));
    note('Written to docs/performance.md and docs/performance.json.');
  }
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : `${report}\n`);
}

/** Prints a result, and puts its table where the document has its section. */
async function giveSection(section, result, format, { options, args, files, cores, note }) {
  const report = format(result, {
    date: new Date().toISOString(),
    command: shownCommand(args),
    machine: await describeMachine(cores),
    model: basename(files.modelDir),
    rounds: options.rounds,
  });
  if (options.write) {
    await writeFile(
      documentFile,
      insertReport(await readFile(documentFile, 'utf8'), report, section),
    );
    note('Written to docs/performance.md.');
  }
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : `${report}\n`);
}

/** Ids of the prompt for the longest context, and its text for a vocabulary of its own. */
async function readPrompt(product, options, { modelDir, ggufFile }) {
  const longest = Math.max(...options.contexts, 64);
  const text = promptText(Math.ceil(longest / tokensPerProblem));
  const tokenizer = await product.loadTokenizer(modelDir);
  const promptIds = tokenizer.encodeText(text);
  if (promptIds.length < longest) {
    throw new Error(`The prompt has ${promptIds.length} tokens instead of ${longest}.`);
  }
  const config = JSON.parse(await readFile(join(modelDir, 'config.json'), 'utf8'));
  const needsGguf = options.contenders.includes('llama') && !options.profile && !options.batch;
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
