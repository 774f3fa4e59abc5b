import { basename, join, resolve } from 'node:path';
import { renderPrompt } from '../../core/prompt/promptTemplate';
import { compareModels } from '../../engine/compareModels';
import { readManifest } from '../../modelkit/manifest/readManifest';
import { readOnnxFile, weightBytesPerToken } from '../../modelkit/onnx/readOnnxFile';
import type { ComparisonSummary, TokenMean } from '../../pipeline/comparisonSummary';
import { summariseComparison } from '../../pipeline/comparisonSummary';
import type { Speed } from '../../pipeline/compareSpeeds';
import { compareSpeeds } from '../../pipeline/compareSpeeds';
import { chainOf } from '../../pipeline/scoredChain';
import { askedAt } from '../../pipeline/trainingQuestions';
import { AppError } from '../../protocol/appError';
import type { CompareResult } from '../../protocol/compareProtocol';
import { limits } from '../../protocol/limits';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { withReference } from '../comparisonSource';
import { installedFolder } from '../installedFolder';
import { parseFlags, parseWholeNumber } from '../parseFlags';
import type { ReadyModel } from '../prepareModel';
import { requireRuntime } from '../requireRuntime';
import { megabytes } from '../terminal/megabytes';
import { ProgressLine } from '../terminal/progressLine';
import { table } from '../terminal/table';
import { cliLogger, withEngine } from '../withEngine';
import type { ComparedChain } from './comparedChains';
import { readComparedChains } from './comparedChains';
import { requirePath } from './dataInput';
import { defaultBatch } from './measuredChains';

const defaultTexts = 64;
/** Questions by which speeds are measured; the first one warms up. */
const speedTexts = 5;

const help = `tokenskip model compare - how far a model's next tokens are from another's

Usage: tokenskip model compare A B --chains FILE [flags]

Both models read the same chains, and at each token what A expects next is compared with what B does:
the Kullback-Leibler divergence of A from B, and how often the likeliest token is the same. The 95 %
intervals are by bootstrap over the chains. Then both read the first questions and begin to answer, in
turn, which gives their speeds. Both run on the processor, and are in memory together.

A is an id or a folder. B is one too, or the source of A: a GGUF file or a folder with config.json and
safetensors, which is converted without rounding its weights into a temporary folder.
Where one vocabulary is a trimmed one, tokens of both are compared.

  --chains FILE      chains, one JSON object a line: i, text, n, fin, correct; finished right ones count
  --questions FILE   questions that \`i\` counts (from 0): question, answer; for chains whose line has
                     no question of its own
  --reserve FILE     only chains of the questions in its JSON list "trial": line numbers from 0
  --texts N          the first N of the chains, default ${defaultTexts}
  --adapter DIR      LoRA adapter that A has merged in, for B as a source
  --trim-vocab FILE  what the vocabulary of A was trimmed to, for B as a source
  --batch N          chains read at once, default ${defaultBatch}
  --json             the row as an object`;

const flags = {
  chains: { type: 'string' },
  questions: { type: 'string' },
  reserve: { type: 'string' },
  texts: { type: 'string' },
  adapter: { type: 'string' },
  'trim-vocab': { type: 'string' },
  batch: { type: 'string' },
  json: { type: 'boolean' },
} as const;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseFlags('model compare', args, flags);
  const [name, referenceName] = positionals;
  if (name === undefined || referenceName === undefined || positionals.length !== 2) {
    throw new AppError(
      'invalid-argument',
      `\`tokenskip model compare\` takes two models, not ${positionals.length}: see \`tokenskip model compare --help\`.`,
    );
  }
  const batchSize = parseWholeNumber('--batch', values.batch, 1, limits.batchSize) ?? defaultBatch;
  const texts =
    parseWholeNumber('--texts', values.texts, 1, limits.promptsPerRequest) ?? defaultTexts;
  const chainsPath = requirePath('--chains FILE', values.chains);
  const { questions, reserve } = values;
  const files = { chains: chainsPath, questions, reserve };
  const chains = await readComparedChains(files, texts, context.signal);
  requireRuntime(context);
  const folder = await installedFolder(name, context);
  const model = { folder, manifest: await readManifest(folder) };
  const sizes = await sizesOf(model);
  const { adapter, 'trim-vocab': trim } = values;
  const options = {
    ...(adapter === undefined ? {} : { adapterDir: resolve(adapter) }),
    ...(trim === undefined ? {} : { trimVocabulary: resolve(trim) }),
  };
  const compared = await withReference(referenceName, options, context, async (referenceDir) => {
    const result = await compare(model, referenceDir, chains, batchSize, context);
    const summary = summarise(result);
    return { result, summary, speeds: await measureSpeeds(model, referenceDir, chains, context) };
  });
  const reference = basename(referenceName);
  report({ model, sizes, reference, ...compared }, values.json, context);
  return exitCodes.ok;
}

