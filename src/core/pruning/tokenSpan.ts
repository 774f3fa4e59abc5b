/**
 * One token of a text and where it stands. UTF-16 bounds, end exclusive; tokens that share a
 * character (its UTF-8 bytes can be split) all have that character's bounds, so spans may overlap.
 */
export interface TokenSpan {
  readonly id: number;
  readonly startOffset: number;
  readonly endOffset: number;
}

/** A part of a text in UTF-16 units, end exclusive. */
export interface TextRange {
  readonly startOffset: number;
  readonly endOffset: number;
}
