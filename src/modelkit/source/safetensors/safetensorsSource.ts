import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf, dequantiseRows } from '../dequant/dequantiseRows';
import { checkFinite } from '../finiteWeights';
import { maxConfigBytes, readJsonFile } from '../jsonFile';
import type { ModelConfig } from '../modelConfig';
import { checkTensors, expectedTensors } from '../modelTensors';
import type { SourceTensorInfo, TensorSource } from '../tensorSource';
import { checkRows, matrixSize, unknownTensor } from '../tensorSource';
import { hfConfig } from './hfConfig';
import type { ShardSet, StoredTensor } from './shardFiles';
import { openShards } from './shardFiles';

/**
 * Opens a Hugging Face model folder: config.json, generation_config.json where there is one, and the
 * weights in one or many safetensors files.
 *
 * @throws AppError `model-not-found`, `model-file-invalid`, `unsupported-architecture`,
 *   `unsupported-tensor-type`
 */
export async function openSafetensorsSource(folder: string): Promise<TensorSource> {
  const generationPath = join(folder, 'generation_config.json');
  const json = await readJsonFile(join(folder, 'config.json'), maxConfigBytes);
  const generation = existsSync(generationPath)
    ? await readJsonFile(generationPath, maxConfigBytes)
    : undefined;
  const config = hfConfig(json, generation);
  const shards = await openShards(folder);
  const source = new SafetensorsSource(config, shards);
  try {
    const shapes = new Map([...shards.tensors].map(([name, { tensor }]) => [name, tensor.shape]));
    checkTensors('The model', config, shapes, (name) => isIgnored(name, config));
  } catch (error) {
    await source.close();
    throw error;
  }
  return source;
}

/** Old checkpoints store the RoPE table, and some store a tied head a second time. */
function isIgnored(name: string, config: ModelConfig): boolean {
  return (
    name.endsWith('rotary_emb.inv_freq') || (config.tiedEmbeddings && name === 'lm_head.weight')
  );
}

class SafetensorsSource implements TensorSource {
  readonly config: ModelConfig;
  readonly names: readonly string[];
  readonly #shards: ShardSet;

  constructor(config: ModelConfig, shards: ShardSet) {
    this.config = config;
    this.#shards = shards;
    this.names = [...expectedTensors(config).keys()];
  }

  info(name: string): SourceTensorInfo {
    const { shape, type, bytes } = this.#stored(name).tensor;
    return { name, shape, ...matrixSize(shape), type, bytes };
  }

  async readRows(name: string, firstRow: number, rowCount: number): Promise<Float32Array> {
    const info = this.info(name);
    checkRows(info, firstRow, rowCount);
    const { tensor, source } = this.#stored(name);
    const rowBytes = bytesOf(tensor.type, info.cols);
    const bytes = await source.read(tensor.offset + firstRow * rowBytes, rowCount * rowBytes);
    const values = new Float32Array(rowCount * info.cols);
    dequantiseRows(tensor.type, bytes, values);
    checkFinite(values, info.cols, source.label, name, firstRow);
    return values;
  }

  async close(): Promise<void> {
    await Promise.all(this.#shards.sources.map((source) => source.close()));
  }

  #stored(name: string): StoredTensor {
    const stored = this.#shards.tensors.get(name);
    if (stored === undefined) throw unknownTensor(name);
    return stored;
  }
}
