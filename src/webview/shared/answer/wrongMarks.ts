import type { EquationMark } from '../../../protocol/answerReport';
import type { WrongMark } from '../text/splitAtMarks';

/** The places of a chain that are wrong, in order. */
export function wrongMarks(checks: readonly EquationMark[]): readonly WrongMark[] {
  return checks.flatMap(({ wrong }) => (wrong === undefined ? [] : [wrong]));
}
