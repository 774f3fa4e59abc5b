import type { TokenSpan } from '../tokenSpan';

/** A chain to be scored. */
export interface ScorerInput {
  readonly text: string;
  /** Tokens of the text, in order; their bounds are in it. */
  readonly spans: readonly TokenSpan[];
  /** -log p of each token under the model, in nats, where it was computed: one per span. */
  readonly surprise?: Float32Array;
  /** How much each token does for the answer, in nats, where it was measured: one per span. */
  readonly relevance?: Float32Array;
}

/** A way to tell which tokens of a chain matter. */
export interface ImportanceScorer {
  readonly name: string;
  /** A finite score per token, the higher the sooner kept. The same input gives the same scores. */
  score(input: ScorerInput): Float64Array;
}
