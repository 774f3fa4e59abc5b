import { protectionLevels, pruneTokens } from './prune';
import { tieredScorer } from './scorers/tiered';
import type { TokenSpan } from './tokenSpan';

/** What pruning does with a token. `equation`: kept, and part of one. */
export type TokenFate = 'kept' | 'equation' | 'dropped';

/** A chain whose tokens are scored once, to be pruned at any ratio. */
export interface ChainMap {
  readonly text: string;
  readonly spans: readonly TokenSpan[];
  readonly scores: Float64Array;
  /** Above 0: an equation needs the token. */
  readonly levels: Uint8Array;
  /** Place of each token by importance, 1 for the first that is kept. */
  readonly ranks: Int32Array;
}

/** The scored chain, by the scorer that training data are pruned with. O(n log n). */
export function chainMap(text: string, spans: readonly TokenSpan[]): ChainMap {
  const scores = tieredScorer.score({ text, spans });
  const levels = protectionLevels(text, spans);
  const order = [...spans.keys()].sort(
    (a, b) => levels[b]! - levels[a]! || scores[b]! - scores[a]! || a - b,
  );
  const ranks = new Int32Array(spans.length);
  order.forEach((token, place) => (ranks[token] = place + 1));
  return { text, spans, scores, levels, ranks };
}

/** What becomes of each token at γ = `keepRatio` (above 0, at most 1), in order. */
export function tokenFates(
  { text, spans, scores, levels }: ChainMap,
  keepRatio: number,
): readonly TokenFate[] {
  const kept = new Set(pruneTokens({ text, spans, scores, keepRatio }));
  return spans.map((_, token) => {
    if (!kept.has(token)) return 'dropped';
    return levels[token]! > 0 ? 'equation' : 'kept';
  });
}
