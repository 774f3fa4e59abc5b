import { readChains } from '../../pipeline/chain';
import { writeJsonLines } from '../../pipeline/jsonLines';
import { scoreChain } from '../../pipeline/scoredChain';
import { openTokenizer } from '../../pipeline/textTokenizer';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { installedFolder } from '../installedFolder';
import { parseFlags } from '../parseFlags';
import { refusePositionals, requireFlag, requirePath } from './dataInput';
import { chooseScorer, scorerFlags, scorerHelp, withScorer } from './scorerFlags';

const help = `tokenskip data score - how much each token of a chain matters

Usage: tokenskip data score --chains FILE --model M --out FILE [flags]

  --chains FILE   chains, one JSON object a line: i, text, n, fin, correct
  --model M       folder or id of the model whose tokens count
  --out FILE      one line for each chain: i, ids, scores (the higher the sooner kept)
${scorerHelp(18)}
  --json          print the counts as an object: chains, tokens`;

const flags = {
  chains: { type: 'string' },
  model: { type: 'string' },
  out: { type: 'string' },
  ...scorerFlags,
  json: { type: 'boolean' },
} as const;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('data score', args, flags);
  refusePositionals('data score', positionals);
  const chains = requirePath('--chains FILE', values.chains);
  const out = requirePath('--out FILE', values.out);
  const scorers = chooseScorer(values);
  const folder = await installedFolder(requireFlag('--model M', values.model), context);
  const tokenizer = await openTokenizer(folder);
  let tokens = 0;
  const count = await withScorer(scorers, (scorer) =>
    writeJsonLines(
      out,
      (async function* () {
        for await (const record of readChains(chains, context.signal)) {
          const { spans, scores } = await scoreChain(record, tokenizer, scorer);
          tokens += spans.length;
          yield {
            i: record.i,
            ids: spans.map(({ id }) => id),
            scores: Array.from(scores, (score) => Math.round(score * 1e4) / 1e4),
          };
        }
      })(),
    ),
  );
  context.out.write(
    values.json === true
      ? `${JSON.stringify({ chains: count, tokens })}\n`
      : `${count} chains with ${tokens} tokens are scored in ${out}\n`,
  );
  return exitCodes.ok;
}

export const dataScore: Command = {
  name: 'score',
  summary: 'how much each token of a chain matters',
  help,
  run,
};
