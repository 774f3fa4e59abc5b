import { answerLineStart } from '../../core/answer/answerLine';
import { splitAnswer } from '../../core/answer/splitAnswer';
import { mean } from '../../core/statistics';
import { readChains } from '../../pipeline/chain';
import { writeJsonLines } from '../../pipeline/jsonLines';
import { pruneChain } from '../../pipeline/pruneChain';
import { keepsEquations, scoreChain } from '../../pipeline/scoredChain';
import { openTokenizer } from '../../pipeline/textTokenizer';
import { AppError } from '../../protocol/appError';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { installedFolder } from '../installedFolder';
import { parseFlags } from '../parseFlags';
import { parseRatios, refusePositionals, requireFlag, requirePath } from './dataInput';
import { chooseScorer, scorerFlags, scorerHelp, withScorer } from './scorerFlags';

const help = `tokenskip data prune - shorten chains to a share of their tokens

Usage: tokenskip data prune --chains FILE --model M --ratio R --out FILE [flags]

  --chains FILE   chains, one JSON object a line: i, text, n, fin, correct
  --model M       folder or id of the model whose tokens count
  --ratio R       share of the tokens that is kept, such as 0.5
  --out FILE      one line for each chain, again a chain: text is pruned, n what was kept
${scorerHelp(18)}
  --paper         as the reference does it: by score alone, with llmlingua2 its own text; else
                  equations stay whole
  --json          print the counts as an object: chains, tokens, kept, actualRatio (of the pruned
                  text, tokenised again), equationsWhole (share of the chains)

The answer line is never pruned.`;

const flags = {
  chains: { type: 'string' },
  model: { type: 'string' },
  ratio: { type: 'string' },
  out: { type: 'string' },
  ...scorerFlags,
  paper: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('data prune', args, flags);
  refusePositionals('data prune', positionals);
  const chains = requirePath('--chains FILE', values.chains);
  const out = requirePath('--out FILE', values.out);
  const [keepRatio, ...more] = parseRatios(requireFlag('--ratio R', values.ratio));
  if (keepRatio === undefined || more.length > 0) {
    throw new AppError('unknown-ratio', 'Name one ratio with --ratio, such as 0.5.');
  }
  const scorers = chooseScorer(values);
  const paper = values.paper === true;
  const folder = await installedFolder(requireFlag('--model M', values.model), context);
  const tokenizer = await openTokenizer(folder);
  const totals = { tokens: 0, kept: 0 };
  const ratios: number[] = [];
  const whole: number[] = [];
  const count = await withScorer(scorers, (scorer) =>
    writeJsonLines(
      out,
      (async function* () {
        for await (const record of readChains(chains, context.signal)) {
          const chain = await scoreChain(record, tokenizer, scorer);
          const { kept, text } = await pruneChain(chain, keepRatio, scorer, paper);
          totals.tokens += chain.spans.length;
          totals.kept += kept.length;
          if (chain.spans.length > 0) ratios.push(tokenizer.count(text) / chain.spans.length);
          whole.push(keepsEquations(chain, kept) ? 1 : 0);
          // What was measured of each token was measured of the whole chain.
          const { i, fin, correct, question } = record;
          const pruned = { i, text: withAnswerLine(text, record.text), n: kept.length };
          yield { ...pruned, fin, correct, ...(question === undefined ? {} : { question }) };
        }
      })(),
    ),
  );
  const result = {
    chains: count,
    ...totals,
    actualRatio: ratios.length === 0 ? null : mean(ratios),
    equationsWhole: whole.length === 0 ? null : mean(whole),
  };
  context.out.write(
    values.json === true
      ? `${JSON.stringify(result)}\n`
      : `${count} chains in ${out}: ${totals.kept} of ${totals.tokens} tokens kept; ` +
          `actual ratio ${(result.actualRatio ?? 0).toFixed(3)}, ` +
          `equations whole in ${((result.equationsWhole ?? 0) * 100).toFixed(1)} % of the chains\n`,
  );
  return exitCodes.ok;
}

function withAnswerLine(pruned: string, output: string): string {
  const { answerLine } = splitAnswer(output);
  if (answerLine === undefined) return pruned;
  return `${pruned}${answerLineStart.slice(0, answerLineStart.search(/\S/))}${answerLine}`;
}

export const dataPrune: Command = {
  name: 'prune',
  summary: 'shorten chains to a share of their tokens',
  help,
  run,
};
