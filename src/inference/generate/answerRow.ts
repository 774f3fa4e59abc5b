import type { ResultState } from '../../core/arithmetic/resultWatch';
import { ResultWatch } from '../../core/arithmetic/resultWatch';
import { Sampler } from '../../core/sampling/sampler';
import { greedySampling } from '../../core/sampling/samplingOptions';
import { tokenLogProb } from '../../core/sampling/tokenLogProb';
import { AppError } from '../../protocol/appError';
import type { FinishReason, GeneratedText, GenerateParams } from '../../protocol/childProtocol';
import type { StreamDecoder } from '../tokenizer/streamDecoder';
import { AnswerText } from './answerText';
import { commonPrefix } from './commonPrefix';

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

/** Text to tokens and back. */
export interface RowTokenizer {
  readonly createStreamDecoder: () => StreamDecoder;
  /** Ids of ordinary text. */
  readonly encodeText: (text: string) => readonly number[];
}

/** What one row answers. */
export interface RowPrompt {
  /** Place among the prompts of the request. */
  readonly index: number;
  readonly ids: readonly number[];
  /** The tokens to write, where they are given. */
  readonly forcedIds?: readonly number[];
}

/**
 * One answer while it is written: chooses tokens, turns them into text, knows when it is over.
 *
 * With exact arithmetic a number that does not follow from its expression is taken back and the right
 * one is given to the model token by token, as if it had chosen it. The model writes its number first
 * and is corrected when its side of the equation is over ({@link ResultWatch} says why); until then
 * nothing of it is given out, so what was shown never changes. The text behind the number, up to where
 * it was judged, is given again with it: a model left to go on by itself may add digits. What a row
 * takes back is no token of the answer; its time is part of the time.
 */
export class AnswerRow {
  readonly promptIndex: number;
  readonly promptIds: readonly number[];
  cachedTokens = 0;
  prefillMs = 0;
  /** Steps of decoding that it took part in. */
  decodeSteps = 0;
  /** Tokens that were guessed for it, and those of them that it chose. */
  readonly guesses = { made: 0, right: 0 };
  finishReason: FinishReason | undefined;

  private readonly sampler: Sampler;
  private readonly answer: AnswerText;
  private readonly results: ResultWatch | undefined;
  private readonly logProbabilities: number[] = [];
  private readonly margins: number[] = [];
  /** All of the answer, where it is given. */
  private readonly givenIds: readonly number[] | undefined;
  /** The next tokens, where exact arithmetic says them. */
  private exactIds: readonly number[] = [];
  private corrections = 0;
  /** Length of the text that was given out. */
  private released = 0;
  private firstTokenAt = 0;
  private readonly penalises: boolean;

  constructor(
    prompt: RowPrompt,
    private readonly params: GenerateParams,
    private readonly limits: AnswerLimits,
    private readonly tokenizer: RowTokenizer,
  ) {
    this.promptIndex = prompt.index;
    this.promptIds = prompt.ids;
    this.givenIds = prompt.forcedIds;
    const isGiven = prompt.forcedIds !== undefined;
    const seed = params.seeds?.[prompt.index] ?? (params.sampling?.seed ?? 0) + prompt.index;
    this.sampler = new Sampler({ ...greedySampling, ...params.sampling, seed });
    this.penalises = (params.sampling?.repetitionPenalty ?? 1) !== 1;
    const stops = isGiven ? [] : (params.stop ?? []);
    this.answer = new AnswerText(tokenizer.createStreamDecoder, stops);
    this.results = params.exactArithmetic === true && !isGiven ? new ResultWatch() : undefined;
  }

  get tokenCount(): number {
    return this.answer.ids.length;
  }

  /** The token to feed next; only after an {@link accept} that did not finish the row. */
  get lastToken(): number {
    return this.answer.ids.at(-1) ?? 0;
  }

  /** The token after {@link lastToken}, where it does not depend on the model. */
  get knownNext(): number | undefined {
    return this.givenIds === undefined ? this.exactIds[0] : this.givenIds[this.answer.ids.length];
  }

  /** All tokens of prompt and answer. */
  allIds(): readonly number[] {
    return [...this.promptIds, ...this.answer.ids];
  }

  /** Tokens of prompt and answer that go before {@link lastToken}: what its row has to hold. */
  get heldTokens(): number {
    return this.promptIds.length + this.answer.ids.length - 1;
  }

  /**
   * Chooses the next token from the logits and returns the text that became certain by it.
   * `finishReason` is set when the answer is over. {@link heldTokens} may be fewer than before.
   *
   * @throws AppError `bad-results` for logits that are not numbers
   */
  accept(logits: Float32Array): string {
    if (this.answer.ids.length === 0) this.firstTokenAt = performance.now();
    if (this.givenIds !== undefined) return this.acceptGiven(logits, this.givenIds);
    const [exactId, ...left] = this.exactIds;
    this.exactIds = left;
    if (exactId !== undefined && this.params.logProbabilities === true) this.rate(logits, exactId);
    const id = exactId ?? this.choose(logits);
    if (this.limits.endTokens.has(id)) return this.conclude(id);
    const { isStopped, isLoop } = this.answer.push(id);
    if (isStopped) return this.conclude();
    // A result such as 10^60 repeats its digit with good reason.
    const limit = this.limitReached(isLoop && exactId === undefined);
    return limit === undefined ? this.goOn() : this.end(limit);
  }

