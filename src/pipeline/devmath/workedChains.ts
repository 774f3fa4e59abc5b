import { answerLineStart, formatAnswerLine } from '../../core/answer/answerLine';
import type { ChainRecord } from '../chain';
import type { DevMathRow } from './devMathRow';

/**
 * The worked chains of the rows as the lines of a chains file, `i` counting the rows from 0. `n` is
 * 0: no model has written them.
 */
export function workedChains(rows: readonly DevMathRow[]): readonly ChainRecord[] {
  const blankLine = answerLineStart.slice(0, answerLineStart.search(/\S/));
  return rows.map(({ chain, answer }, i) => ({
    ...{ i, n: 0, fin: true, correct: true },
    text: `${chain}${blankLine}${formatAnswerLine(answer)}`,
  }));
}
