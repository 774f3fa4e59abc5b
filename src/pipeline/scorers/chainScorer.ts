import type { TextRange } from '../../core/pruning/tokenSpan';
import type { ScorerInput } from '../../core/pruning/scorers/importanceScorer';

/** What a scorer's own compressor leaves of a chain. */
export interface CompressedChain {
  readonly text: string;
  /** Parts of the chain that were kept, ascending. */
  readonly ranges: readonly TextRange[];
}

/** A scorer of the pipeline; it may ask a model of its own. Every `ImportanceScorer` is one. */
export interface ChainScorer {
  readonly name: string;
  /** A finite score per token, the higher the sooner kept. */
  score(input: ScorerInput): Float64Array | Promise<Float64Array>;
  /** The chain at γ (above 0, below 1) as the scorer's reference writes it, where it has one. */
  compress?(text: string, keepRatio: number): Promise<CompressedChain>;
  close?(): Promise<void>;
}
