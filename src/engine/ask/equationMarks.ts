import { checkEquations } from '../../core/arithmetic/checkEquations';
import type { EquationMark } from '../../protocol/answerReport';

/** The equations of `chain` that exact arithmetic can judge, in order. */
export function equationMarks(chain: string): readonly EquationMark[] {
  return checkEquations(chain).flatMap((check): readonly EquationMark[] => {
    const { startOffset, endOffset } = check.equation;
    if (check.status === 'unknown') return [];
    if (check.status === 'holds') return [{ holds: true, startOffset, endOffset }];
    const wrong = {
      startOffset: check.startOffset,
      endOffset: check.endOffset,
      rightValue: check.rightValue ?? null,
    };
    return [{ holds: false, startOffset, endOffset, wrong }];
  });
}
