import type { GradedSignals } from './calibration';
import { fitConfidence, probabilityOf } from './calibration';
import type { Prediction } from './reliability';

/**
 * The chance of each answer under a fit to answers to other questions: a fifth of the questions is left
 * out at a time (every fifth one, so that question sets and kinds are in all of them). Rows of a part
 * that cannot be fitted are left out. Judging a fit by its own rows flatters it.
 */
export function crossFitted(rows: readonly GradedSignals[], folds = 5): readonly Prediction[] {
  const questions = [...new Set(rows.map(({ question }) => question))];
  const places = new Map(questions.map((question, place) => [question, place % folds]));
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const rest = rows.filter(({ question }) => places.get(question) !== fold);
    const right = rest.filter(({ correct }) => correct).length;
    if (right === 0 || right === rest.length) return [];
    const fit = fitConfidence(rest);
    return rows
      .filter(({ question }) => places.get(question) === fold)
      .map(({ question, signals, correct }) => ({
        question,
        probability: probabilityOf(fit, signals),
        correct,
      }));
  });
}
