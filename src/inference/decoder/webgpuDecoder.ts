import type { Tensor } from 'onnxruntime-node';
import { type InferenceSession } from 'onnxruntime-node';
import { bindablePositions } from './bindingLimit';
import type { Decoder, DecoderShape } from './decoder';
import { cacheNames, floatOutput, int64Tensor, lengthFeeds } from './decoderFeeds';
import type { GpuTensors } from './gpuTensors';

/** First capacity in tokens; doubled when a row is full. */
const firstCapacity = 256;

interface Row {
  readonly length: number;
  readonly capacity: number;
  /** One tensor per name of {@link cacheNames}, `[1, kvHeads, capacity, headDim]`, on the device. */
  readonly cache: readonly Tensor[];
}

const emptyRow: Row = { length: 0, capacity: 0, cache: [] };

/**
 * The WebGPU graph with keys and values on the device, written in place.
 *
 * Rows have tensors of their own and are decoded one after another: the device's attention takes
 * one row at a time once a cache exists, and two runs at once crash some drivers (engine facts, 7).
 */
export class WebgpuDecoder implements Decoder {
  readonly vocabularySize: number;
  readonly contextLength: number;
  maxPrefillTokens = Infinity;
  private readonly names: readonly string[];
  /** Most positions that one tensor of keys or values may hold. */
  private readonly capacityLimit: number;
  private rows: Row[] = [];

  constructor(
    private readonly session: InferenceSession,
    private readonly tensors: Pick<GpuTensors, 'zeros' | 'grow' | 'close'>,
    private readonly shape: DecoderShape,
  ) {
    this.vocabularySize = shape.vocabularySize;
    this.capacityLimit = bindablePositions(shape);
    this.contextLength = Math.min(shape.contextLength, this.capacityLimit);
    this.names = cacheNames(shape.layerCount);
  }

  reserve(rows: number): void {
    for (const row of this.rows.slice(rows)) disposeRow(row);
    this.rows = Array.from({ length: rows }, (_, index) => this.rows[index] ?? emptyRow);
  }

  length(row: number): number {
    return this.row(row).length;
  }

  truncate(row: number, length: number): void {
    const old = this.row(row);
    this.rows[row] = { ...old, length: Math.min(length, old.length) };
  }

  copyPrefix(): boolean {
    return false;
  }

  moveRow(from: number, to: number): void {
    const moved = this.row(from);
    this.rows[from] = { ...this.row(to), length: 0 };
    this.rows[to] = moved;
  }

  async prefill(index: number, ids: readonly number[]): Promise<Float32Array> {
    const row = await this.grown(index, ids.length);
    const total = row.length + ids.length;
    const feeds: Record<string, Tensor> = {
      input_ids: int64Tensor(ids, [1, ids.length]),
      ...lengthFeeds([total]),
    };
    const fetches: Record<string, Tensor | null> = { logits: null };
    for (const [position, name] of this.names.entries()) {
      const tensor = row.cache[position]!;
      feeds[`past_key_values.${name}`] = tensor;
      fetches[`present.${name}`] = tensor;
    }
    const results = await this.session.run(feeds, fetches);
    this.rows[index] = { ...row, length: total };
    return floatOutput(results.logits, 'logits');
  }

  async decode(ids: readonly number[]): Promise<Float32Array> {
    const logits = new Float32Array(ids.length * this.vocabularySize);
    for (const [row, id] of ids.entries()) {
      logits.set(await this.prefill(row, [id]), row * this.vocabularySize);
    }
    return logits;
  }

  cacheBytes(): number {
    const { layerCount, kvHeadCount, headDim } = this.shape;
    const positions = this.rows.reduce((sum, row) => sum + row.capacity, 0);
    return positions * layerCount * 2 * kvHeadCount * headDim * 4;
  }

  async close(): Promise<void> {
    this.reserve(0);
    await this.session.release();
    await this.tensors.close();
  }

  private row(index: number): Row {
    return this.rows[index] ?? emptyRow;
  }

  /** The row with room for `extra` more tokens; what it holds is kept, but lost when that fails. */
  private async grown(index: number, extra: number): Promise<Row> {
    const row = this.row(index);
    const needed = row.length + extra;
    if (needed <= row.capacity) return row;
    let capacity = Math.max(row.capacity, firstCapacity);
    while (capacity < needed) capacity *= 2;
    capacity = Math.min(capacity, this.capacityLimit);
    const { kvHeadCount, headDim } = this.shape;
    const cache: Tensor[] = [];
    try {
      for (const position of this.names.keys()) {
        const old = row.cache[position];
        cache.push(
          old === undefined
            ? await this.tensors.zeros([1, kvHeadCount, capacity, headDim])
            : await this.tensors.grow(old, capacity - row.capacity),
        );
      }
    } catch (error) {
      // Those that have grown are in place of their old ones, which are gone.
      disposeRow({ ...row, cache: [...cache, ...row.cache.slice(cache.length)] });
      this.rows[index] = emptyRow;
      throw error;
    }
    const grown = { length: row.length, capacity, cache };
    this.rows[index] = grown;
    return grown;
  }
}

function disposeRow(row: Row): void {
  for (const tensor of row.cache) tensor.dispose();
}
