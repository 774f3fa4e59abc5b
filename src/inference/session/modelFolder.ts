import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../protocol/appError';
import { limits } from '../../protocol/limits';
import type { DecoderShape } from '../decoder/decoder';
import { requireFileSizes } from './fileSizes';

/** What the engine reads from a model folder's `config.json`. */
export interface ModelFolder {
  readonly directory: string;
  readonly modelId: string;
  /** Of its files, as its manifest lists them; absent without a manifest. */
  readonly digest?: string;
  readonly shape: DecoderShape;
  /** Weights of the model, about: sizes the first piece of a prompt. */
  readonly parameterCount: number;
  /** Ids that end a turn by the model's own configuration. */
  readonly endTokens: readonly number[];
}

export const graphFiles = {
  cpu: 'onnx/decoder_cpu.onnx',
  webgpu: 'onnx/decoder_webgpu.onnx',
} as const;

/** Largest description read, bytes; that of a 7B model has about 20,000. */
const maxDescriptionBytes = 4_000_000;
/** Above every size of a model: one more and its caches alone would fill a machine. */
const maxSize = 1 << 24;
const maxLayers = 1_024;

/**
 * The model in `directory`, as its `config.json` describes it.
 *
 * @throws AppError `model-not-found` when there is none, `model-file-invalid` for a bad one and for a
 *   file of another size than its manifest states, `folder-unreadable`
 */
export async function readModelFolder(directory: string): Promise<ModelFolder> {
  const config = await readConfig(directory);
  const { files, ...manifest } = await readManifest(directory);
  await requireFileSizes(directory, files);
  const number = (name: string, max = maxSize): number => {
    const value = config[name];
    if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= max)
      return value;
    throw invalid(`"${name}" is not a whole number from 1 to ${max}`);
  };
  const heads = number('num_attention_heads');
  const hidden = number('hidden_size');
  const shape: DecoderShape = {
    layerCount: number('num_hidden_layers', maxLayers),
    headCount: heads,
    kvHeadCount: number('num_key_value_heads'),
    headDim: config.head_dim === undefined ? hidden / heads : number('head_dim'),
    vocabularySize: number('vocab_size'),
    contextLength: Math.min(number('max_position_embeddings'), limits.graphContext),
  };
  const perLayer = 3 * hidden * number('intermediate_size') + 3 * hidden * hidden;
  return {
    directory,
    ...manifest,
    shape,
    parameterCount: shape.layerCount * perLayer,
    endTokens: endTokens(config.eos_token_id),
  };
}

async function readConfig(directory: string): Promise<Readonly<Record<string, unknown>>> {
  let text: string;
  try {
    await stat(path.join(directory, graphFiles.cpu));
    text = await readDescription(path.join(directory, 'config.json'));
  } catch (cause) {
    throw new AppError(
      'model-not-found',
      `No model that this engine can run is in ${path.basename(directory)}; choose another with "tokenskip model list" or convert it with "tokenskip model convert".`,
      undefined,
      { cause },
    );
  }
  return parseObject(text, 'config.json is not JSON');
}

interface FolderManifest extends Pick<ModelFolder, 'modelId' | 'digest'> {
  /** As they are listed, unchecked; empty without a manifest. */
  readonly files: readonly unknown[];
}

async function readManifest(directory: string): Promise<FolderManifest> {
  const folderName = path.basename(directory);
  try {
    const text = await readDescription(path.join(directory, 'tokenskip.json'));
    const { id, files } = parseObject(text, 'tokenskip.json is not JSON');
    const modelId = typeof id === 'string' ? id : folderName;
    if (!Array.isArray(files)) return { modelId, files: [] };
    const digest = createHash('sha256').update(JSON.stringify(files)).digest('hex');
    return { modelId, digest, files };
  } catch {
    // A folder without a manifest runs as a plain model.
    return { modelId: folderName, files: [] };
  }
}

async function readDescription(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > maxDescriptionBytes) throw invalid(`${path.basename(file)} has ${size} bytes`);
  return readFile(file, 'utf8');
}

function parseObject(text: string, problem: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch (cause) {
    throw invalid(problem, cause);
  }
  throw invalid(problem);
}

function endTokens(value: unknown): readonly number[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((id): id is number => typeof id === 'number');
}

function invalid(problem: string, cause?: unknown): AppError {
  return new AppError(
    'model-file-invalid',
    `The model's description cannot be read (${problem}); download or convert the model again.`,
    undefined,
    { cause },
  );
}
