import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { attentionBias } from './attentionBias';
import { CpuKvCache } from './cpuKvCache';
import type { Decoder, DecoderShape } from './decoder';
import { cacheNames, floatOutput, int64Tensor } from './decoderFeeds';

/**
 * The CPU graph with its cache in this process: the graph returns only the new keys and values,
 * which are written into padded buffers that the next call feeds («slice-out», engine facts 2).
 */
export class CpuDecoder implements Decoder {
  readonly vocabularySize: number;
  readonly contextLength: number;
  readonly maxPrefillTokens = Infinity;
  private readonly cache: CpuKvCache;
  /** Query heads that share a key/value head. */
  private readonly group: number;
  private readonly pastNames: readonly string[];
  private readonly newNames: readonly string[];

  constructor(
    private readonly session: InferenceSession,
    shape: DecoderShape,
  ) {
    this.vocabularySize = shape.vocabularySize;
    this.contextLength = shape.contextLength;
    this.cache = new CpuKvCache(shape);
    this.group = shape.headCount / shape.kvHeadCount;
    const kinds = cacheNames(shape.layerCount);
    this.pastNames = kinds.map((kind) => `past_key_values.${kind}`);
    this.newNames = kinds.map((kind) => `new.${kind}`);
  }

  reserve(rows: number): void {
    this.cache.shrink(rows);
    this.cache.reserveRows(rows);
  }

  length(row: number): number {
    return this.cache.length(row);
  }

  truncate(row: number, length: number): void {
    this.cache.truncate(row, length);
  }

  copyPrefix(from: number, to: number, length: number): boolean {
    this.cache.copyRow(from, to, length);
    return true;
  }

  moveRow(from: number, to: number): void {
    this.cache.copyRow(from, to, this.cache.length(from));
    this.cache.truncate(from, 0);
  }

  prefill(row: number, ids: readonly number[]): Promise<Float32Array> {
    return this.run(row, 1, ids);
  }

  decode(ids: readonly number[]): Promise<Float32Array> {
    return this.run(0, ids.length, ids);
  }

  cacheBytes(): number {
    return this.cache.bytes();
  }

  async close(): Promise<void> {
    await this.session.release();
  }

  /** `ids` is `[rowCount, ids.length / rowCount]`. */
  private async run(
    firstRow: number,
    rowCount: number,
    ids: readonly number[],
  ): Promise<Float32Array> {
    const tokens = ids.length / rowCount;
    const rows = Array.from({ length: rowCount }, (_, index) => firstRow + index);
    const lengths = rows.map((row) => this.cache.length(row));
    this.cache.reserveTokens(Math.max(...lengths) + tokens);
    const positions = lengths.flatMap((start) =>
      Array.from({ length: tokens }, (_, index) => start + index),
    );
    const bias = attentionBias(lengths, tokens, this.cache.capacity, this.group);
    const feeds: Record<string, Tensor> = {
      input_ids: int64Tensor(ids, [rowCount, tokens]),
      position_ids: int64Tensor(positions, [rowCount, tokens]),
      attention_bias: new Tensor('float32', bias.data, bias.dims),
    };
    for (const [index, name] of this.pastNames.entries()) {
      const { data, dims } = this.cache.slice(index, firstRow, rowCount);
      feeds[name] = new Tensor('float32', data, dims);
    }
    const results = await this.session.run(feeds);
    for (const [index, name] of this.newNames.entries()) {
      this.cache.append(index, firstRow, tokens, floatOutput(results[name], name));
    }
    this.cache.advance(firstRow, rowCount, tokens);
    return floatOutput(results.logits, 'logits');
  }
}
