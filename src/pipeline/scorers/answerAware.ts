import type { ImportanceScorer, ScorerInput } from '../../core/pruning/scorers/importanceScorer';
import { AppError } from '../../protocol/appError';

/**
 * Importance for the answer: how much less likely the model finds the right answer when a token's
 * unit is taken out of the chain, as `tokenskip data relevance` measures it.
 */
export const answerAwareScorer: ImportanceScorer = {
  name: 'answerAware',
  score({ spans, relevance }: ScorerInput): Float64Array {
    if (relevance?.length !== spans.length) {
      throw new AppError(
        'invalid-argument',
        'The scorer answerAware needs what each part does for the answer: run `tokenskip data relevance` on the chains first.',
      );
    }
    return Float64Array.from(relevance);
  },
};
