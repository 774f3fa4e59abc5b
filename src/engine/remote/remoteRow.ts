import { LoopDetector } from '../../core/loopDetection';
import { StopSequences } from '../../core/stopSequences';
import type { FinishReason, GeneratedText } from '../../protocol/childProtocol';
import { limits } from '../../protocol/limits';
import type { RemoteUsage } from '../../protocol/remote/streamEvent';
import type { StreamPiece } from './streamAnswer';

/** Room for what one more event may bring, UTF-16 units. */
const maxPieceLength = 1_000_000;

export interface RemoteRowOptions {
  readonly maxNewTokens: number;
  /** Why it ends at so many. */
  readonly lengthReason: 'length' | 'context';
  readonly stops: readonly string[];
  readonly detectLoops: boolean;
  /** New text and the tokens so far, as pieces count them. */
  readonly onText: (text: string, tokenCount: number) => void;
}

/** One answer while its pieces come: ends it at a stop, at its length and in a loop. */
export class RemoteRow {
  readonly #options: RemoteRowOptions;
  readonly #stops: StopSequences;
  readonly #loops = new LoopDetector();
  /** Servers send no token ids; equal pieces count as equal tokens. */
  readonly #pieceIds = new Map<string, number>();
  readonly #begunMs = performance.now();
  #text = '';
  /** The server has given reasoning, and nothing of the answer behind it. */
  #isThinking = false;
  #pieces = 0;
  #firstMs: number | undefined;
  #lastMs = 0;
  #usage: RemoteUsage | undefined;
  /** Why the engine ended it. */
  #ownEnd: FinishReason | undefined;
  /** Why the server did. */
  #serverEnd: FinishReason | undefined;

  constructor(options: RemoteRowOptions) {
    this.#options = options;
    this.#stops = new StopSequences(options.stops);
  }

  /** False until the first text: only then another try may still be made. */
  get hasBegun(): boolean {
    return this.#firstMs !== undefined;
  }

  /** Takes what the server sent; true when nothing more is wanted of it. */
  push({ thought, text: answer, finishReason, usage }: StreamPiece): boolean {
    this.#usage = usage ?? this.#usage;
    this.#serverEnd ??= finishReason === 'length' ? this.#options.lengthReason : finishReason;
    const text = this.#asOneText(thought, answer);
    if (text !== '' && this.#ownEnd === undefined) this.#take(text);
    return this.#ownEnd !== undefined;
  }

  /** Ends the answer where it is. */
  end(reason: FinishReason): void {
    this.#ownEnd ??= reason;
  }

  /** What came of it. `queuedMs`: from the receipt of the request to the start of this row. */
  output(queuedMs: number): GeneratedText {
    this.#give(this.#stops.flush());
    const firstMs = this.#firstMs ?? performance.now();
    const { promptTokens = 0, completionTokens = 0, cachedTokens = 0 } = this.#usage ?? {};
    // The server's own count; one that no answer can have is not taken, and not made room for.
    const isCount = completionTokens > 0 && completionTokens <= limits.maxNewTokens;
    const tokens = isCount ? completionTokens : this.#pieces;
    const prefillMs = firstMs - this.#begunMs;
    return {
      text: this.#text,
      tokenIds: new Int32Array(tokens).fill(-1),
      finishReason: this.#ownEnd ?? this.#serverEnd ?? 'stop',
      promptTokens,
      cachedTokens,
      prefillMs,
      decodeMs: Math.max(0, this.#lastMs - firstMs),
      timeToFirstTokenMs: queuedMs + prefillMs,
    };
  }

  /** Reasoning that comes apart is the beginning of the text: the answer follows after a blank line. */
  #asOneText(thought: string, answer: string): string {
    this.#isThinking ||= thought !== '';
    const text = this.#isThinking ? answer.trimStart() : answer;
    if (!this.#isThinking || text === '') return thought + text;
    this.#isThinking = false;
    return `${thought}\n\n${text}`;
  }

  #take(text: string): void {
    const now = performance.now();
    this.#firstMs ??= now;
    this.#lastMs = now;
    this.#pieces += 1;
    const { text: free, stop } = this.#stops.push(text);
    this.#give(free);
    if (this.#text.length > limits.textLength - maxPieceLength) this.#ownEnd = 'length';
    else if (stop !== undefined) this.#ownEnd = 'stop';
    else if (this.#pieces > this.#options.maxNewTokens) this.#ownEnd = this.#options.lengthReason;
    else if (this.#options.detectLoops && this.#isLoop(text)) this.#ownEnd = 'loop';
  }

  #give(text: string): void {
    this.#text += text;
    this.#options.onText(text, this.#pieces);
  }

  #isLoop(piece: string): boolean {
    const id = this.#pieceIds.get(piece) ?? this.#pieceIds.size;
    this.#pieceIds.set(piece, id);
    return this.#loops.push(id) !== undefined;
  }
}
