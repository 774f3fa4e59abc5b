import { AppError } from '../../protocol/appError';
import type { ImportanceScorer, ScorerInput } from '../../core/pruning/scorers/importanceScorer';

/**
 * Self-information alone: what the model did not expect is kept. A plain scorer for comparisons; an
 * independent run of TokenSkip lost much with it at γ = 0.5 (57.6 % against 82.7 to 86.0).
 */
export const selfInformationScorer: ImportanceScorer = {
  name: 'selfInformation',
  score({ spans, surprise }: ScorerInput): Float64Array {
    if (surprise?.length !== spans.length) {
      throw new AppError(
        'invalid-argument',
        'Self-information needs what the model expected: run `tokenskip data surprise` on the chains first.',
      );
    }
    return Float64Array.from(surprise);
  },
};
