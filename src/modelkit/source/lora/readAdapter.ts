import { join } from 'node:path';
import type { ByteSource } from '../byteSource';
import { openFile } from '../byteSource';
import { dequantiseRows } from '../dequant/dequantiseRows';
import { checkFinite } from '../finiteWeights';
import type { TensorInfo } from '../gguf/ggufTypes';
import { maxConfigBytes, readJsonFile } from '../jsonFile';
import { readSafetensors } from '../safetensors/readSafetensors';
import { invalidFile, printable } from '../sourceErrors';
import type { AdapterConfig } from './adapterConfig';
import { adapterConfig, endsPath, moduleScale, notPlain } from './adapterConfig';

export const adapterConfigName = 'adapter_config.json';
export const adapterWeightsName = 'adapter_model.safetensors';

/** The low-rank change to one weight matrix: scale · B · A. */
interface LoraModule {
  /** Hugging Face name of the weight it changes. */
  readonly name: string;
  readonly rank: number;
  readonly scale: number;
  /** Columns of the weight. */
  readonly inputs: number;
  /** Rows of the weight. */
  readonly outputs: number;
}

export interface LoraFactors {
  /** `[rank, inputs]` */
  readonly a: Float32Array;
  /** `[outputs, rank]` */
  readonly b: Float32Array;
}

/** Rows of one weight matrix that the adapter replaces. */
interface TokenRows {
  /** Hugging Face name of the weight it changes. */
  readonly name: string;
  /** Rows, in the order of {@link LoraAdapter.readTokenRows}. */
  readonly ids: readonly number[];
  /** Columns of the weight. */
  readonly inputs: number;
}

/** An open PEFT LoRA adapter; factors are read when asked for. */
export interface LoraAdapter {
  readonly modules: ReadonlyMap<string, LoraModule>;
  /** The factors of a module, all finite, in new memory. @throws AppError `model-file-invalid` */
  readFactors(name: string): Promise<LoraFactors>;
  /** Trained rows by the weight that they stand in; most adapters have none. */
  readonly tokenRows: ReadonlyMap<string, TokenRows>;
  /** The rows `[ids.length, inputs]`, all finite, in new memory. @throws as `readFactors` */
  readTokenRows(name: string): Promise<Float32Array>;
  close(): Promise<void>;
}

/**
 * Opens a PEFT adapter folder (adapter_config.json, adapter_model.safetensors).
 *
 * @throws AppError `model-not-found`, `model-file-invalid`, `unsupported-tensor-type`,
 *   `adapter-mismatch` for anything but plain LoRA on linear layers and rows of embeddings
 */
export async function readAdapter(folder: string): Promise<LoraAdapter> {
  const config = adapterConfig(await readJsonFile(join(folder, adapterConfigName), maxConfigBytes));
  const source = await openFile(join(folder, adapterWeightsName));
  try {
    const tensors = await readSafetensors(source);
    const rows = tokenTensors(source.label, config, tensors);
    const pairs = pairTensors(source.label, tensors);
    if (pairs.size + rows.size === 0) throw invalidFile(source.label, 'it has no LoRA tensors');
    return new OpenAdapter(source, config, pairs, rows);
  } catch (error) {
    await source.close();
    throw error;
  }
}

