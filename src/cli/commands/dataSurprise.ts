import type { ChainRecord } from '../../pipeline/chain';
import { readChains } from '../../pipeline/chain';
import { writeJsonLines } from '../../pipeline/jsonLines';
import { chainOf } from '../../pipeline/scoredChain';
import { surpriseOf } from '../../pipeline/surprise';
import { readTrainingQuestions } from '../../pipeline/trainingQuestions';
import { AppError } from '../../protocol/appError';
import { limits } from '../../protocol/limits';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { parseFlags, parseWholeNumber } from '../parseFlags';
import { prepareModel } from '../prepareModel';
import { ProgressLine } from '../terminal/progressLine';
import { parseDevice, withEngine } from '../withEngine';
import { refusePositionals, requirePath } from './dataInput';

const defaultBatch = 8;

const help = `tokenskip data surprise - how little the model expected each token of a chain

Usage: tokenskip data surprise --chains FILE --questions FILE --out FILE [flags]

  --chains FILE      chains, one JSON object a line: i, text, n, fin, correct
  --questions FILE   questions that \`i\` counts (from 0): question, answer
  --out FILE         the chains with surprise: -log p of each token of the chain, nats. Scorers use it:
                     selfInformation alone, tiered inside its tiers
  --model M          folder or id of the model; default: as \`tokenskip ask\`
  --batch N          chains read at once, default ${defaultBatch}
  --device D         auto (default), cpu, webgpu, cuda, dml
  --json             print the counts as an object: chains, tokens`;

const flags = {
  chains: { type: 'string' },
  questions: { type: 'string' },
  out: { type: 'string' },
  model: { type: 'string' },
  batch: { type: 'string' },
  device: { type: 'string' },
  json: { type: 'boolean' },
} as const;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('data surprise', args, flags);
  refusePositionals('data surprise', positionals);
  const chainsPath = requirePath('--chains FILE', values.chains);
  const questionsPath = requirePath('--questions FILE', values.questions);
  const out = requirePath('--out FILE', values.out);
  const batchSize = parseWholeNumber('--batch', values.batch, 1, limits.batchSize) ?? defaultBatch;
  const device = parseDevice(values.device);
  const questions = await readTrainingQuestions(questionsPath, context.signal);
  const records: ChainRecord[] = [];
  for await (const record of readChains(chainsPath, context.signal)) records.push(record);
  const items = records.map(({ i, text }) => {
    const question = questions[i]?.question;
    if (question !== undefined) return { question, chain: chainOf(text) };
    throw new AppError(
      'invalid-argument',
      `A chain is of question ${i}, which ${questionsPath} lacks.`,
    );
  });
  const model = await prepareModel(values.model, context);
  const progress = new ProgressLine(context.err);
  let done = 0;
  const onChain = (): void => {
    done += 1;
    progress.update({ label: 'Reading chains', done, total: items.length, unit: 'count' });
  };
  const surprise = await withEngine(model, { device }, context, (session) =>
    surpriseOf(session, items, { batchSize, signal: context.signal, onChain }),
  ).finally(() => progress.clear());
  const lines = records.map((record, index) => ({
    ...record,
    surprise: Array.from(surprise[index] ?? [], (value) => Math.round(value * 1e4) / 1e4),
  }));
  const chains = await writeJsonLines(out, lines);
  const tokens = surprise.reduce((sum, one) => sum + one.length, 0);
  context.out.write(
    values.json === true
      ? `${JSON.stringify({ chains, tokens })}\n`
      : `${chains} chains with ${tokens} tokens are in ${out}\n`,
  );
  return exitCodes.ok;
}

export const dataSurprise: Command = {
  name: 'surprise',
  summary: 'how little the model expected each token of a chain',
  help,
  run,
};
