/** A part of a text in UTF-16 units, end exclusive. */
export interface TextRange {
  readonly startOffset: number;
  readonly endOffset: number;
}

/**
 * Where one token of a text stands. Tokens that share a character (its UTF-8 bytes can be split) all
 * have that character's bounds, so spans may overlap.
 */
export type TokenSpan = TextRange;
