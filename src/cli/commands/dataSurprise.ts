import { writeJsonLines } from '../../pipeline/jsonLines';
import { chainOf } from '../../pipeline/scoredChain';
import { surpriseOf } from '../../pipeline/surprise';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { prepareModel } from '../prepareModel';
import { ProgressLine } from '../terminal/progressLine';
import { withEngine } from '../withEngine';
import { defaultBatch, readMeasuredChains, rounded } from './measuredChains';

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

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const input = await readMeasuredChains('data surprise', args, context);
  const { chains, out, batchSize } = input;
  const items = chains.map(({ record, question }) => ({
    ...question,
    chain: chainOf(record.text),
  }));
  const model = await prepareModel(input.model, context);
  const progress = new ProgressLine(context.err);
  let done = 0;
  const onChain = (): void => {
    done += 1;
    progress.update({ label: 'Reading chains', done, total: items.length, unit: 'count' });
  };
  const surprise = await withEngine(model, { device: input.device }, context, (session) =>
    surpriseOf(session, items, { batchSize, signal: context.signal, onChain }),
  ).finally(() => progress.clear());
  const lines = chains.map(({ record }, index) => ({
    ...record,
    surprise: rounded(surprise[index] ?? []),
  }));
  const written = await writeJsonLines(out, lines);
  const tokens = surprise.reduce((sum, one) => sum + one.length, 0);
  context.out.write(
    input.json
      ? `${JSON.stringify({ chains: written, tokens })}\n`
      : `${written} chains with ${tokens} tokens are in ${out}\n`,
  );
  return exitCodes.ok;
}

export const dataSurprise: Command = {
  name: 'surprise',
  summary: 'how little the model expected each token of a chain',
  help,
  run,
};
