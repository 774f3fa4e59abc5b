import { splitAnswer } from '../core/answer/splitAnswer';
import { protectionLevels } from './prune';
import type { ImportanceScorer } from './scorers/importanceScorer';
import type { TextTokenizer } from './textTokenizer';
import type { TokenSpan } from './tokenSpan';

/** A chain with the importance of its tokens. */
export interface ScoredChain {
  /** The chain as the model reads it, without the answer line and without blanks at its ends. */
  readonly text: string;
  readonly spans: readonly TokenSpan[];
  readonly scores: Float64Array;
}

/** The scored chain of an output; what stands from the answer line on is no part of it. */
export function scoreChain(
  output: string,
  tokenizer: TextTokenizer,
  scorer: ImportanceScorer,
): ScoredChain {
  // Blanks at the ends would be tokens of the chain that say nothing.
  const { text, spans } = tokenizer.tokenise(splitAnswer(output).chain.trim());
  return { text, spans, scores: scorer.score({ text, spans }) };
}

/** Whether every digit, operator, variable and command of the equations was kept. */
export function keepsEquations({ text, spans }: ScoredChain, kept: readonly number[]): boolean {
  const isKept = new Set(kept);
  return protectionLevels(text, spans).every((level, i) => level < 2 || isKept.has(i));
}
