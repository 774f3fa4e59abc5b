import type { GradedSignals } from './calibration';
import { fitConfidence, probabilityOf } from './calibration';
import type { Prediction } from './reliability';

/**
 * The chance of each answer under a fit to the others, a fifth left out at a time (every fifth row,
 * so that question sets and kinds are in all of them). Rows of a part that cannot be fitted are left
 * out. Judging a fit by its own rows flatters it.
 */
export function crossFitted(rows: readonly GradedSignals[], folds = 5): readonly Prediction[] {
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const rest = rows.filter((_, i) => i % folds !== fold);
    const right = rest.filter(({ correct }) => correct).length;
    if (right === 0 || right === rest.length) return [];
    const fit = fitConfidence(rest);
    return rows
      .filter((_, i) => i % folds === fold)
      .map(({ signals, correct }) => ({ probability: probabilityOf(fit, signals), correct }));
  });
}
