import { bytesToToken } from './byteAlphabet';
import { ByteLevelBpe } from './byteLevelBpe';
import { splitText } from './splitPattern';
import { writeUtf8 } from './utf8';

/** What turns text into token ids. */
export interface BpeModel {
  /** Token in the byte alphabet → id; ids may have gaps. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** "left right", best first. */
  readonly merges: readonly string[];
  /** A piece that is a token as a whole becomes it, even where merges would not lead there. */
  readonly ignoreMerges: boolean;
  /** Canonical composition before splitting. */
  readonly normalise: boolean;
  /** Applied in order, each to the pieces of the one before. */
  readonly patterns: readonly RegExp[];
}

/** Distinct pieces remembered; English has about 20,000 words in common use. */
const cachedPieces = 20_000;

/** Longer pieces are rarely seen twice. UTF-16 units. */
const longestCachedPiece = 64;

/**
 * Tokens of ordinary text: normalise, split into pieces, merge bytes inside each piece.
 *
 * Never looks for special tokens: text such as `<|im_end|>` is split like any other.
 */
export class BpeTextEncoder {
  readonly #normalise: boolean;
  readonly #patterns: readonly RegExp[];
  /** Only where whole pieces are looked up. */
  readonly #wholeTokens: ReadonlyMap<string, number> | undefined;
  readonly #bpe: ByteLevelBpe;
  readonly #cache = new Map<string, readonly number[]>();
  #bytes = new Uint8Array(256);

  /** @throws Error when a merge names a token that is not in the vocabulary */
  constructor(model: BpeModel) {
    this.#normalise = model.normalise;
    this.#patterns = model.patterns;
    this.#wholeTokens = model.ignoreMerges ? model.vocabulary : undefined;
    this.#bpe = new ByteLevelBpe(model.vocabulary, model.merges);
  }

  /** Token id of each byte, -1 where there is none. */
  get byteIds(): Int32Array {
    return this.#bpe.byteIds;
  }

  /** The text that is really split: composed where the model asks for it. */
  normalise(text: string): string {
    return this.#normalise ? text.normalize('NFC') : text;
  }

  /** Pieces of a normalised text, in order; joined they are the text. */
  split(text: string): string[] {
    let pieces = text === '' ? [] : [text];
    for (const pattern of this.#patterns) {
      pieces = pieces.flatMap((piece) => splitText(piece, pattern));
    }
    return pieces;
  }

  /** Token ids of a text of any length; lone surrogates are read as U+FFFD. */
  encode(text: string): number[] {
    const ids: number[] = [];
    for (const piece of this.split(this.normalise(text))) {
      for (const id of this.encodePiece(piece)) ids.push(id);
    }
    return ids;
  }

  /** Token ids of one piece as {@link split} returned it. */
  encodePiece(piece: string): readonly number[] {
    const known = this.#cache.get(piece);
    if (known !== undefined) return known;
    const ids: number[] = [];
    const length = this.#writeBytes(piece);
    const whole = this.#wholeTokens?.get(bytesToToken(this.#bytes, length));
    if (whole === undefined) this.#bpe.encode(this.#bytes, length, ids);
    else ids.push(whole);
    if (piece.length <= longestCachedPiece) this.#remember(piece, ids);
    return ids;
  }

  /** Writes the piece into the shared buffer; returns its length in bytes. */
  #writeBytes(piece: string): number {
    if (this.#bytes.length < piece.length * 3) this.#bytes = new Uint8Array(piece.length * 3);
    return writeUtf8(piece, this.#bytes);
  }

  #remember(piece: string, ids: readonly number[]): void {
    // Forgetting everything at once is cheaper than keeping an order, and just as good here.
    if (this.#cache.size >= cachedPieces) this.#cache.clear();
    this.#cache.set(piece, ids);
  }
}
