import { argmax } from '../../core/sampling/argmax';
import { klDivergence, sameTop1 } from '../../core/sampling/compareLogits';
import { AppError } from '../../protocol/appError';
import type { TextComparison } from '../../protocol/compareProtocol';
import { RowCache } from '../generate/rowCache';
import type { Decoder } from '../decoder/decoder';
import type { SharedVocabulary } from './sharedVocabulary';

/** A prompt and the text after it, as one model reads them. */
export interface TokenisedText {
  readonly promptIds: readonly number[];
  readonly textIds: readonly number[];
}

/** One of the two that are compared. */
interface Side {
  readonly decoder: Decoder;
  /** As many as the other side has; the same tokens, except where nothing is to be compared. */
  readonly texts: readonly TokenisedText[];
}

export interface TextPair {
  readonly model: Side;
  readonly reference: Side;
  readonly shared: SharedVocabulary;
}

export interface CompareTextsOptions {
  readonly batchSize: number;
  readonly signal: AbortSignal;
  /** Called when the text of this index is compared. */
  readonly onText: (index: number) => void;
}

/**
 * Lets both models read the same texts, `batchSize` at a time, and compares what each expects at
 * every token of a text. Texts that differ between the sides are left out, with 0 tokens.
 *
 * Between any two native calls the signal is looked at; it throws the signal's reason.
 *
 * @throws AppError `bad-results` for logits that are not numbers
 */
export async function compareTexts(
  pair: TextPair,
  options: CompareTextsOptions,
): Promise<readonly TextComparison[]> {
  const comparison = new Comparison(pair, options);
  return comparison.run();
}

class Comparison {
  private readonly model: Reader;
  private readonly reference: Reader;
  private readonly sums: { tokens: number; kl: number; sameTop1: number }[];

  constructor(
    private readonly pair: TextPair,
    private readonly options: CompareTextsOptions,
  ) {
    this.model = new Reader(pair.model, pair.shared.modelIds);
    this.reference = new Reader(pair.reference, pair.shared.referenceIds);
    this.sums = pair.model.texts.map(() => ({ tokens: 0, kl: 0, sameTop1: 0 }));
  }

  async run(): Promise<readonly TextComparison[]> {
    const { batchSize, onText } = this.options;
    const comparable = this.comparableTexts();
    for (const index of this.sums.keys()) if (!comparable.includes(index)) onText(index);
    for (let start = 0; start < comparable.length; start += batchSize) {
      await this.compareBatch(comparable.slice(start, start + batchSize));
    }
    return this.sums;
  }

  /** Indices of the texts that both read alike, the longest first, so that a batch ends together. */
  private comparableTexts(): readonly number[] {
    const { model, reference, shared } = this.pair;
    const toReference = new Map(
      Array.from(shared.modelIds, (id, at): [number, number] => [id, shared.referenceIds[at]!]),
    );
    const isSame = (ids: readonly number[], others: readonly number[]): boolean =>
      ids.length === others.length && ids.every((id, at) => toReference.get(id) === others[at]);
    return [...model.texts.keys()]
      .filter((index) => {
        const ours = model.texts[index]!;
        const theirs = reference.texts[index]!;
        return (
          ours.textIds.length > 0 &&
          isSame(ours.promptIds, theirs.promptIds) &&
          isSame(ours.textIds, theirs.textIds)
        );
      })
      .sort((a, b) => model.texts[b]!.textIds.length - model.texts[a]!.textIds.length);
  }

  private async compareBatch(indices: readonly number[]): Promise<void> {
    for (const reader of [this.model, this.reference]) reader.cache.reserve(indices.length);
    for (const [row, index] of indices.entries()) {
      await this.checkStopped();
      const expected = await this.reference.readPrompt(row, index);
      await this.checkStopped();
      this.add(index, expected, await this.model.readPrompt(row, index));
    }
    // Rows end from the last on: the longest text is the first row.
    for (let step = 0, active = indices; ; step++) {
      active = active.filter((index) => this.pair.model.texts[index]!.textIds.length > step + 1);
      if (active.length === 0) return;
      await this.checkStopped();
      const expected = await this.reference.readTokens(active, step);
      await this.checkStopped();
      const actual = await this.model.readTokens(active, step);
      for (const [row, index] of active.entries()) this.add(index, expected[row]!, actual[row]!);
    }
  }

  private add(index: number, expected: Float32Array, actual: Float32Array): void {
    if (argmax(expected) < 0 || argmax(actual) < 0) {
      throw new AppError(
        'bad-results',
        'A model computed values that are not numbers; convert it again.',
      );
    }
    const sum = this.sums[index]!;
    sum.tokens += 1;
    sum.kl += klDivergence(expected, actual);
    if (sameTop1(expected, actual)) sum.sameTop1 += 1;
    if (sum.tokens === this.pair.model.texts[index]!.textIds.length) this.options.onText(index);
  }

  /** A turn of the event loop first: a stop that came meanwhile is still in the queue. */
  private async checkStopped(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.options.signal.throwIfAborted();
  }
}

/** Reads the texts with one model and gives what it expects, of the shared tokens only. */
class Reader {
  readonly cache: RowCache;

  constructor(
    private readonly side: Side,
    private readonly sharedIds: Int32Array,
  ) {
    this.cache = new RowCache(side.decoder);
  }

  /** Reads the prompt of text `index` into row `row`. */
  async readPrompt(row: number, index: number): Promise<Float32Array> {
    const { promptIds } = this.side.texts[index]!;
    let logits: Float32Array = new Float32Array();
    for (let done = this.cache.startWith(row, promptIds); done < promptIds.length;) {
      const piece = promptIds.slice(done, done + this.side.decoder.maxPrefillTokens);
      logits = await this.cache.prefill(row, piece);
      done += piece.length;
    }
    return this.pick(logits, 0);
  }

  /** Reads token `step` of each of the texts, which are in the first rows. */
  async readTokens(indices: readonly number[], step: number): Promise<readonly Float32Array[]> {
    const ids = indices.map((index) => this.side.texts[index]!.textIds[step]!);
    const logits = await this.cache.decode(ids);
    return indices.map((_, row) => this.pick(logits, row * this.side.decoder.vocabularySize));
  }

  private pick(logits: Float32Array, offset: number): Float32Array {
    const { sharedIds } = this;
    const picked = new Float32Array(sharedIds.length);
    for (let i = 0; i < picked.length; i += 1) picked[i] = logits[offset + sharedIds[i]!]!;
    return picked;
  }
}
