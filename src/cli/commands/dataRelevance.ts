import { appendFile } from 'node:fs/promises';
import { asFileError } from '../../modelkit/store/fileErrors';
import type { ChainRecord } from '../../pipeline/chain';
import { readChains } from '../../pipeline/chain';
import { dropCutLine } from '../../pipeline/chainLog';
import { relevanceOf } from '../../pipeline/relevance';
import { chainOf } from '../../pipeline/scoredChain';
import { openTokenizer } from '../../pipeline/textTokenizer';
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

const help = `tokenskip data relevance - how much each part of a chain does for its answer

Usage: tokenskip data relevance --chains FILE --questions FILE --out FILE [flags]

  --chains FILE      chains, one JSON object a line: i, text, n, fin, correct
  --questions FILE   questions that \`i\` counts (from 0): question, answer
  --out FILE         the chains with relevance: by how many nats the right answer is less likely
                     without each token (and what is kept with it), for the scorer answerAware;
                     added as they are done, a run that was stopped goes on where it ended
  --model M          folder or id of the model; default: as \`tokenskip ask\`
  --batch N          shortened chains read at once, default ${defaultBatch}
  --device D         auto (default), cpu, webgpu, cuda, dml
  --json             print the counts as an object: chains, measured (in this run)

Each chain is read once for every word and number in it.`;

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
  const { values, positionals } = parseFlags('data relevance', args, flags);
  refusePositionals('data relevance', positionals);
  const chainsPath = requirePath('--chains FILE', values.chains);
  const questionsPath = requirePath('--questions FILE', values.questions);
  const out = requirePath('--out FILE', values.out);
  const batchSize = parseWholeNumber('--batch', values.batch, 1, limits.batchSize) ?? defaultBatch;
  const device = parseDevice(values.device);
  const { signal } = context;
  const questions = await readTrainingQuestions(questionsPath, signal);
  const records: ChainRecord[] = [];
  for await (const record of readChains(chainsPath, signal)) records.push(record);
  const missing = records.find(({ i }) => questions[i] === undefined);
  if (missing !== undefined) {
    throw new AppError(
      'invalid-argument',
      `A chain is of question ${missing.i}, which ${questionsPath} lacks.`,
    );
  }
  const done = await countDone(out, records);
  const model = await prepareModel(values.model, context);
  const tokenizer = await openTokenizer(model.folder);
  const progress = new ProgressLine(context.err);
  await withEngine(model, { device }, context, async ({ engine, manifest }) => {
    for (const [index, record] of records.entries()) {
      const question = questions[record.i];
      if (index < done || question === undefined) continue;
      progress.update({ label: 'Chains', done: index, total: records.length, unit: 'count' });
      const chain = { ...question, ...tokenizer.tokenise(chainOf(record.text)) };
      const judge = { engine, template: manifest.prompt };
      const values = await relevanceOf(judge, chain, { batchSize, signal });
      const relevance = Array.from(values, (value) => Math.round(value * 1e4) / 1e4);
      await append(out, { ...record, relevance });
    }
  }).finally(() => progress.clear());
  const counts = { chains: records.length, measured: records.length - done };
  context.out.write(
    values.json === true
      ? `${JSON.stringify(counts)}\n`
      : `${counts.chains} chains are in ${out}, ${counts.measured} of them from this run\n`,
  );
  return exitCodes.ok;
}

/** How many of the chains the file holds already: its lines must be those of the first ones. */
async function countDone(path: string, records: readonly ChainRecord[]): Promise<number> {
  await dropCutLine(path).catch((error: unknown) => {
    throw asFileError(error, path);
  });
  await append(path);
  let done = 0;
  for await (const { i, text, relevance } of readChains(path)) {
    const record = records[done];
    if (record?.i !== i || record.text !== text || relevance === undefined) {
      throw new AppError(
        'invalid-argument',
        `${path} holds other chains: name a new file with --out.`,
      );
    }
    done += 1;
  }
  return done;
}

async function append(path: string, line?: object): Promise<void> {
  const text = line === undefined ? '' : `${JSON.stringify(line)}\n`;
  await appendFile(path, text).catch((error: unknown) => {
    throw asFileError(error, path);
  });
}

export const dataRelevance: Command = {
  name: 'relevance',
  summary: 'how much each part of a chain does for its answer',
  help,
  run,
};
