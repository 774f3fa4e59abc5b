/** A token classifier of LLMLingua-2: how likely each piece of a text is to be kept. */
export interface TokenClassifier {
  /** Pieces of a text, without special tokens; what the vocabulary lacks stands as in the text. */
  tokenise(text: string): readonly string[];
  /** Whether a piece is one entry of the vocabulary. */
  knows(piece: string): boolean;
  /** Probability of `keep` of each piece, in float32, 0 to 1. At most {@link mostPieces} − 1 pieces. */
  classify(pieces: readonly string[]): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Positions of the classifier, with the two that frame a text. */
export const mostPieces = 512;

/** Marks the start of a word in pieces of XLM-R. */
export const wordMark = '▁';

/** The text of pieces or words. Source: tokenizers, decoder `Metaspace` with a prefix always. */
export function piecesToText(pieces: readonly string[]): string {
  return pieces.map((piece, index) => piece.replaceAll(wordMark, index === 0 ? '' : ' ')).join('');
}
