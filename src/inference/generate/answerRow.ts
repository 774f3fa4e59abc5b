import { LoopDetector } from '../../core/loopDetection';
import { Sampler } from '../../core/sampling/sampler';
import { greedySampling } from '../../core/sampling/samplingOptions';
import { tokenLogProb } from '../../core/sampling/tokenLogProb';
import { StopSequences } from '../../core/stopSequences';
import { AppError } from '../../protocol/appError';
import type { FinishReason, GeneratedText, GenerateParams } from '../../protocol/childProtocol';
import type { StreamDecoder } from '../tokenizer/streamDecoder';

/** Tokens that the repetition penalty looks back on. */
const penaltyWindow = 256;

export interface AnswerLimits {
  /** Control tokens that end an answer. */
  readonly endTokens: ReadonlySet<number>;
  /** Ids from here on stand for nothing and are never chosen. */
  readonly vocabularySize: number;
  /** Tokens of prompt and answer together. */
  readonly contextLength: number;
}

/** What one row answers. */
export interface RowPrompt {
  /** Place among the prompts of the request. */
  readonly index: number;
  readonly ids: readonly number[];
  /** The tokens to write, where they are given. */
  readonly forcedIds?: readonly number[];
}

/** One answer while it is written: chooses tokens, turns them into text, knows when it is over. */
export class AnswerRow {
  readonly promptIndex: number;
  readonly promptIds: readonly number[];
  cachedTokens = 0;
  prefillMs = 0;
  finishReason: FinishReason | undefined;

  private readonly sampler: Sampler;
  private readonly stops: StopSequences;
  private readonly loops = new LoopDetector();
  private readonly ids: number[] = [];
  private readonly logProbabilities: number[] = [];
  private readonly margins: number[] = [];
  private readonly tokenEnds: number[] = [];
  private readonly forcedIds: readonly number[] | undefined;
  private text = '';
  private firstTokenAt = 0;
  private readonly penalises: boolean;

  constructor(
    prompt: RowPrompt,
    private readonly params: GenerateParams,
    private readonly limits: AnswerLimits,
    private readonly decoder: StreamDecoder,
  ) {
    this.promptIndex = prompt.index;
    this.promptIds = prompt.ids;
    this.forcedIds = prompt.forcedIds;
    const seed = params.seeds?.[prompt.index] ?? (params.sampling?.seed ?? 0) + prompt.index;
    this.sampler = new Sampler({ ...greedySampling, ...params.sampling, seed });
    this.penalises = (params.sampling?.repetitionPenalty ?? 1) !== 1;
    this.stops = new StopSequences(params.stop ?? []);
  }

  get tokenCount(): number {
    return this.ids.length;
  }

  /** The token to feed next; only after an {@link accept} that did not finish the row. */
  get lastToken(): number {
    return this.ids.at(-1) ?? 0;
  }

  /**
   * Chooses the next token from the logits and returns the text that became certain by it.
   * `finishReason` is set when the answer is over.
   *
   * @throws AppError `engine-failed` for logits that are not numbers
   */
  accept(logits: Float32Array): string {
    if (this.ids.length === 0) this.firstTokenAt = performance.now();
    if (this.forcedIds !== undefined) return this.acceptForced(logits, this.forcedIds);
    const choice = this.sampler.sample(logits.subarray(0, this.limits.vocabularySize), {
      ...(this.penalises ? { recentTokens: this.ids.slice(-penaltyWindow) } : {}),
      withConfidence: this.params.logProbabilities ?? false,
    });
    if (!choice.ok) {
      throw new AppError(
        'engine-failed',
        'The model computed values that are not numbers; use the CPU ("--device cpu") or convert the model again.',
      );
    }
    if (choice.confidence !== undefined) {
      this.logProbabilities.push(choice.confidence.logProb);
      this.margins.push(choice.confidence.margin);
    }
    if (this.limits.endTokens.has(choice.tokenId)) {
      this.finishReason = 'stop';
      return this.flush();
    }
    this.ids.push(choice.tokenId);
    const piece = this.stops.push(this.decoder.push(choice.tokenId));
    this.text += piece.text;
    this.tokenEnds.push(this.text.length);
    if (piece.stop !== undefined) {
      this.finishReason = 'stop';
      return piece.text;
    }
    this.finishReason = this.limitReached(choice.tokenId);
    return this.finishReason === undefined ? piece.text : piece.text + this.flush();
  }

  /** Takes the next forced token, however likely it is. */
  private acceptForced(logits: Float32Array, forcedIds: readonly number[]): string {
    const id = forcedIds[this.ids.length];
    if (id === undefined) {
      this.finishReason = 'stop';
      return this.flush();
    }
    const { logProb, margin } = tokenLogProb(logits.subarray(0, this.limits.vocabularySize), id);
    this.logProbabilities.push(logProb);
    this.margins.push(margin);
    this.ids.push(id);
    const text = this.decoder.push(id);
    this.text += text;
    this.tokenEnds.push(this.text.length);
    if (this.ids.length < forcedIds.length) return text;
    this.finishReason = 'stop';
    return text + this.flush();
  }

  /** Ends the row from outside and returns the text that was held back. */
  end(reason: FinishReason): string {
    this.finishReason = reason;
    return this.flush();
  }

  /** The answer; `startedAt` is when the request came, on the clock of `performance.now()`. */
  output(startedAt: number): GeneratedText {
    const now = performance.now();
    const began = this.firstTokenAt === 0 ? now : this.firstTokenAt;
    return {
      text: this.text,
      tokenIds: Int32Array.from(this.ids),
      finishReason: this.finishReason ?? 'length',
      promptTokens: this.promptIds.length,
      cachedTokens: this.cachedTokens,
      prefillMs: this.prefillMs,
      decodeMs: now - began,
      timeToFirstTokenMs: began - startedAt,
      ...(this.params.logProbabilities === true
        ? {
            logProbabilities: Float32Array.from(this.logProbabilities),
            margins: Float32Array.from(this.margins),
            tokenEnds: Int32Array.from(this.tokenEnds),
          }
        : {}),
    };
  }

  private limitReached(tokenId: number): FinishReason | undefined {
    if (this.params.detectLoops !== false && this.loops.push(tokenId) !== undefined) return 'loop';
    if (this.ids.length >= this.params.maxNewTokens) return 'length';
    if (this.promptIds.length + this.ids.length >= this.limits.contextLength) return 'context';
    return undefined;
  }

  private flush(): string {
    const piece = this.stops.push(this.decoder.flush());
    const rest = piece.text + (piece.stop === undefined ? this.stops.flush() : '');
    this.text += rest;
    return rest;
  }
}
