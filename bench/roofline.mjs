// How near decoding is to what this machine's memory allows.
import os from 'node:os';
import { join } from 'node:path';
import { measureBandwidth } from './bandwidth.mjs';
import { bundles } from './build.mjs';
import { formatGoals, rooflineGoal } from './goals.mjs';
import { kvBytesPerToken, limitAt } from './limits.mjs';
import { cacheBytes, machineLine } from './machine.mjs';
import { runChild } from './runChild.mjs';
import { spreadText, summarise } from './statistics.mjs';
import { listColumns } from './summary.mjs';
import { formatTable } from './table.mjs';

/** Many times the cache, or part of it would be read from there. */
const timesCache = 4;
const leastLargeBytes = 1e9;
/** Of the memory that is free. */
const mostShare = 0.25;
/** In the first or second cache of every processor: shows what the reading loop itself can do. */
const nearBytesPerThread = 256 * 1024;

/** Bandwidths and decode times of `rounds` rounds, in turn, with the bytes that they go with. */
export async function measureRoofline(product, job, { rounds }) {
  const graph = await product.readOnnxFile(join(job.modelDir, 'onnx', 'decoder_cpu.onnx'));
  const { shape } = await product.readModelFolder(job.modelDir);
  const weightBytes = product.weightBytesPerToken(graph);
  const sizes = {
    memory: await largeBytes(),
    weights: weightBytes,
    near: nearBytesPerThread * job.threads,
  };
  const columns = listColumns(job.contexts).filter(({ key }) => key.startsWith('decode'));
  const bandwidths = Object.fromEntries(Object.keys(sizes).map((name) => [name, []]));
  const stepMs = job.contexts.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, bytes] of Object.entries(sizes)) {
      bandwidths[name].push(await measureBandwidth({ bytes, threads: job.threads }));
    }
    const result = await runChild(bundles.ours, job);
    for (const [index, column] of columns.entries()) stepMs[index].push(column.of(result));
  }
  return {
    threads: job.threads,
    sizes,
    cacheBytes: await cacheBytes(),
    weightBytes,
    kvBytes: kvBytesPerToken(shape),
    bandwidths,
    contexts: job.contexts.map((context, index) => ({ context, stepMs: stepMs[index] })),
  };
}

async function largeBytes() {
  const wanted = Math.max(leastLargeBytes, timesCache * ((await cacheBytes()) ?? 0));
  return Math.min(wanted, os.freemem() * mostShare);
}

/** The bandwidths, and limit and share for each context, as Markdown with the settings below. */
export function formatRoofline(result, { date, command, machine, model, rounds }) {
  const { threads, weightBytes, kvBytes, contexts } = result;
  const goals = formatGoals(listGoals(result));
  return [
    formatTable(['what is read, by the threads of the engine together', 'GB/s'], readRows(result)),
    '',
    formatTable(
      [
        'context',
        'MB a token',
        'limit, tokens/s',
        'measured, tokens/s',
        'share of the limit',
        'share by the second bandwidth',
      ],
      contexts.map(({ context, stepMs }) => {
        const at = (name) => limitBy(result, { context, stepMs }, name);
        const { bytes, limit, tokensPerSecond, share } = at('memory');
        return [
          context,
          (bytes / 1e6).toFixed(0),
          limit.toFixed(1),
          tokensPerSecond.toFixed(1),
          `**${percent(share)}**`,
          percent(at('weights').share),
        ];
      }),
    ),
    '',
    ...(goals === '' ? [] : [goals, '']),
    `- ${date.slice(0, 10)}, \`${command}\`; ${threads} threads; medians (least–most) of ${rounds} rounds, bandwidth (the best of five passes) and decoding in turn`,
    `- ${model}: ${(weightBytes / 1e6).toFixed(0)} MB of weights and ${(kvBytes / 1000).toFixed(1)} kB of keys and values for each token of the context`,
    machineLine(machine),
  ].join('\n');
}

/** The limit at a measured context by one of the bandwidths. */
function limitBy({ weightBytes, kvBytes, bandwidths }, { context, stepMs }, name) {
  return limitAt({
    context,
    stepMs: summarise(stepMs).median,
    weightBytes,
    kvBytes,
    bytesPerSecond: summarise(bandwidths[name]).median,
  });
}

function listGoals(result) {
  const { context, leastShare } = rooflineGoal;
  const measured = result.contexts.filter((each) => each.context === context);
  return measured.map((each) => {
    const { share } = limitBy(result, each, 'memory');
    return {
      what: `decode at ${context}`,
      wanted: `at least ${percent(leastShare)} of the limit`,
      measured: percent(share),
      isReached: share >= leastShare,
    };
  });
}

function readRows({ sizes, cacheBytes: cache, bandwidths }) {
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
  const beside = cache === undefined ? '' : `; the largest cache has ${megabytes(cache)}`;
  const names = {
    memory: `memory: ${megabytes(sizes.memory)}${beside}`,
    weights: `as much as the weights, over and over: ${megabytes(sizes.weights)}`,
    near: `what the reading loop can do: ${(sizes.near / 1e6).toFixed(1)} MB in the nearest caches`,
  };
  return Object.entries(names).map(([name, text]) => {
    return [
      text,
      spreadText(
        bandwidths[name].map((value) => value / 1e9),
        1,
      ),
    ];
  });
}

function percent(share) {
  return `${(share * 100).toFixed(0)} %`;
}
