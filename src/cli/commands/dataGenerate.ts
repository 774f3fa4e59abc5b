import { ChainLog } from '../../pipeline/chainLog';
import { generateChains, missingChains, shuffledIndices } from '../../pipeline/generateChains';
import { readTrainingQuestions } from '../../pipeline/trainingQuestions';
import { limits } from '../../protocol/limits';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { parseDecimal, parseFlags, parseWholeNumber } from '../parseFlags';
import { prepareModel } from '../prepareModel';
import { ProgressLine } from '../terminal/progressLine';
import type { EngineSession } from '../withEngine';
import { parseDevice, withEngine } from '../withEngine';
import { remoteChoice, remoteFlags, remoteHelp, withRemote } from '../withRemote';
import { refusePositionals, requirePath, reservedLines } from './dataInput';

const defaults = { maxTokens: 512, batch: 8, temperature: 0.7, samples: 1, seed: 0 } as const;

const help = `tokenskip data generate - let a model answer the training questions

Usage: tokenskip data generate --questions FILE --out FILE [flags]

  --questions FILE   JSONL with question and answer (GSM8K's format)
  --out FILE         chains, added as they end: i, sample, model, n, fin, correct, text; a run that
                     was stopped goes on where it ended
  --model M          folder or id of the model that answers; default: as \`tokenskip ask\`
${remoteHelp}
  --reserve FILE     questions that are left out: a JSON object of lists of line numbers
  --limit N          chains in the file at which it ends; questions come in an order drawn from the seed
  --samples N        answers to a question as long as none is right, default ${defaults.samples}; the first
                     one is greedy
  --temperature T    of further samples, default ${defaults.temperature}
  --max-tokens N     most tokens of a chain, default ${defaults.maxTokens}
  --batch N          questions answered at once, default ${defaults.batch}
  --seed N           default ${defaults.seed}
  --device D         auto (default), cpu, webgpu, cuda, dml
  --json             print the counts as an object: chains, solved`;

const flags = {
  questions: { type: 'string' },
  out: { type: 'string' },
  model: { type: 'string' },
  ...remoteFlags,
  reserve: { type: 'string' },
  limit: { type: 'string' },
  samples: { type: 'string' },
  temperature: { type: 'string' },
  'max-tokens': { type: 'string' },
  batch: { type: 'string' },
  seed: { type: 'string' },
  device: { type: 'string' },
  json: { type: 'boolean' },
} as const;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('data generate', args, flags);
  refusePositionals('data generate', positionals);
  const out = requirePath('--out FILE', values.out);
  const questionsFile = requirePath('--questions FILE', values.questions);
  const number = (flag: keyof typeof values, fallback: number, max: number): number =>
    parseWholeNumber(`--${flag}`, asText(values[flag]), 1, max) ?? fallback;
  const options = {
    maxNewTokens: number('max-tokens', defaults.maxTokens, limits.maxNewTokens),
    batchSize: number('batch', defaults.batch, limits.batchSize),
    temperature: parseDecimal('--temperature', values.temperature, 0, 2) ?? defaults.temperature,
    seed: parseWholeNumber('--seed', values.seed, 0, 0xffff_ffff) ?? defaults.seed,
  };
  const samples = number('samples', defaults.samples, 64);
  const device = parseDevice(values.device);
  const questions = await readTrainingQuestions(questionsFile, context.signal);
  const reserve = await reservedLines(values.reserve);
  const order = shuffledIndices(questions.length, options.seed).filter((i) => !reserve.has(i));
  const limit = number('limit', order.length * samples, order.length * samples);
  const remote = remoteChoice(values);
  const model = remote === undefined ? await prepareModel(values.model, context) : undefined;
  const log = await ChainLog.open(out, questions);
  const progress = new ProgressLine(context.err);
  const onChain = (): void => {
    const { chains, solved } = log.totals;
    progress.update({ label: `${solved} right`, done: chains, total: limit, unit: 'count' });
  };
  const generate = async (session: EngineSession): Promise<void> => {
    for (let round = 0; round < samples; round += 1) {
      const left = Math.max(0, limit - log.totals.chains);
      const jobs = missingChains(order, log, samples).filter(({ sample }) => sample === round);
      const hooks = { ...options, signal: context.signal, onChain };
      await generateChains(session, questions, jobs.slice(0, left), log, hooks);
    }
  };
  try {
    if (model !== undefined) await withEngine(model, { device }, context, generate);
    else if (remote !== undefined) {
      await withRemote({ ...remote, parallel: options.batchSize }, context, generate);
    }
  } finally {
    progress.clear();
    await log.close();
  }
  const { chains, solved } = log.totals;
  context.out.write(
    values.json === true
      ? `${JSON.stringify({ chains, solved })}\n`
      : `${chains} chains are in ${out}; ${solved} questions have a right one\n`,
  );
  return exitCodes.ok;
}

function asText(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export const dataGenerate: Command = {
  name: 'generate',
  summary: 'let a model answer the training questions',
  help,
  run,
};