function compare(
  { folder, manifest }: ReadyModel,
  referenceDir: string,
  chains: readonly ComparedChain[],
  batchSize: number,
  context: CliContext,
): Promise<CompareResult> {
  const progress = new ProgressLine(context.err);
  let done = 0;
  const onText = (): void => {
    done += 1;
    progress.update({ label: 'Comparing chains', done, total: chains.length, unit: 'count' });
  };
  return compareModels(
    {
      modelDir: folder,
      referenceDir,
      prompts: chains.map(({ question }) => renderPrompt(manifest.prompt, askedAt(question))),
      forced: chains.map(({ record }) => chainOf(record.text)),
      batchSize,
    },
    {
      childPath: join(context.rootDir, 'dist', 'inference.js'),
      logger: cliLogger(context),
    },
    { signal: context.signal, onText },
  ).finally(() => progress.clear());
}

/** Code `invalid-argument` where no token could be compared. */
function summarise(result: CompareResult): ComparisonSummary {
  const summary = summariseComparison(result);
  if (summary !== undefined) return summary;
  throw new AppError(
    'invalid-argument',
    'The two models split every chain into different tokens, so nothing can be compared; trim both vocabularies alike (--trim-vocab).',
  );
}

async function measureSpeeds(
  model: ReadyModel,
  referenceDir: string,
  chains: readonly ComparedChain[],
  context: CliContext,
): Promise<readonly [Speed, Speed]> {
  const reference = { folder: referenceDir, manifest: await readManifest(referenceDir) };
  // A question that comes again is in the cache, and takes no time to read.
  const questions = new Map(chains.map(({ question }) => [question.question, question]));
  const prompts = [...questions.values()]
    .slice(0, speedTexts)
    .map((question) => renderPrompt(model.manifest.prompt, askedAt(question)));
  const cpu = { device: 'cpu' } as const;
  return withEngine(model, cpu, context, (own) =>
    withEngine(reference, cpu, context, (other) =>
      compareSpeeds([own, other], prompts, context.signal),
    ),
  );
}

interface Sizes {
  /** Of the files. */
  readonly bytes: number;
  readonly bytesPerToken: number;
}

/** Code `model-file-invalid` where its graph cannot be read: told before a source is converted. */
async function sizesOf({ folder, manifest }: ReadyModel): Promise<Sizes> {
  const graph = await readOnnxFile(join(folder, manifest.graphs.cpu));
  return {
    bytes: manifest.files.reduce((sum, file) => sum + file.bytes, 0),
    bytesPerToken: weightBytesPerToken(graph),
  };
}

interface Compared {
  readonly model: ReadyModel;
  readonly sizes: Sizes;
  /** Its name for people. */
  readonly reference: string;
  readonly result: CompareResult;
  readonly summary: ComparisonSummary;
  /** Of the model, and of what it is compared with. */
  readonly speeds: readonly [Speed, Speed];
}

function report(
  { model: { manifest }, sizes, reference, result, summary, speeds }: Compared,
  asJson: boolean | undefined,
  { out }: CliContext,
): void {
  const { vocabulary } = result;
  if (asJson === true) {
    const row = { model: manifest.id, format: manifest.quantisation.format, reference, ...sizes };
    const [own, other] = speeds;
    const tokensPerSecond = { model: own, reference: other };
    out.write(`${JSON.stringify({ ...row, ...summary, tokensPerSecond, vocabulary })}\n`);
    return;
  }
  const name = `${manifest.id} (${manifest.quantisation.format})`;
  const cells = [name, reference, `${megabytes(sizes.bytes)} MB`];
  const rows = [
    [
      ...['model', 'against', 'folder', 'read per token', 'KL, nats', 'same top-1', 'tokens'],
      ...rates,
    ],
    [
      ...[...cells, `${megabytes(sizes.bytesPerToken)} MB`, ...measuredCells(summary)],
      ...[speedCell(speeds, 'prefill'), speedCell(speeds, 'decode')],
    ],
  ];
  out.write([table(rows), ...notes(summary, vocabulary), ''].join('\n'));
}

/** Heads of the speeds. */
const rates = ['prefill, tokens/s', 'decode, tokens/s'];

function speedCell([own, other]: readonly [Speed, Speed], of: keyof Speed): string {
  const shown = (speed: Speed): string => speed[of]?.toFixed(0) ?? 'unknown';
  return `${shown(own)} against ${shown(other)}`;
}

function measuredCells({ kl, sameTop1, tokens, chains }: ComparisonSummary): readonly string[] {
  const cell = ({ value, interval }: TokenMean, show: (value: number) => string): string =>
    `${show(value)} (${show(interval.low)}–${show(interval.high)})`;
  const percent = (value: number): string => (value * 100).toFixed(1);
  return [
    cell(kl, (value) => value.toFixed(4)),
    `${cell(sameTop1, percent)} %`,
    `${tokens} in ${chains} ${chains === 1 ? 'chain' : 'chains'}`,
  ];
}

/** What the row does not say. */
function notes(
  { leftOut }: ComparisonSummary,
  { model, reference, shared }: CompareResult['vocabulary'],
): readonly string[] {
  return [
    ...(shared < Math.max(model, reference)
      ? [`Compared over the ${shared} tokens of both vocabularies (${model} and ${reference}).`]
      : []),
    ...(leftOut > 0
      ? [`Left out, since the models split them into different tokens: ${leftOut}.`]
      : []),
  ];
}

export const modelCompare: Command = {
  name: 'compare',
  summary: "how far a model's next tokens are from another's",
  help,
  run,
};
