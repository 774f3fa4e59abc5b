import { splitAnswer } from '../core/answer/splitAnswer';
import { protectionLevels } from '../core/pruning/prune';
import type { ImportanceScorer } from '../core/pruning/scorers/importanceScorer';
import { AppError } from '../protocol/appError';
import type { ChainRecord } from './chain';
import type { IdentifiedSpan } from './identifiedSpan';
import type { TextTokenizer } from './textTokenizer';

/** A chain with the importance of its tokens. */
export interface ScoredChain {
  /** The chain as the model reads it, without the answer line and without blanks at its ends. */
  readonly text: string;
  readonly spans: readonly IdentifiedSpan[];
  readonly scores: Float64Array;
}

/** The chain of an output: what stands before the answer line. */
export function chainOf(output: string): string {
  // Blanks at the ends would be tokens of the chain that say nothing.
  return splitAnswer(output).chain.trim();
}

/**
 * The scored chain of a record.
 *
 * @throws AppError `invalid-argument` when its `surprise` is of other tokens, or the scorer needs it
 */
export function scoreChain(
  record: Pick<ChainRecord, 'text' | 'surprise'>,
  tokenizer: TextTokenizer,
  scorer: ImportanceScorer,
): ScoredChain {
  const { text, spans } = tokenizer.tokenise(chainOf(record.text));
  const { surprise } = record;
  if (surprise === undefined) return { text, spans, scores: scorer.score({ text, spans }) };
  if (surprise.length !== spans.length) {
    throw new AppError(
      'invalid-argument',
      `A chain has ${spans.length} tokens and ${surprise.length} numbers of surprise: add them again with the model whose tokens count.`,
    );
  }
  const scores = scorer.score({ text, spans, surprise: Float32Array.from(surprise) });
  return { text, spans, scores };
}

/** Whether every digit, operator, variable and command of the equations was kept. */
export function keepsEquations({ text, spans }: ScoredChain, kept: readonly number[]): boolean {
  const isKept = new Set(kept);
  return protectionLevels(text, spans).every((level, i) => level < 2 || isKept.has(i));
}