  /** Ends the row and returns the text that was held back. */
  end(reason: FinishReason): string {
    this.finishReason = reason;
    this.answer.flush();
    return this.release();
  }

  /** The answer; `startedAt` is when the request came, on the clock of `performance.now()`. */
  output(startedAt: number): GeneratedText {
    const now = performance.now();
    const began = this.firstTokenAt === 0 ? now : this.firstTokenAt;
    return {
      text: this.answer.text,
      tokenIds: Int32Array.from(this.answer.ids),
      finishReason: this.finishReason ?? 'length',
      promptTokens: this.promptIds.length,
      cachedTokens: this.cachedTokens,
      prefillMs: this.prefillMs,
      decodeMs: now - began,
      decodeSteps: this.decodeSteps,
      guesses: { ...this.guesses },
      timeToFirstTokenMs: began - startedAt,
      ...(this.params.logProbabilities === true
        ? {
            logProbabilities: Float32Array.from(this.logProbabilities),
            margins: Float32Array.from(this.margins),
            tokenEnds: Int32Array.from(this.answer.tokenEnds),
          }
        : {}),
      ...(this.results === undefined ? {} : { corrections: this.corrections }),
    };
  }

  /** The token that the model chooses. */
  private choose(logits: Float32Array): number {
    const choice = this.sampler.sample(logits.subarray(0, this.limits.vocabularySize), {
      ...(this.penalises ? { recentTokens: this.answer.ids.slice(-penaltyWindow) } : {}),
      withConfidence: this.params.logProbabilities ?? false,
    });
    if (!choice.ok) throw badResults();
    if (choice.confidence !== undefined) {
      this.logProbabilities.push(choice.confidence.logProb);
      this.margins.push(choice.confidence.margin);
    }
    return choice.tokenId;
  }

  /** Notes how likely the model finds a token that it did not choose. */
  private rate(logits: Float32Array, id: number): void {
    const { logProb, margin } = tokenLogProb(logits.subarray(0, this.limits.vocabularySize), id);
    if (Number.isNaN(logProb)) throw badResults();
    this.logProbabilities.push(logProb);
    this.margins.push(margin);
  }

  /** Takes the next token of a given answer, however likely it is. */
  private acceptGiven(logits: Float32Array, givenIds: readonly number[]): string {
    const id = givenIds[this.answer.ids.length];
    if (id !== undefined) {
      this.rate(logits, id);
      this.answer.push(id);
    }
    return this.answer.ids.length < givenIds.length ? this.release() : this.end('stop');
  }

  private goOn(): string {
    const state = this.results?.look(this.answer.text);
    if (state?.kind === 'wrong') this.correct(state);
    return this.release(state?.kind === 'settled' ? undefined : state?.startOffset);
  }

  /** The model ends its answer, by `endId` or by a stop sequence: unless its last result is wrong. */
  private conclude(endId?: number): string {
    this.answer.flush();
    const state = this.results?.look(this.answer.text, true);
    const ending = endId === undefined ? [] : [endId];
    if (state?.kind === 'wrong' && this.correct(state, ending)) {
      return this.release(state.startOffset);
    }
    this.finishReason = 'stop';
    return this.release();
  }

  /**
   * Goes back to the first token that has to be another one; false if there is none before it to go
   * on from.
   */
  private correct(
    { startOffset, endOffset, rightValue }: Extract<ResultState, { readonly kind: 'wrong' }>,
    ending: readonly number[] = [],
  ): boolean {
    const { answer } = this;
    const kept = answer.tokensWithin(startOffset);
    const before = answer.text.slice(kept.endOffset, startOffset);
    const wanted = [
      ...answer.ids.slice(0, kept.count),
      ...this.tokenizer.encodeText(before + rightValue + answer.decodedFrom(endOffset)),
      ...ending,
    ];
    const common = commonPrefix(answer.ids, wanted);
    if (common === 0) return false;
    answer.cut(common);
    for (const list of [this.logProbabilities, this.margins]) {
      list.length = Math.min(list.length, common);
    }
    this.exactIds = wanted.slice(common);
    this.corrections += 1;
    return true;
  }

  private limitReached(isLoop: boolean): FinishReason | undefined {
    if (this.params.detectLoops !== false && isLoop) return 'loop';
    if (this.tokenCount >= this.params.maxNewTokens) return 'length';
    if (this.promptIds.length + this.tokenCount >= this.limits.contextLength) return 'context';
    return undefined;
  }

  /** The text up to `endOffset` (default: all of it) that was not given out before. */
  private release(endOffset = Infinity): string {
    const text = this.answer.text.slice(this.released, endOffset);
    this.released += text.length;
    return text;
  }
}

function badResults(): AppError {
  return new AppError(
    'bad-results',
    'The model computed values that are not numbers; use the CPU ("--device cpu") or convert the model again.',
  );
}
