// Runs all contenders in turn, round after round, and gathers what the report needs.
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { listVariants } from './contenders.mjs';
import { processorTimes, quietShare, shareOfOthers } from './machine.mjs';
import { runChild } from './runChild.mjs';
import { median } from './statistics.mjs';
import { compareWith, listColumns, summariseRuns } from './summary.mjs';

/**
 * Measures every variant once a round; each round begins with another variant. A peer that cannot
 * run here is left out. `note` gets a line for each run.
 */
export async function compareEngines(options, common, note) {
  const variants = listVariants(options, common);
  await warmFileCache(options, common);
  const runs = [];
  const failed = new Set();
  for (let round = 0; round < options.rounds; round++) {
    for (let place = 0; place < variants.length; place++) {
      const variant = variants[(round + place) % variants.length];
      if (failed.has(variant)) continue;
      try {
        const run = { round, variant, ...(await measureOnce(variant)) };
        runs.push(run);
        note(describeRun(`round ${round + 1}/${options.rounds}`, run));
      } catch (error) {
        if (variant.contender === 'ours') throw error;
        failed.add(variant);
        note(`${variant.label} is left out: ${error.message}`);
      }
    }
  }
  return summariseAll(
    options,
    variants.filter((variant) => !failed.has(variant)),
    runs.filter(({ variant }) => !failed.has(variant)),
  );
}

async function measureOnce({ script, job }) {
  const before = await processorTimes();
  const own = process.cpuUsage();
  const result = await runChild(script, job);
  const { user, system } = process.cpuUsage(own);
  const ownMs = result.processorMs + (user + system) / 1000;
  return { result, share: shareOfOthers(before, await processorTimes(), ownMs) };
}

function summariseAll(options, variants, runs) {
  const columns = listColumns(options.contexts);
  const rows = summariseRuns(variants, columns, runs);
  const peers = ['transformers', 'llama'];
  const ratios = peers
    .map((peer) => [peer, compareWith(rows, peer, columns)])
    .filter(([, ratio]) => ratio !== undefined);
  return {
    columns: columns.map(({ key, title, digits, more }) => ({ key, title, digits, more })),
    rows,
    ratios: Object.fromEntries(ratios),
    disturbance: disturbanceOf(runs),
    sameText: compareTexts(runs),
    runs: runs.map(({ round, variant, share, result }) => ({
      round,
      variant: variant.label,
      share,
      ...withoutTokens(result),
    })),
  };
}

/** So that the first round reads no slower than the others. */
async function warmFileCache(options, { modelDir, ggufFile }) {
  const folder = join(modelDir, 'onnx');
  const files = (await readdir(folder)).map((name) => join(folder, name));
  if (options.contenders.includes('llama')) files.push(ggufFile);
  for (const file of files) {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) void chunk;
  }
}

function describeRun(round, { variant, result, share }) {
  const contexts = result.contexts.map(
    ({ context, firstTokenMs, stepMs }) =>
      `at ${context} ${Math.round((context * 1000) / firstTokenMs)} tokens/s in, ` +
      `${median(stepMs).toFixed(1)} ms a token out`,
  );
  const others = share.others + share.stolen;
  const disturbed = others > quietShare ? ` (others took ${Math.round(others * 100)} %)` : '';
  return `${round}  ${variant.label}: ${contexts.join('; ')}${disturbed}`;
}

function disturbanceOf(runs) {
  const mean = (pick) => runs.reduce((sum, run) => sum + pick(run.share), 0) / runs.length;
  return {
    others: mean(({ others }) => others),
    mostOthers: Math.max(...runs.map(({ share }) => share.others)),
    stolen: mean(({ stolen }) => stolen),
  };
}

/** Whether contenders wrote what ours wrote: sentences for the report. */
function compareTexts(runs) {
  const tokensOf = (contender) =>
    runs
      .find(({ variant }) => variant.contender === contender)
      ?.result.contexts.map(({ tokens }) => tokens);
  const ours = tokensOf('ours');
  if (ours === undefined) return [];
  return [
    ['transformers', 'transformers.js, same weights'],
    ['llama', 'llama.cpp, weights rounded differently'],
  ].flatMap(([contender, name]) => {
    const theirs = tokensOf(contender);
    if (theirs === undefined) return [];
    const common = ours.map((tokens, index) => commonPrefix(tokens, theirs[index]));
    const all = ours.map((tokens) => tokens.length);
    return [
      `tokens written as TokenSkip writes them before the first difference (${name}): ${common.map((count, index) => `${count} of ${all[index]}`).join(', ')}`,
    ];
  });
}

function commonPrefix(left, right) {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return length;
}

/** JSON leaves out what is undefined. */
function withoutTokens({ contexts, ...result }) {
  return { ...result, contexts: contexts.map((context) => ({ ...context, tokens: undefined })) };
}

/** Bytes of weights that each contender reads for one token. */
export async function readWeights(product, { modelDir, ggufFile, contenders }) {
  const bytes = async (graph) =>
    product.weightBytesPerToken(await product.readOnnxFile(join(modelDir, 'onnx', graph)));
  return {
    ours: await bytes('decoder_cpu.onnx'),
    transformers: await bytes('model_q4.onnx'),
    ...(contenders.includes('llama')
      ? { llama: (await product.readGgufWeights(ggufFile)).bytes }
      : {}),
  };
}
