import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { asFileError } from '../../files/fileErrors';
import { readChains } from '../../pipeline/chain';
import type { InspectedChain } from '../../pipeline/inspect/inspectedChain';
import { inspectChain } from '../../pipeline/inspect/inspectedChain';
import { inspectPage } from '../../pipeline/inspect/inspectPage';
import { inspectText } from '../../pipeline/inspect/inspectText';
import { scoreChain } from '../../pipeline/scoredChain';
import { openTokenizer } from '../../pipeline/textTokenizer';
import { AppError } from '../../protocol/appError';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { installedFolder } from '../installedFolder';
import { parseFlags, parseWholeNumber } from '../parseFlags';
import { parseRatios, refusePositionals, requireFlag, requirePath } from './dataInput';
import { chooseScorer, scorerFlags, scorerHelp, withScorer } from './scorerFlags';

const defaultLimit = 5;
const mostChains = 100_000;

const help = `tokenskip data inspect - see what is kept and dropped of chains

Usage: tokenskip data inspect --chains FILE --model M [flags]

  --chains FILE   chains, one JSON object a line: i, text, n, fin, correct
  --model M       folder or id of the model whose tokens count
  --ratio LIST    ratios separated by commas, default 0.5
  --limit N       the first N chains that are right and finished, default ${defaultLimit}
  --index I       only the chains of question I (from 0), right or not
${scorerHelp(18)}
  --paper         as the reference does it: by score alone, with llmlingua2 its own words
  --html FILE     write a page instead of printing them
  --json          an object a line: i, ratio, tokens, keptTokens, equationsWhole, pieces

Dropped text stands in ⟦ ⟧ with its line breaks as ↵.`;

const flags = {
  chains: { type: 'string' },
  model: { type: 'string' },
  ratio: { type: 'string' },
  limit: { type: 'string' },
  index: { type: 'string' },
  ...scorerFlags,
  paper: { type: 'boolean' },
  html: { type: 'string' },
  json: { type: 'boolean' },
} as const;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('data inspect', args, flags);
  refusePositionals('data inspect', positionals);
  const path = requirePath('--chains FILE', values.chains);
  const ratios = parseRatios(values.ratio ?? '0.5');
  const limit = parseWholeNumber('--limit', values.limit, 1, mostChains) ?? defaultLimit;
  const index = parseWholeNumber('--index', values.index, 0, Number.MAX_SAFE_INTEGER);
  const scorers = chooseScorer(values);
  const folder = await installedFolder(requireFlag('--model M', values.model), context);
  const tokenizer = await openTokenizer(folder);
  const shown: InspectedChain[] = [];
  let chains = 0;
  await withScorer(scorers, async (scorer) => {
    for await (const record of readChains(path, context.signal)) {
      const isWanted = index === undefined ? record.fin && record.correct : record.i === index;
      if (!isWanted) continue;
      const chain = await scoreChain(record, tokenizer, scorer);
      for (const ratio of ratios) {
        shown.push(await inspectChain(record, chain, ratio, scorer, values.paper === true));
      }
      chains += 1;
      if (chains >= limit) break;
    }
  });
  if (chains === 0) {
    throw new AppError(
      'invalid-argument',
      `${path} has no such chain: change --index or --chains.`,
    );
  }
  if (values.html !== undefined) {
    await writePage(resolve(values.html), `Pruned chains of ${basename(path)}`, shown);
    if (values.json !== true)
      context.out.write(`${chains} chains are in ${resolve(values.html)}\n`);
  } else if (values.json !== true) {
    for (const chain of shown) context.out.write(`${inspectText(chain, context.out.isTerminal)}\n`);
  }
  if (values.json === true) {
    for (const chain of shown) context.out.write(`${JSON.stringify(chain)}\n`);
  }
  return exitCodes.ok;
}

async function writePage(
  path: string,
  title: string,
  chains: readonly InspectedChain[],
): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, inspectPage(title, chains));
  } catch (error) {
    throw asFileError(error, path);
  }
}

export const dataInspect: Command = {
  name: 'inspect',
  summary: 'see what is kept and dropped of chains',
  help,
  run,
};
