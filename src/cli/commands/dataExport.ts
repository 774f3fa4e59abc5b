import { join } from 'node:path';
import { trainedRatios } from '../../core/ratio';
import { replaceFile } from '../../files/replaceFile';
import { readManifest } from '../../modelkit/manifest/readManifest';
import type { ExampleCounts, ExampleOptions, TrainingExample } from '../../pipeline/buildExamples';
import { buildExamples, defaultMaxChainTokens, noCounts } from '../../pipeline/buildExamples';
import type { ChainRecord } from '../../pipeline/chain';
import { readChains } from '../../pipeline/chain';
import { inConversations, readEarlierTurns } from '../../pipeline/earlierTurns';
import { readJsonLines, writeJsonLines } from '../../pipeline/jsonLines';
import {
  alpacaRow,
  datasetFiles,
  datasetInfo,
  framePrompt,
  shareGptRow,
} from '../../pipeline/llamaFactory';
import { openTokenizer } from '../../pipeline/textTokenizer';
import { readTrainingQuestions } from '../../pipeline/trainingQuestions';
import { AppError } from '../../protocol/appError';
import type { ModelManifest } from '../../protocol/modelManifest';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { installedFolder } from '../installedFolder';
import { parseFlags, parseWholeNumber } from '../parseFlags';
import { table } from '../terminal/table';
import { refusePositionals, requireFlag, requirePath, reservedLines } from './dataInput';
import { chooseScorer, scorerFlags, scorerHelp, withScorer } from './scorerFlags';

const defaultSeed = 42;
const examplesFile = 'examples.jsonl';

const help = `tokenskip data export - training data from chains

Usage: tokenskip data export --chains FILE... --questions FILE --model M --out DIR [flags]

  --chains FILE          chains, one JSON object a line: i, text, n, fin, correct; may be repeated,
                         and of several usable chains of one question the first one is taken
  --questions FILE       questions that \`i\` counts (from 0): question, answer; before (one to three
                         of question, answer, oldest first) within a conversation
  --turns-from FILE      questions (question, answer) of which one to three, drawn, are before each
                         question that stands alone: so it is trained in conversations
  --model M              folder or id of the model that is to be trained: its tokens and prompt
  --out DIR              ${examplesFile}: a header, then an example a line (question, ratio, chain,
                         ids, kept, scores, target; before, where there are earlier turns); ${datasetFiles.alpaca}, ${datasetFiles.sharegpt} and
                         dataset_info.json for LLaMA-Factory
  --reserve FILE         JSON with lists of lines that are never trained on, nor earlier turns
  --seed N               default ${defaultSeed}
  --ratios-per-chain K   1 (default): one of the six at random; 2 to 6: 1.0 and K - 1 others
  --max-tokens N         longest chain, default ${defaultMaxChainTokens}
${scorerHelp(25)}
  --paper                prune as the reference does it: by score alone, with llmlingua2 its own text
  --json                 print the counts as an object: chains, used, examples, wrong, unfinished,
                         tooLong, reserved, empty, repeated

Only right and finished chains are used. The answer line is never pruned.`;

