import type { PrefillPacer } from '../../core/prefillChunk';
import type { GenerateParams, GeneratedText } from '../../protocol/childProtocol';
import type { Lookahead } from '../lookahead/lookahead';
import type { GenerateHooks } from '../modelRuntime';
import type { AnswerLimits, RowPrompt, RowTokenizer } from './answerRow';
import { AnswerRow } from './answerRow';
import type { RowCache } from './rowCache';

export interface BatchContext {
  readonly cache: RowCache;
  readonly pacer: Pick<PrefillPacer, 'next' | 'record'>;
  readonly limits: AnswerLimits;
  readonly tokenizer: RowTokenizer;
  readonly lookahead: Lookahead;
}

/**
 * Answers all prompts, `params.batchSize` at a time: a row that ends is refilled with the next
 * prompt, so that the batch stays full to the end. Outputs are in the order of the prompts. A row that
 * is alone takes two tokens in a step where the second can be guessed ({@link Lookahead}).
 *
 * Between any two native calls the signal is looked at; it throws the signal's reason.
 */
export async function generateBatch(
  context: BatchContext,
  prompts: readonly RowPrompt[],
  params: GenerateParams,
  hooks: GenerateHooks,
  signal: AbortSignal,
): Promise<readonly GeneratedText[]> {
  const batch = new Batch(context, prompts, params, hooks, signal);
  return batch.run();
}

class Batch {
  private readonly startedAt = performance.now();
  private readonly outputs: GeneratedText[] = [];
  /** Active rows; index = row of the cache. */
  private readonly rows: AnswerRow[] = [];
  private nextPrompt = 0;

  constructor(
    private readonly context: BatchContext,
    private readonly prompts: readonly RowPrompt[],
    private readonly params: GenerateParams,
    private readonly hooks: GenerateHooks,
    private readonly signal: AbortSignal,
  ) {}

  async run(): Promise<readonly GeneratedText[]> {
    const { cache } = this.context;
    const size = Math.min(this.params.batchSize ?? 1, this.prompts.length);
    cache.keepShared(this.prompts.map(({ ids }) => ids));
    cache.reserve(size);
    try {
      while (this.rows.length < size && (await this.fill(this.rows.length)));
      while (this.rows.length > 0 && !this.isLate()) {
        await this.checkStopped();
        await this.step();
      }
      this.endRest();
    } finally {
      cache.reserve(1);
    }
    return this.outputs;
  }

  /** At least one token for every active row. */
  private async step(): Promise<void> {
    const { cache } = this.context;
    const [row] = this.rows;
    if (row !== undefined && this.rows.length === 1) await this.decodeAlone(row);
    else await this.decodeTogether();
    for (let index = this.rows.length - 1; index >= 0; index--) {
      if (this.rows[index]?.finishReason === undefined) continue;
      if (await this.fill(index)) continue;
      const last = this.rows.length - 1;
      if (index < last) {
        cache.moveRow(last, index);
        this.rows[index] = this.rows[last]!;
      }
      this.rows.pop();
    }
  }

  /** One token for every active row. */
  private async decodeTogether(): Promise<void> {
    const { cache } = this.context;
    const logits = await cache.decode(this.rows.map((row) => row.lastToken));
    // From the last row on: a row that ends gives its place to the last one, which was served.
    for (let index = this.rows.length - 1; index >= 0; index--) {
      const row = this.rows[index]!;
      row.decodeSteps += 1;
      this.accept(row, this.line(logits, index));
      this.keepHeld(index, row);
    }
  }

  /** One token for the only row, and the one after it where it was guessed right. */
  private async decodeAlone(row: AnswerRow): Promise<void> {
    const { cache, lookahead } = this.context;
    const ids = row.allIds();
    const next = await this.nextOf(row, ids);
    const isGuess = next !== undefined && row.knownNext === undefined;
    const began = performance.now();
    const logits =
      next === undefined
        ? await cache.decode([row.lastToken])
        : await cache.decodeAhead([row.lastToken, next]);
    const elapsedMs = performance.now() - began;
    row.decodeSteps += 1;
    // Before the token is taken: a row that ends with it is told of at once.
    if (isGuess) row.guesses.made += 1;
    this.accept(row, this.line(logits, 0));
    // A row that takes something back goes on from an earlier token, whatever its last one is.
    const isHit = row.heldTokens === ids.length && row.lastToken === next;
    if (isHit && row.finishReason === undefined) {
      if (isGuess) row.guesses.right += 1;
      this.accept(row, this.line(logits, 1));
    }
    this.keepHeld(0, row);
    lookahead.record(elapsedMs, next === undefined ? undefined : isHit);
    lookahead.note(row.allIds(), ids.length, this.params.notes);
  }

