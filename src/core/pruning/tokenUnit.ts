/** Tokens that are kept or dropped together. */
export interface TokenUnit {
  readonly members: readonly number[];
  readonly score: number;
  /** 0: by score; above: what an equation needs. */
  readonly level: number;
}
