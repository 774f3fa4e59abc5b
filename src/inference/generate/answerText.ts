import { LoopDetector } from '../../core/loopDetection';
import { StopSequences } from '../../core/stopSequences';
import type { StreamDecoder } from '../tokenizer/streamDecoder';

/** What a token did to a text. */
export interface TokenEffect {
  /** A stop sequence ended it. */
  readonly isStopped: boolean;
  /** It goes round in circles. */
  readonly isLoop: boolean;
}

/**
 * The tokens of one answer and the text that they make, up to the first stop sequence. It can be cut
 * back to any of its tokens.
 */
export class AnswerText {
  private decoder: StreamDecoder;
  private stops: StopSequences;
  private loops = new LoopDetector();
  private readonly tokens: number[] = [];
  /** All that was decoded, the stop sequence and what is held back for one included. */
  private decoded = '';
  /** Where each token ends in `decoded`. */
  private readonly decodedEnds: number[] = [];
  /** Length of the part of `decoded` that is certain to be text of the answer. */
  private certain = 0;
  /** Where each token ends in the text, as far as it was certain by then. */
  private readonly certainEnds: number[] = [];

  constructor(
    private readonly createDecoder: () => StreamDecoder,
    private readonly stopStrings: readonly string[],
  ) {
    this.decoder = createDecoder();
    this.stops = new StopSequences(stopStrings);
  }

  get ids(): readonly number[] {
    return this.tokens;
  }

  get text(): string {
    return this.decoded.slice(0, this.certain);
  }

  /** Where each token ends in {@link text}, UTF-16 units. */
  get tokenEnds(): readonly number[] {
    return this.certainEnds;
  }

  push(id: number): TokenEffect {
    this.tokens.push(id);
    const piece = this.decoder.push(id);
    const { text, stop } = this.stops.push(piece);
    this.decoded += piece;
    this.decodedEnds.push(this.decoded.length);
    this.certain += text.length;
    this.certainEnds.push(this.certain);
    return { isStopped: stop !== undefined, isLoop: this.loops.push(id) !== undefined };
  }

  /** Makes certain what was held back; only {@link cut} lets it go on after that. */
  flush(): void {
    const rest = this.decoder.flush();
    const { text, stop } = this.stops.push(rest);
    this.decoded += rest;
    this.certain += text.length + (stop === undefined ? this.stops.flush().length : 0);
  }

  /** All that was decoded from `offset` on, a stop sequence included. */
  decodedFrom(offset: number): string {
    return this.decoded.slice(offset);
  }

  /** The most tokens from the first on whose text is over at `offset` or before, and its end. */
  tokensWithin(offset: number): { readonly count: number; readonly endOffset: number } {
    const endOffset = this.decodedEnds.findLast((end) => end <= offset) ?? 0;
    // Tokens behind the first that ends there have no text yet: the beginning of a character.
    return { count: this.decodedEnds.indexOf(endOffset) + 1, endOffset };
  }

  /** Forgets all but the first `count` tokens. */
  cut(count: number): void {
    const kept = this.tokens.slice(0, count);
    this.decoder = this.createDecoder();
    this.stops = new StopSequences(this.stopStrings);
    this.loops = new LoopDetector();
    this.decoded = '';
    this.certain = 0;
    for (const list of [this.tokens, this.decodedEnds, this.certainEnds]) list.length = 0;
    for (const id of kept) this.push(id);
  }
}