  /** A guess of what follows `ids`, all tokens of the row. */
  private async nextOf(row: AnswerRow, ids: readonly number[]): Promise<number | undefined> {
    const { cache, limits, lookahead } = this.context;
    if (this.params.lookahead === false || ids.length >= limits.contextLength) return undefined;
    return lookahead.next(cache.decoder, ids, row.knownNext, this.params.notes);
  }

  private line(logits: Float32Array, index: number): Float32Array {
    const width = this.context.cache.decoder.vocabularySize;
    return logits.subarray(index * width, (index + 1) * width);
  }

  /** Forgets what the row does not go on from: a token that was taken back, or guessed wrong. */
  private keepHeld(index: number, row: AnswerRow): void {
    if (row.finishReason === undefined) this.context.cache.truncate(index, row.heldTokens);
  }

  /** Puts the next prompt into row `index` and takes its first token; false when none is left. */
  private async fill(index: number): Promise<boolean> {
    while (this.nextPrompt < this.prompts.length && !this.isLate()) {
      const row = await this.startRow(index);
      if (row.finishReason !== undefined) continue;
      this.rows[index] = row;
      return true;
    }
    return false;
  }

  private async startRow(index: number): Promise<AnswerRow> {
    const { cache, pacer, limits, tokenizer, lookahead } = this.context;
    const prompt = this.prompts[this.nextPrompt]!;
    this.nextPrompt += 1;
    const row = new AnswerRow(prompt, this.params, limits, tokenizer);
    lookahead.note(prompt.ids, 0, this.params.notes);
    const began = performance.now();
    let done = cache.startWith(index, prompt.ids);
    row.cachedTokens = done;
    let logits: Float32Array | undefined;
    while (done < prompt.ids.length && !this.isLate()) {
      await this.checkStopped();
      const left = prompt.ids.length - done;
      const count = pieceSize(left, pacer.next(left), cache.decoder.maxPrefillTokens);
      const chunkBegan = performance.now();
      logits = await cache.prefill(index, prompt.ids.slice(done, done + count));
      pacer.record(count, performance.now() - chunkBegan);
      done += count;
      this.hooks.onPrefill(prompt.index, done, prompt.ids.length);
    }
    row.prefillMs = performance.now() - began;
    if (done === prompt.ids.length && logits !== undefined) this.accept(row, logits);
    else this.end(row);
    return row;
  }

  private accept(row: AnswerRow, logits: Float32Array): void {
    const text = row.accept(logits);
    this.hooks.onToken(row.promptIndex, text, row.tokenCount);
    if (row.finishReason !== undefined) this.finish(row);
  }

  private finish(row: AnswerRow): void {
    this.context.lookahead.note(row.allIds(), row.promptIds.length, this.params.notes);
    const output = row.output(this.startedAt);
    this.outputs[row.promptIndex] = output;
    this.hooks.onRow(row.promptIndex, output);
  }

  /**
   * Throws the signal's reason. A turn of the event loop first: a stop that came during the last
   * native call is still in the queue, and without the turn another call would run before it.
   */
  private async checkStopped(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.signal.throwIfAborted();
  }

  private isLate(): boolean {
    const { deadlineMs } = this.params;
    return deadlineMs !== undefined && performance.now() - this.startedAt > deadlineMs;
  }

  private end(row: AnswerRow): void {
    const text = row.end('deadline');
    this.hooks.onToken(row.promptIndex, text, row.tokenCount);
    this.finish(row);
  }

  /** Past the deadline rows end as they are, and prompts not begun end empty. */
  private endRest(): void {
    for (const row of this.rows) this.end(row);
    const { limits, tokenizer } = this.context;
    for (; this.nextPrompt < this.prompts.length; this.nextPrompt++) {
      const prompt = this.prompts[this.nextPrompt]!;
      this.end(new AnswerRow(prompt, this.params, limits, tokenizer));
    }
  }
}

/**
 * Tokens of the next piece: what the pacer wants within what the device can, but no piece of one
 * token where that can be avoided (see {@link RowCache.startWith}): sizes follow the clock, and the
 * text must not.
 */
function pieceSize(left: number, wanted: number, most: number): number {
  const count = Math.max(2, Math.min(wanted, most));
  if (left <= count) return left;
  if (left - count > 1) return count;
  return count > 2 ? count - 1 : left;
}
