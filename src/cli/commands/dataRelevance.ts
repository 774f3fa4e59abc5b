import { appendFile } from 'node:fs/promises';
import { asFileError } from '../../files/fileErrors';
import type { ChainRecord } from '../../pipeline/chain';
import { readChains } from '../../pipeline/chain';
import { dropCutLine } from '../../pipeline/jsonLines';
import { relevanceOf } from '../../pipeline/relevance';
import { chainOf } from '../../pipeline/scoredChain';
import { openTokenizer } from '../../pipeline/textTokenizer';
import { AppError } from '../../protocol/appError';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { prepareModel } from '../prepareModel';
import { ProgressLine } from '../terminal/progressLine';
import { withEngine } from '../withEngine';
import { defaultBatch, readMeasuredChains, rounded } from './measuredChains';

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

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const input = await readMeasuredChains('data relevance', args, context);
  const { chains, out, batchSize } = input;
  const { signal } = context;
  const done = await countDone(
    out,
    chains.map(({ record }) => record),
  );
  const model = await prepareModel(input.model, context);
  const tokenizer = await openTokenizer(model.folder);
  const progress = new ProgressLine(context.err);
  await withEngine(model, { device: input.device }, context, async ({ engine, manifest }) => {
    for (const [index, { record, question }] of chains.entries()) {
      if (index < done) continue;
      progress.update({ label: 'Chains', done: index, total: chains.length, unit: 'count' });
      const chain = { ...question, ...tokenizer.tokenise(chainOf(record.text)) };
      const judge = { engine, template: manifest.prompt };
      const values = await relevanceOf(judge, chain, { batchSize, signal });
      await append(out, { ...record, relevance: rounded(values) });
    }
  }).finally(() => progress.clear());
  const counts = { chains: chains.length, measured: chains.length - done };
  context.out.write(
    input.json
      ? `${JSON.stringify(counts)}\n`
      : `${counts.chains} chains are in ${out}, ${counts.measured} of them from this run\n`,
  );
  return exitCodes.ok;
}

/** How many of the chains the file holds already: its lines must be those of the first ones. */
async function countDone(path: string, records: readonly ChainRecord[]): Promise<number> {
  await dropCutLine(path, '{"i":').catch((error: unknown) => {
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
