import type { ByteSource } from '../byteSource';
import { bytesOf, dequantiseRows } from '../dequant/dequantiseRows';
import { checkFinite } from '../finiteWeights';
import type { ModelConfig } from '../modelConfig';
import { checkTensors, expectedTensors } from '../modelTensors';
import { invalidFile, printable, unsupportedModel } from '../sourceErrors';
import type { SourceTensorInfo, TensorSource } from '../tensorSource';
import { checkRows, matrixSize, unknownTensor } from '../tensorSource';
import { ggufArchitecture, ggufConfig } from './ggufConfig';
import { huggingFaceName } from './ggufNames';
import type { GgufFile, TensorInfo } from './ggufTypes';
import { readGguf } from './readGguf';
import { hasPermutedRows, unpermuteRows } from './ropePermutation';
import { isSameMatrix } from './tiedHead';

export interface GgufSourceOptions {
  /**
   * GGUF has no flag for a tied head, and some converters store the tied matrix twice
   * (`token_embd.weight` small, `output.weight` good). With true, the default, both are compared on a
   * few rows; if they are the same matrix, the model counts as tied and the copy with more bytes is
   * read under `model.embed_tokens.weight`. With false two stored matrices stay two.
   */
  readonly preferOutputForTied?: boolean;
}

/** A TensorSource over a GGUF file, with the header for those who need its tokenizer. */
export interface GgufTensorSource extends TensorSource {
  readonly gguf: GgufFile;
  /** Where the tensor of this Hugging Face name is stored; of a tied matrix the better copy. */
  stored(name: string): TensorInfo;
}

const embedding = 'model.embed_tokens.weight';
const head = 'lm_head.weight';
const ropeFactorsName = 'rope_freqs.weight';

/** Reads whole rows of one stored tensor. */
async function readStoredRows(
  source: ByteSource,
  tensor: TensorInfo,
  firstRow: number,
  rowCount: number,
): Promise<Float32Array> {
  const { cols } = matrixSize(tensor.shape);
  const rowBytes = bytesOf(tensor.type, cols);
  const bytes = await source.read(tensor.offset + firstRow * rowBytes, rowCount * rowBytes);
  const values = new Float32Array(rowCount * cols);
  dequantiseRows(tensor.type, bytes, values);
  checkFinite(values, cols, source.label, printable(tensor.name), firstRow);
  return values;
}

/**
 * Opens a Llama or Qwen2 GGUF file; the returned source closes `source`.
 *
 * Query and key rows of Llama files come back in Hugging Face order (see {@link unpermuteRows}).
 *
 * @throws AppError `model-file-invalid`, `unsupported-architecture`, `unsupported-tensor-type`
 */
export async function openGgufSource(
  source: ByteSource,
  options: GgufSourceOptions = {},
): Promise<GgufTensorSource> {
  const gguf = await readGguf(source);
  const tensors = byHuggingFaceName(gguf);
  const tied = await mergeTiedCopies(source, tensors, options.preferOutputForTied ?? true);
  const ropeFactors = await readRopeFactors(source, gguf);
  const config = ggufConfig(gguf, { tiedEmbeddings: tied, ropeFactors });
  if (config.ropeFactors !== undefined && config.ropeFactors.length !== config.headDim / 2) {
    throw invalidFile(gguf.label, `${ropeFactorsName} has ${config.ropeFactors.length} values`);
  }
  const shapes = new Map([...tensors].map(([name, tensor]) => [name, tensor.shape]));
  checkTensors(gguf.label, config, shapes, () => false);
  return new GgufSource(source, gguf, config, tensors);
}

function byHuggingFaceName(gguf: GgufFile): Map<string, TensorInfo> {
  const architecture = ggufArchitecture(gguf);
  const tensors = new Map<string, TensorInfo>();
  for (const tensor of gguf.tensors.values()) {
    if (tensor.name === ropeFactorsName) continue;
    const name = huggingFaceName(tensor.name);
    if (name === undefined) {
      const what = `has a tensor "${printable(tensor.name)}" that ${architecture} lacks`;
      throw unsupportedModel(gguf.label, what);
    }
    tensors.set(name, tensor);
  }
  return tensors;
}

