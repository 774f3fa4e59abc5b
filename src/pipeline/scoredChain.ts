import { splitAnswer } from '../core/answer/splitAnswer';
import { protectionLevels } from '../core/pruning/prune';
import { AppError } from '../protocol/appError';
import type { ChainRecord } from './chain';
import type { IdentifiedSpan } from './identifiedSpan';
import type { ChainScorer } from './scorers/chainScorer';
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
 * @throws AppError `invalid-argument` when its `surprise` or `relevance` is of other tokens, or the
 *   scorer needs it
 */
export async function scoreChain(
  record: Pick<ChainRecord, 'text' | 'surprise' | 'relevance'>,
  tokenizer: TextTokenizer,
  scorer: ChainScorer,
): Promise<ScoredChain> {
  const { text, spans } = tokenizer.tokenise(chainOf(record.text));
  const measured = (name: 'surprise' | 'relevance'): object => {
    const values = record[name];
    if (values === undefined) return {};
    if (values.length === spans.length) return { [name]: Float32Array.from(values) };
    throw new AppError(
      'invalid-argument',
      `A chain has ${spans.length} tokens and ${values.length} numbers of ${name}: add them again with the model whose tokens count.`,
    );
  };
  const input = { text, spans, ...measured('surprise'), ...measured('relevance') };
  return { text, spans, scores: await scorer.score(input) };
}

/** Whether every digit, operator, variable and command of the equations was kept. */
export function keepsEquations({ text, spans }: ScoredChain, kept: readonly number[]): boolean {
  const isKept = new Set(kept);
  return protectionLevels(text, spans).every((level, i) => level < 2 || isKept.has(i));
}