const flags = {
  chains: { type: 'string', multiple: true },
  questions: { type: 'string' },
  'turns-from': { type: 'string' },
  model: { type: 'string' },
  out: { type: 'string' },
  reserve: { type: 'string' },
  seed: { type: 'string' },
  'ratios-per-chain': { type: 'string' },
  'max-tokens': { type: 'string' },
  ...scorerFlags,
  paper: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('data export', args, flags);
  refusePositionals('data export', positionals);
  const paths = (values.chains ?? []).map((path) => requirePath('--chains FILE', path));
  if (paths.length === 0) requireFlag('--chains FILE', undefined);
  const questionsPath = requirePath('--questions FILE', values.questions);
  const outDir = requirePath('--out DIR', values.out);
  const options: Omit<ExampleOptions, 'tokenizer' | 'questions' | 'reserve' | 'scorer'> = {
    seed: parseWholeNumber('--seed', values.seed, 0, 1_000_000) ?? defaultSeed,
    ratiosPerChain: parseWholeNumber('--ratios-per-chain', values['ratios-per-chain'], 1, 6) ?? 1,
    maxChainTokens:
      parseWholeNumber('--max-tokens', values['max-tokens'], 1, 100_000) ?? defaultMaxChainTokens,
    paper: values.paper === true,
  };
  const scorers = chooseScorer(values);
  const folder = await installedFolder(requireFlag('--model M', values.model), context);
  const manifest = await readManifest(folder);
  const tokenizer = await openTokenizer(folder);
  const alone = await readTrainingQuestions(questionsPath, context.signal);
  const reserve = await reservedLines(values.reserve);
  const questions =
    values['turns-from'] === undefined
      ? alone
      : inConversations(
          alone,
          await readEarlierTurns(
            requirePath('--turns-from FILE', values['turns-from']),
            { lines: reserve, of: alone },
            context.signal,
          ),
          options.seed,
        );
  const counts = { ...noCounts(), repeated: 0 };
  const chains = distinctChains(paths, questions.length, counts, context.signal);
  await withScorer(scorers, async (scorer) => {
    const all = { ...options, scorer, questions, tokenizer, reserve };
    const header = {
      tokenskip: 'examples',
      model: manifest.id,
      scorer: scorer.name,
      ratios: trainedRatios,
      ...options,
    };
    await writeExamples(join(outDir, examplesFile), header, buildExamples(chains, all, counts));
  });
  await writeLlamaFactory(outDir, manifest, context.signal);
  context.out.write(
    values.json === true ? `${JSON.stringify(counts)}\n` : `${describe(counts, outDir)}\n`,
  );
  return exitCodes.ok;
}

/** The chains of all files; once one of a question was used, its others are passed over. */
async function* distinctChains(
  paths: readonly string[],
  questionCount: number,
  counts: { readonly used: number; repeated: number },
  signal: AbortSignal,
): AsyncGenerator<ChainRecord, void, undefined> {
  const answered = new Set<number>();
  for (const path of paths) {
    for await (const chain of readChains(path, signal)) {
      if (chain.i >= questionCount) {
        throw new AppError(
          'invalid-argument',
          `${path} has a chain of question ${chain.i}, and --questions has ${questionCount}: name the file that the chains were made from.`,
        );
      }
      if (answered.has(chain.i)) {
        counts.repeated += 1;
        continue;
      }
      const usedBefore = counts.used;
      yield chain;
      // Who takes the chains counts one as used before asking for the next: not every right one is.
      if (counts.used > usedBefore) answered.add(chain.i);
    }
  }
}

async function writeExamples(
  path: string,
  header: object,
  examples: AsyncIterable<TrainingExample>,
): Promise<void> {
  await writeJsonLines(
    path,
    (async function* () {
      yield header;
      yield* examples;
    })(),
  );
}

/** Both formats from the examples file, so that neither holds them all in memory. */
async function writeLlamaFactory(
  outDir: string,
  { prompt }: ModelManifest,
  signal: AbortSignal,
): Promise<void> {
  const formats = [
    { file: datasetFiles.alpaca, toRow: alpacaRow },
    { file: datasetFiles.sharegpt, toRow: shareGptRow },
  ] as const;
  for (const { file, toRow } of formats) {
    await writeJsonLines(
      join(outDir, file),
      (async function* () {
        for await (const { value } of readJsonLines(join(outDir, examplesFile), signal)) {
          if (!isExample(value)) continue;
          yield toRow(framePrompt(prompt, value, value.ratio), value.target);
        }
      })(),
    );
  }
  await replaceFile(
    join(outDir, 'dataset_info.json'),
    `${JSON.stringify(datasetInfo, undefined, 2)}\n`,
  );
}

function isExample(
  value: unknown,
): value is Pick<TrainingExample, 'question' | 'before' | 'ratio' | 'target'> {
  return typeof value === 'object' && value !== null && 'target' in value;
}

function describe(counts: ExampleCounts & { readonly repeated: number }, outDir: string): string {
  const rows = Object.entries(counts).map(([name, count]) => [`  ${name}`, String(count)]);
  return `Training data is in ${outDir}\n${table(rows)}`;
}

export const dataExport: Command = {
  name: 'export',
  summary: 'training data from chains, also for LLaMA-Factory',
  help,
  run,
};
