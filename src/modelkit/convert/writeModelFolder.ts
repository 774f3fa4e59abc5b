import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { limits } from '../../protocol/limits';
import type { ManifestFile, ManifestSource, ModelManifest } from '../../protocol/modelManifest';
import { modelIdFrom } from '../manifest/defaultManifest';
import { promptTemplateFor } from '../manifest/promptTemplateFor';
import { manifestName } from '../manifest/readManifest';
import { tokenNames } from '../manifest/tokenNames';
import type { WrittenShard } from '../onnx/shardedDataWriter';
import { maxShardBytes, ShardedDataWriter } from '../onnx/shardedDataWriter';
import { graphPaths, writeDecoderGraphs, writeRotaryTables } from '../onnx/writeDecoderGraphs';
import type { ModelConfig } from '../source/modelConfig';
import { oneLine } from '../source/sourceErrors';
import { requireDiskSpace } from '../store/diskSpace';
import type { ConversionInput } from './conversionInput';
import { converterVersion } from './converterVersion';
import type { ConvertOptions } from './convertOptions';
import { keyOf, noteFinished, readFinished, takeUpFinished } from './finishedFiles';
import type { WeightFormat } from './formats';
import { generationConfigJson, hfConfigJson } from './hfConfigFiles';
import { requireBase } from './requireBase';
import { digestFiles } from './sourceDigest';
import { planSize, writeDecoderWeights } from './writeDecoderWeights';

/** Room for what is not weights: rotary tables of 32,768 positions take 16 MB, a tokenizer 11. */
const otherBytes = 64_000_000;

/** Snapshots of progress at most this often, weights. */
const progressStep = 4 << 20;

/**
 * Writes all files of a converted model into the folder `path`, which is empty, or holds data files that
 * an earlier try has finished and noted; the manifest comes last. All of it is on the disk then: the
 * folder gets its name, which a power cut may keep and the bytes lose.
 */
