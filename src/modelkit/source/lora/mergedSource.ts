import { AppError } from '../../../protocol/appError';
import { checkFinite } from '../finiteWeights';
import type { ModelConfig } from '../modelConfig';
import { printable } from '../sourceErrors';
import type { SourceTensorInfo, TensorSource } from '../tensorSource';
import { checkRows } from '../tensorSource';
import { notPlain } from './adapterConfig';
import { addLowRank } from './addLowRank';
import type { LoraAdapter, LoraFactors } from './readAdapter';

/**
 * The base with an adapter merged in: rows come back as W + scale · B · A in float32, and rows of
 * tokens that were trained whole as the adapter has them, with a tied head also there.
 *
 * The product is summed in float64 and rounded once, so it is closer to the exact value than PEFT's
 * float32 merge; the two agree to about 1e-6 of the largest term. PEFT merges into the base's own
 * type, which for a bfloat16 base rounds to 3 digits more: not done here.
 * Closing it closes both.
 *
 * @throws AppError `adapter-mismatch` for a module that the base lacks or that has another shape
 *   there (a tied head is no tensor of its own and cannot be changed apart from the embedding)
 */
export function mergedSource(base: TensorSource, adapter: LoraAdapter): TensorSource {
  const names = new Set(base.names);
  for (const { name, outputs, inputs } of adapter.modules.values()) {
    if (name === 'lm_head.weight' && base.config.tiedEmbeddings) {
      throw notPlain('changes a head that this base shares with its embedding');
    }
    if (!names.has(name)) throw mismatch(`changes "${printable(name)}", which the base lacks`);
    const { shape } = base.info(name);
    if (shape.length !== 2 || shape[0] !== outputs || shape[1] !== inputs) {
      const there = `[${shape.join(', ')}] in the base`;
      throw mismatch(`has [${outputs}, ${inputs}] for "${name}", which is ${there}`);
    }
  }
  for (const { name, ids, inputs } of adapter.tokenRows.values()) {
    if (!names.has(name)) throw mismatch(`changes "${printable(name)}", which the base lacks`);
    const { rows, cols } = base.info(name);
    if (cols !== inputs || ids.some((id) => id >= rows)) {
      throw mismatch(`has rows for "${name}" that do not fit its [${rows}, ${cols}] in the base`);
    }
  }
  return new MergedSource(base, adapter);
}

function mismatch(what: string): AppError {
  const message = `The adapter ${what}; use the base model that it was trained on.`;
  return new AppError('adapter-mismatch', message);
}

class MergedSource implements TensorSource {
  readonly config: ModelConfig;
  readonly names: readonly string[];
  readonly #base: TensorSource;
  readonly #adapter: LoraAdapter;
  /** The factors read last: rows of one tensor are asked for one after the other. */
  #latest: { readonly name: string; readonly factors: Promise<LoraFactors> } | undefined;

  /** Trained rows of each weight that has some: a few, so they are read once. */
  readonly #rows = new Map<string, Promise<Float32Array>>();

  constructor(base: TensorSource, adapter: LoraAdapter) {
    this.#base = base;
    this.#adapter = adapter;
    this.config = base.config;
    this.names = base.names;
  }

  info(name: string): SourceTensorInfo {
    return this.#base.info(name);
  }

  async readRows(name: string, firstRow: number, rowCount: number): Promise<Float32Array> {
    const rows = await this.#withFactors(name, firstRow, rowCount);
    const tokens = this.#adapter.tokenRows.get(name);
    if (tokens === undefined) return rows;
    const trained = await this.#trainedRows(name);
    const { ids, inputs } = tokens;
    for (const [index, id] of ids.entries()) {
      if (id < firstRow || id >= firstRow + rowCount) continue;
      rows.set(trained.subarray(index * inputs, (index + 1) * inputs), (id - firstRow) * inputs);
    }
    return rows;
  }

  async #withFactors(name: string, firstRow: number, rowCount: number): Promise<Float32Array> {
    const module = this.#adapter.modules.get(name);
    if (module === undefined) return this.#base.readRows(name, firstRow, rowCount);
    checkRows(this.#base.info(name), firstRow, rowCount);
    const { a, b } = await this.#factors(name);
    const rows = await this.#base.readRows(name, firstRow, rowCount);
    const { rank, scale } = module;
    addLowRank(rows, a, b.subarray(firstRow * rank, (firstRow + rowCount) * rank), rank, scale);
    checkFinite(rows, module.inputs, 'The merged model', name, firstRow);
    return rows;
  }

  async close(): Promise<void> {
    await Promise.all([this.#base.close(), this.#adapter.close()]);
  }

  #trainedRows(name: string): Promise<Float32Array> {
    const reading = this.#rows.get(name) ?? this.#adapter.readTokenRows(name);
    this.#rows.set(name, reading);
    return reading;
  }

  #factors(name: string): Promise<LoraFactors> {
    if (this.#latest?.name !== name) {
      this.#latest = { name, factors: this.#adapter.readFactors(name) };
    }
    return this.#latest.factors;
  }
}
