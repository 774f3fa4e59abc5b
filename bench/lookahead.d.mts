import type { SectionSettings } from './roofline.mjs';

/** One answer, with guesses and without. */
export interface LookaheadAsk {
  readonly tokens: number;
  readonly steps: number;
  readonly guesses: { readonly made: number; readonly right: number };
  readonly promptSeconds: number;
  /** Of decoding, with guesses. */
  readonly seconds: number;
  readonly plainSeconds: number;
  readonly isSame: boolean;
}

export function formatLookahead(
  result: {
    readonly ways: readonly {
      readonly keepRatio: number;
      readonly asks: readonly LookaheadAsk[];
    }[];
  },
  settings: SectionSettings,
): string;
