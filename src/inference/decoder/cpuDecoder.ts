import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { RowPlaces } from './attentionBias';
import { attentionBias, windowPlacement } from './attentionBias';
import { CpuKvCache } from './cpuKvCache';
import type { Decoder, DecoderShape } from './decoder';
import { cacheNames, floatOutput, floatTensor, int64Tensor } from './decoderFeeds';

/**
 * Positions of the window in which tokens are decoded. Windows lie at multiples of it, whatever was
 * read at once before, so that a token's result does not depend on which tokens it came with.
 */
const windowSize = 8;

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
    const length = this.cache.length(row);
    const places = { starts: [length], lengths: [length], tokens: ids.length, window: ids.length };
    return this.run(row, places, ids, [ids.length - 1]);
  }

  decode(ids: readonly number[]): Promise<Float32Array> {
    const lengths = Array.from(ids, (_, row) => this.cache.length(row));
    const places = { starts: lengths.map(windowStart), lengths, tokens: 1, window: windowSize };
    return this.run(0, places, ids, [0]);
  }

  mostAhead(): number {
    const length = this.cache.length(0);
    return windowStart(length) + windowSize - length;
  }

  decodeAhead(ids: readonly number[]): Promise<Float32Array> {
    const lengths = [this.cache.length(0)];
    const places = {
      starts: lengths.map(windowStart),
      lengths,
      tokens: ids.length,
      window: windowSize,
    };
    return this.run(0, places, ids, [...ids.keys()]);
  }

  cacheBytes(): number {
    return this.cache.bytes();
  }

  async close(): Promise<void> {
    await this.session.release();
  }

  /** `ids` is `[rows, tokens]`; logits come back `[rows, logitPositions, vocabulary]`. */
  private async run(
    firstRow: number,
    places: RowPlaces,
    ids: readonly number[],
    logitPositions: readonly number[],
  ): Promise<Float32Array> {
    const { starts, lengths, tokens, window } = places;
    const rowCount = lengths.length;
    this.cache.reserveTokens(Math.max(...lengths) + tokens);
    const positions = lengths.flatMap((start) =>
      Array.from({ length: tokens }, (_, index) => start + index),
    );
    const feeds: Record<string, Tensor> = {
      input_ids: int64Tensor(ids, [rowCount, tokens]),
      position_ids: int64Tensor(positions, [rowCount, tokens]),
      logit_positions: int64Tensor(logitPositions, [logitPositions.length]),
      attention_bias: floatTensor(attentionBias(places, this.cache.capacity, this.group)),
      placement: floatTensor(windowPlacement(places)),
      recent: floatTensor(this.cache.recent(firstRow, starts, window)),
    };
    for (const [index, name] of this.pastNames.entries()) {
      feeds[name] = floatTensor(this.cache.slice(index, firstRow, rowCount));
    }
    const results = await this.session.run(feeds);
    for (const [index, name] of this.newNames.entries()) {
      this.cache.append(index, firstRow, tokens, floatOutput(results[name], name));
    }
    this.cache.advance(firstRow, rowCount, tokens);
    return floatOutput(results.logits, 'logits');
  }
}

/** Where the window begins that position `position` lies in while it is decoded. */
function windowStart(position: number): number {
  return position - (position % windowSize);
}
