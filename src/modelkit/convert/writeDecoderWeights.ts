import type {
  DecoderWeights,
  DenseTensor,
  LayerWeights,
  LinearWeight,
} from '../onnx/decoderWeights';
import type { ShardedDataWriter } from '../onnx/shardedDataWriter';
import { readTensor, type TensorSource } from '../source/tensorSource';
import { requireStorable, storageOf, storedBytesPerRow, type WeightFormat } from './formats';
import { keptRows, wholeMatrix, type MatrixSource } from './matrixSource';
import { writeMatrix, writeMatrixParts, type WriteHooks } from './writeMatrix';

const embeddingName = 'model.embed_tokens.weight';
const headName = 'lm_head.weight';

/** What is written: the weights, how, and which rows of the vocabulary. */
export interface WeightPlan {
  readonly source: TensorSource;
  readonly format: WeightFormat;
  /** Rows of embedding and head that stay, in their new order; absent = all. */
  readonly keptIds?: ArrayLike<number>;
}

/** Weights that are read and bytes that are written, without alignment. */
export interface PlanSize {
  readonly weights: number;
  readonly bytes: number;
}

/**
 * The size of a plan, for progress and for the check of disk space.
 *
 * @throws AppError `invalid-argument` for a matrix that the format cannot store, `unsupported-architecture`
 */
export function planSize({ source, format, keptIds }: WeightPlan): PlanSize {
  let weights = 0;
  let bytes = 0;
  for (const name of source.names) {
    const { shape, rows: allRows, cols } = source.info(name);
    const rows = isVocabulary(name) ? (keptIds?.length ?? allRows) : allRows;
    weights += rows * cols;
    if (shape.length !== 2) {
      bytes += cols * 4;
      continue;
    }
    requireStorable(format, name, rows, cols);
    bytes += rows * storedBytesPerRow(storageOf(format, name, cols), cols);
  }
  return { weights, bytes };
}

/** Writes all weights of a decoder and returns where they lie. */
export async function writeDecoderWeights(
  writer: ShardedDataWriter,
  plan: WeightPlan,
  hooks: WriteHooks,
): Promise<DecoderWeights> {
  const { source, format, keptIds } = plan;
  const { config } = source;
  const vocabulary = async (name: string): Promise<DecoderWeights['embedding']> => {
    const matrix =
      keptIds === undefined ? wholeMatrix(source, name) : keptRows(source, name, keptIds);
    return writeMatrixParts(writer, matrix, storageOf(format, name, matrix.columns), hooks);
  };
  const embedding = await vocabulary(embeddingName);
  const layers: LayerWeights[] = [];
  for (let index = 0; index < config.layerCount; index += 1) {
    layers.push(await writeLayer(writer, plan, `model.layers.${index}`, hooks));
  }
  const finalNorm = await writeVector(writer, source, 'model.norm.weight', hooks);
  const head = config.tiedEmbeddings ? embedding : await vocabulary(headName);
  return { embedding, layers, finalNorm, head };
}

function isVocabulary(name: string): boolean {
  return name === embeddingName || name === headName;
}

async function writeLayer(
  writer: ShardedDataWriter,
  { source, format }: WeightPlan,
  layer: string,
  hooks: WriteHooks,
): Promise<LayerWeights> {
  const names = new Set(source.names);
  const norm = (name: string): Promise<DenseTensor> =>
    writeVector(writer, source, `${layer}.${name}.weight`, hooks);
  const linear = async (name: string): Promise<LinearWeight> => {
    const matrix: MatrixSource = wholeMatrix(source, `${layer}.${name}.weight`);
    const storage = storageOf(format, matrix.name, matrix.columns);
    const weight = await writeMatrix(writer, matrix, storage, hooks);
    const bias = `${layer}.${name}.bias`;
    if (!names.has(bias)) return { weight };
    return { weight, bias: await writeVector(writer, source, bias, hooks) };
  };
  return {
    inputNorm: await norm('input_layernorm'),
    query: await linear('self_attn.q_proj'),
    key: await linear('self_attn.k_proj'),
    value: await linear('self_attn.v_proj'),
    output: await linear('self_attn.o_proj'),
    postAttentionNorm: await norm('post_attention_layernorm'),
    gate: await linear('mlp.gate_proj'),
    up: await linear('mlp.up_proj'),
    down: await linear('mlp.down_proj'),
  };
}

async function writeVector(
  writer: ShardedDataWriter,
  source: TensorSource,
  name: string,
  hooks: WriteHooks,
): Promise<DenseTensor> {
  const values = await readTensor(source, name);
  const data = await writer.writeTensor(
    new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  );
  hooks.onWeights(values.length);
  return { kind: 'dense', dims: [values.length], data };
}
