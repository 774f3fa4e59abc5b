/** A token that stands outside the merges. */
export interface AddedToken {
  readonly id: number;
  readonly content: string;
  /** A control token: never part of an answer's text. */
  readonly special: boolean;
}

/** A byte-level BPE tokenizer, whatever file it came from. */
export interface TokenizerSpec {
  /** Token in the byte alphabet → id; ids may have gaps. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** "left right", best first. */
  readonly merges: readonly string[];
  /** A piece that is a token as a whole becomes it, even where merges would not lead there. */
  readonly ignoreMerges: boolean;
  /** Canonical composition (NFC) before splitting. */
  readonly normalise: boolean;
  /** Oniguruma patterns, applied in order, each to the pieces of the one before. */
  readonly splitPatterns: readonly string[];
  readonly addedTokens: readonly AddedToken[];
}

/** Highest id + 1 over vocabulary and added tokens. */
export function tokenizerSize(spec: TokenizerSpec): number {
  let highest = -1;
  for (const id of spec.vocabulary.values()) highest = Math.max(highest, id);
  for (const { id } of spec.addedTokens) highest = Math.max(highest, id);
  return highest + 1;
}
