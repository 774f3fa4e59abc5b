import { pruneTokens, renderKept } from '../core/pruning/prune';
import type { TextRange, TokenSpan } from '../core/pruning/tokenSpan';
import type { ScoredChain } from './scoredChain';
import type { ChainScorer } from './scorers/chainScorer';

/** What is left of a chain at a ratio. */
interface PrunedChain {
  /** Indices of the kept tokens, ascending. */
  readonly kept: readonly number[];
  readonly text: string;
}

/**
 * The chain at γ = `keepRatio`. With `paper` as the released code leaves it: by the compressor of
 * the scorer where it has one, whose text is no choice of the model's tokens (`kept` are those that
 * have a part of a kept word), else by score alone.
 */
export async function pruneChain(
  chain: ScoredChain,
  keepRatio: number,
  scorer: ChainScorer,
  paper: boolean,
): Promise<PrunedChain> {
  const { text, spans } = chain;
  if (paper && keepRatio < 1 && scorer.compress !== undefined) {
    const compressed = await scorer.compress(text, keepRatio);
    return { kept: touched(spans, compressed.ranges), text: compressed.text };
  }
  const kept = pruneTokens({ ...chain, keepRatio, paper });
  return { kept, text: renderKept(text, spans, kept) };
}

function touched(spans: readonly TokenSpan[], ranges: readonly TextRange[]): readonly number[] {
  let first = 0;
  return spans.flatMap(({ startOffset, endOffset }, index) => {
    while ((ranges[first]?.endOffset ?? Infinity) <= startOffset) first += 1;
    return (ranges[first]?.startOffset ?? Infinity) < endOffset ? [index] : [];
  });
}