interface FactorPair {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

const rowTensor = /^base_model\.model\.(.+)\.token_adapter\.trainable_tokens_delta(?:\.default)?$/;

interface StoredRows extends TokenRows {
  readonly tensor: TensorInfo;
}

/** The trained rows by the weight they stand in; PEFT stores the new rows, not their change. */
function tokenTensors(
  label: string,
  { tokenRows }: AdapterConfig,
  tensors: ReadonlyMap<string, TensorInfo>,
): ReadonlyMap<string, StoredRows> {
  const found = new Map<string, StoredRows>();
  for (const tensor of tensors.values()) {
    const module = rowTensor.exec(tensor.name)?.[1];
    if (module === undefined) continue;
    const ids = [...tokenRows].find(([suffix]) => endsPath(module, suffix))?.[1];
    const [count, inputs] = tensor.shape;
    const isMatrix = tensor.shape.length === 2 && inputs !== undefined;
    if (ids === undefined || ids.length !== count || !isMatrix) {
      const what = `"${printable(module)}" has trained rows of [${tensor.shape.join(', ')}], and its settings name ${ids?.length ?? 0}`;
      throw invalidFile(label, what);
    }
    const name = `${module}.weight`;
    found.set(name, { name, ids, inputs, tensor });
  }
  // A tied head shares the rows of the embedding, so fewer may be stored than are named, but not none.
  if (tokenRows.size > 0 && found.size === 0)
    throw invalidFile(label, 'its trained rows are missing');
  return found;
}

/** The A and B tensors of each module path (`model.layers.0.self_attn.q_proj`). */
function pairTensors(
  label: string,
  tensors: ReadonlyMap<string, TensorInfo>,
): ReadonlyMap<string, FactorPair> {
  const found = new Map<string, Partial<FactorPair>>();
  for (const tensor of tensors.values()) {
    if (rowTensor.test(tensor.name)) continue;
    const match = /^base_model\.model\.(.+)\.lora_([AB])(?:\.default)?\.weight$/.exec(tensor.name);
    if (match?.[1] === undefined) throw notPlain(`has a tensor "${printable(tensor.name)}"`);
    const part = match[2] === 'A' ? { a: tensor } : { b: tensor };
    found.set(match[1], { ...found.get(match[1]), ...part });
  }
  const pairs = new Map<string, FactorPair>();
  for (const [module, { a, b }] of found) {
    if (a === undefined || b === undefined) {
      throw invalidFile(label, `"${printable(module)}" has one of lora_A and lora_B only`);
    }
    pairs.set(module, { a, b });
  }
  return pairs;
}

function describeModule(
  label: string,
  config: AdapterConfig,
  module: string,
  { a, b }: FactorPair,
): LoraModule {
  const { rank, scale } = moduleScale(config, module);
  const [aRows, inputs] = a.shape;
  const [outputs, bCols] = b.shape;
  const flat = a.shape.length === 2 && b.shape.length === 2;
  if (!flat || inputs === undefined || outputs === undefined || aRows !== rank || bCols !== rank) {
    const shapes = `[${a.shape.join(', ')}] and [${b.shape.join(', ')}]`;
    const what = `"${printable(module)}" has factors of ${shapes}, and its rank should be ${rank}`;
    throw invalidFile(label, what);
  }
  return { name: `${module}.weight`, rank, scale, inputs, outputs };
}

class OpenAdapter implements LoraAdapter {
  readonly modules: ReadonlyMap<string, LoraModule>;
  readonly tokenRows: ReadonlyMap<string, StoredRows>;
  readonly #source: ByteSource;
  readonly #pairs: ReadonlyMap<string, FactorPair>;

  constructor(
    source: ByteSource,
    config: AdapterConfig,
    pairs: ReadonlyMap<string, FactorPair>,
    rows: ReadonlyMap<string, StoredRows>,
  ) {
    this.tokenRows = rows;
    const modules = [...pairs].map(([module, pair]) =>
      describeModule(source.label, config, module, pair),
    );
    this.modules = new Map(modules.map((module) => [module.name, module]));
    this.#pairs = new Map([...pairs].map(([module, pair]) => [`${module}.weight`, pair]));
    this.#source = source;
  }

  async readFactors(name: string): Promise<LoraFactors> {
    const pair = this.#pairs.get(name);
    if (pair === undefined) throw notPlain(`has no module "${printable(name)}"`);
    return { a: await this.#read(pair.a), b: await this.#read(pair.b) };
  }

  async readTokenRows(name: string): Promise<Float32Array> {
    const rows = this.tokenRows.get(name);
    if (rows === undefined) throw notPlain(`has no rows of "${printable(name)}"`);
    return this.#read(rows.tensor);
  }

  close(): Promise<void> {
    return this.#source.close();
  }

  async #read(tensor: TensorInfo): Promise<Float32Array> {
    const bytes = await this.#source.read(tensor.offset, tensor.bytes);
    const cols = tensor.shape[1]!;
    const values = new Float32Array(tensor.shape[0]! * cols);
    dequantiseRows(tensor.type, bytes, values);
    checkFinite(values, cols, this.#source.label, printable(tensor.name), 0);
    return values;
  }
}