/** True when the head is tied; `tensors` then has one matrix, the better copy, as the embedding. */
async function mergeTiedCopies(
  source: ByteSource,
  tensors: Map<string, TensorInfo>,
  compare: boolean,
): Promise<boolean> {
  const input = tensors.get(embedding);
  const output = tensors.get(head);
  if (output === undefined) return true;
  if (input === undefined || !compare) return false;
  const { rows, cols } = matrixSize(input.shape);
  const sameShape = rows === output.shape[0] && cols === output.shape[1];
  // The limit keeps a hostile row from being read before the configuration is checked.
  if (!sameShape || cols > 1 << 16) return false;
  const [better, other] = output.bytes >= input.bytes ? [output, input] : [input, output];
  const row = (tensor: TensorInfo) => (index: number) => readStoredRows(source, tensor, index, 1);
  if (!(await isSameMatrix(row(better), row(other), rows))) return false;
  tensors.set(embedding, better);
  tensors.delete(head);
  return true;
}

async function readRopeFactors(
  source: ByteSource,
  gguf: GgufFile,
): Promise<Float32Array | undefined> {
  const tensor = gguf.tensors.get(ropeFactorsName);
  if (tensor === undefined) return undefined;
  if (tensor.shape.length !== 1 || tensor.shape[0]! > 1 << 10) {
    throw invalidFile(gguf.label, `${ropeFactorsName} has the shape [${tensor.shape.join(', ')}]`);
  }
  const factors = await readStoredRows(source, tensor, 0, 1);
  if (factors.every((factor) => factor > 0)) return factors;
  throw invalidFile(gguf.label, `${ropeFactorsName} has a factor that is not above zero`);
}

class GgufSource implements GgufTensorSource {
  readonly gguf: GgufFile;
  readonly config: ModelConfig;
  readonly names: readonly string[];
  readonly #source: ByteSource;
  readonly #tensors: ReadonlyMap<string, TensorInfo>;

  constructor(
    source: ByteSource,
    gguf: GgufFile,
    config: ModelConfig,
    tensors: ReadonlyMap<string, TensorInfo>,
  ) {
    this.#source = source;
    this.gguf = gguf;
    this.config = config;
    this.#tensors = tensors;
    this.names = [...expectedTensors(config).keys()];
  }

  info(name: string): SourceTensorInfo {
    const { shape, type, bytes } = this.stored(name);
    return { name, shape, ...matrixSize(shape), type, bytes };
  }

  async readRows(name: string, firstRow: number, rowCount: number): Promise<Float32Array> {
    const info = this.info(name);
    const tensor = this.stored(name);
    checkRows(info, firstRow, rowCount);
    if (!hasPermutedRows(this.config.architecture, name)) {
      return readStoredRows(this.#source, tensor, firstRow, rowCount);
    }
    const { headDim } = this.config;
    if (info.shape.length === 1) {
      // A bias is one row, and its elements are what was reordered.
      const bias = await readStoredRows(this.#source, tensor, 0, rowCount);
      return rowCount === 0 ? bias : unpermuteRows(bias, 0, 1, headDim, 0, info.cols);
    }
    const from = Math.floor(firstRow / headDim) * headDim;
    const to = Math.ceil((firstRow + rowCount) / headDim) * headDim;
    const stored = await readStoredRows(this.#source, tensor, from, to - from);
    return unpermuteRows(stored, from, info.cols, headDim, firstRow, rowCount);
  }

  stored(name: string): TensorInfo {
    const tensor = this.#tensors.get(name);
    if (tensor === undefined) throw unknownTensor(name);
    return tensor;
  }

  close(): Promise<void> {
    return this.#source.close();
  }
}
