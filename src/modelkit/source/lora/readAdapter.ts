import { join } from 'node:path';
import type { ByteSource } from '../byteSource';
import { openFile } from '../byteSource';
import { dequantiseRows } from '../dequant/dequantiseRows';
import { checkFinite } from '../finiteWeights';
import type { TensorInfo } from '../gguf/ggufTypes';
import { readJsonFile } from '../jsonFile';
import { readSafetensors } from '../safetensors/readSafetensors';
import { invalidFile, printable } from '../sourceErrors';
import type { AdapterConfig } from './adapterConfig';
import { adapterConfig, moduleScale, notPlain } from './adapterConfig';

/** Largest adapter_config.json accepted, in bytes; rank patterns make real ones a few KB. */
const maxConfigBytes = 1 << 20;

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

/** An open PEFT LoRA adapter; factors are read when asked for. */
export interface LoraAdapter {
  /** The base as its trainer named it; for people, not checked. */
  readonly baseModel?: string;
  readonly modules: ReadonlyMap<string, LoraModule>;
  /** The factors of a module, all finite, in new memory. @throws AppError `model-file-invalid` */
  readFactors(name: string): Promise<LoraFactors>;
  close(): Promise<void>;
}

/**
 * Opens a PEFT adapter folder (adapter_config.json, adapter_model.safetensors).
 *
 * @throws AppError `model-not-found`, `model-file-invalid`, `unsupported-tensor-type`,
 *   `adapter-mismatch` for anything but plain LoRA on linear layers
 */
export async function readAdapter(folder: string): Promise<LoraAdapter> {
  const config = adapterConfig(
    await readJsonFile(join(folder, 'adapter_config.json'), maxConfigBytes),
  );
  const source = await openFile(join(folder, 'adapter_model.safetensors'));
  try {
    const pairs = pairTensors(source.label, await readSafetensors(source));
    return new OpenAdapter(source, config, pairs);
  } catch (error) {
    await source.close();
    throw error;
  }
}

interface FactorPair {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

/** The A and B tensors of each module path (`model.layers.0.self_attn.q_proj`). */
function pairTensors(
  label: string,
  tensors: ReadonlyMap<string, TensorInfo>,
): ReadonlyMap<string, FactorPair> {
  const found = new Map<string, Partial<FactorPair>>();
  for (const tensor of tensors.values()) {
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
  if (pairs.size === 0) throw invalidFile(label, 'it has no LoRA tensors');
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
  readonly baseModel?: string;
  readonly modules: ReadonlyMap<string, LoraModule>;
  readonly #source: ByteSource;
  readonly #pairs: ReadonlyMap<string, FactorPair>;

  constructor(source: ByteSource, config: AdapterConfig, pairs: ReadonlyMap<string, FactorPair>) {
    const modules = [...pairs].map(([module, pair]) =>
      describeModule(source.label, config, module, pair),
    );
    this.modules = new Map(modules.map((module) => [module.name, module]));
    this.#pairs = new Map([...pairs].map(([module, pair]) => [`${module}.weight`, pair]));
    this.#source = source;
    if (config.baseModel !== undefined) this.baseModel = config.baseModel;
  }

  async readFactors(name: string): Promise<LoraFactors> {
    const pair = this.#pairs.get(name);
    if (pair === undefined) throw notPlain(`has no module "${printable(name)}"`);
    return { a: await this.#read(pair.a), b: await this.#read(pair.b) };
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
