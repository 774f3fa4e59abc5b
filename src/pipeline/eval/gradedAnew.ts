import type { EvalQuestion } from './benchmark';
import type { EvalRow } from './evalLog';
import { gradeAnswer } from './gradeAnswer';
import { isRight } from './isRight';
import { isHeldVote } from './method';

/**
 * The rows of a log with all that can be read off their texts as the rules of today read it: a log may be
 * older than a rule, and what is counted or fitted on must be what the product does. Likelihoods stay as the
 * engine told them. Rows of other questions than these are left out.
 */
export function gradedAnew(
  rows: readonly EvalRow[],
  questions: readonly EvalQuestion[],
): readonly EvalRow[] {
  return rows.flatMap((row) => {
    const asked = questions[row.index];
    return asked === undefined ? [] : [anew(row, asked)];
  });
}

function anew(row: EvalRow, asked: EvalQuestion): EvalRow {
  const { signals: likelihood, ...kept } = row;
  if (!isHeldVote(row.run)) return { ...kept, ...gradeAnswer(asked, { ...kept, likelihood }) };
  // Its text is the chain of the winner alone: the answer is not in it.
  const { answer } = row;
  return { ...row, correct: answer !== null && isRight(answer, asked.question, asked.gold) };
}