export async function writeModelFolder(
  path: string,
  input: ConversionInput,
  format: WeightFormat,
  options: ConvertOptions,
): Promise<ModelManifest> {
  const size = planSize({ ...input, format });
  const earlier = (await readFinished(path))?.files.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;
  await requireDiskSpace(dirname(path), size.bytes + otherBytes - earlier);
  const source = await sourceOf(input, options);
  requireBase(
    input.adapter?.facts.base,
    { kind: input.kind, ...source },
    basename(resolve(options.source)),
  );
  const config: ModelConfig = {
    ...input.config,
    contextLength: Math.min(input.config.contextLength, limits.graphContext),
  };
  const key = dataKey(input, source, format, options);
  const plan = { input, config, format, key, weights: size.weights };
  const graphFiles = await writeGraphs(path, plan, options);
  const dataFiles = graphFiles.filter((file) => file.path.includes('.onnx_data')).length;
  const json = {
    'config.json': hfConfigJson(config, dataFiles),
    'generation_config.json': generationConfigJson(config),
    'tokenizer.json': input.tokenizerJson,
    'tokenizer_config.json': input.tokenizerConfig,
  };
  const files = [...graphFiles];
  for (const [name, content] of Object.entries(json)) {
    const indent = name === 'tokenizer.json' ? undefined : 2;
    files.push(await writeText(path, name, `${JSON.stringify(content, null, indent)}\n`));
  }
  const manifest = manifestOf(input, config, format, options, { source, files });
  await writeText(path, manifestName, `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/** What the bytes of the data files follow from; of a folder the source's digest leaves out config.json. */
function dataKey(
  { adapter, config, keptIds }: ConversionInput,
  source: ManifestSource,
  format: WeightFormat,
  { shardBytes = maxShardBytes }: ConvertOptions,
): string {
  return keyOf([
    ...[converterVersion, source.sha256, format.name, shardBytes, [...(keptIds ?? [])]],
    ...[config.headDim, config.contextLength, config.tiedEmbeddings],
    ...[config.ropeTheta, [...(config.ropeFactors ?? [])]],
    ...(adapter === undefined ? [] : [adapter.source.sha256, adapter.configSha256]),
  ]);
}

interface GraphPlan {
  readonly input: ConversionInput;
  readonly config: ModelConfig;
  readonly format: WeightFormat;
  /** Of the data files. */
  readonly key: string;
  /** How many there are. */
  readonly weights: number;
}

async function writeGraphs(
  path: string,
  { input, config, format, key, weights: total }: GraphPlan,
  { signal, onProgress, accuracyLevel, shardBytes = maxShardBytes }: ConvertOptions,
): Promise<readonly ManifestFile[]> {
  const present = await takeUpFinished(path, key, signal);
  const folder = join(path, 'onnx');
  await mkdir(folder, { recursive: true });
  const onFinished = (files: readonly WrittenShard[]): Promise<void> =>
    noteFinished(path, { key, files });
  const writer = new ShardedDataWriter(folder, { shardBytes, present, onFinished });
  let done = 0;
  let shown = -progressStep;
  const onWeights = (count: number): void => {
    done += count;
    if (done - shown < progressStep && done < total) return;
    shown = done;
    onProgress?.({ stage: 'weights', done, total });
  };
  try {
    const weights = await writeDecoderWeights(writer, { ...input, format }, { onWeights, signal });
    const rotary = await writeRotaryTables(writer, config);
    const shards = await writer.finish();
    const graphs = await writeDecoderGraphs(path, config, weights, rotary, accuracyLevel);
    const data = shards.map(({ file, ...digest }) => ({ path: `onnx/${file}`, ...digest }));
    return [...graphs, ...data];
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

async function sourceOf(
  input: ConversionInput,
  { provenance = {}, signal, onProgress }: ConvertOptions,
): Promise<ManifestSource> {
  const { bytes, sha256 } = provenance;
  const [first] = input.sourceFiles;
  const file =
    input.sourceFiles.length === 1 && first !== undefined ? oneLine(basename(first)) : undefined;
  const known = bytes === undefined || sha256 === undefined ? undefined : { bytes, sha256 };
  const onBytes = (done: number, total: number): void =>
    onProgress?.({ stage: 'digest', done, total });
  const digest = known ?? (await digestFiles(input.sourceFiles, { signal, onBytes }));
  return { ...(file === undefined ? {} : { file }), ...provenance, ...digest };
}

function manifestOf(
  input: ConversionInput,
  config: ModelConfig,
  format: WeightFormat,
  options: ConvertOptions,
  made: { readonly source: ManifestSource; readonly files: readonly ManifestFile[] },
): ModelManifest {
  const prompt = promptTemplateFor(config, tokenNames(input.tokenizerJson));
  const sourceName = oneLine(basename(resolve(options.source))).replace(/\.gguf$/i, '');
  const { adapter } = input;
  return {
    formatVersion: 1,
    id: options.id ?? modelIdFrom(sourceName),
    name: options.name ?? input.name ?? sourceName,
    family: config.architecture,
    licence: options.licence ?? input.licence ?? 'unknown',
    source: made.source,
    ...(adapter === undefined ? {} : { adapter: adapter.source }),
    quantisation: { format: format.name, description: format.description },
    contextLength: config.contextLength,
    trainedRatios: adapter?.facts.trainedRatios ?? [],
    prompt: adapter?.facts.prompt ?? prompt,
    ...(adapter?.facts.calibration === undefined ? {} : { calibration: adapter.facts.calibration }),
    ...(adapter?.facts.confidence === undefined ? {} : { confidence: adapter.facts.confidence }),
    ...(adapter?.facts.auto === undefined ? {} : { auto: adapter.facts.auto }),
    graphs: graphPaths,
    files: made.files,
  };
}

async function writeText(folder: string, path: string, text: string): Promise<ManifestFile> {
  const bytes = Buffer.from(text);
  await writeFile(join(folder, path), bytes, { flush: true });
  return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
