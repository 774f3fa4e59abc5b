import { describe, expect, it } from 'vitest';
import { equationMarks } from '../../../../src/engine/ask/equationMarks';

describe('equationMarks', () => {
  it('marks what holds and what does not, with the right value beside it', () => {
    const chain = 'First 3 + 4 = 7 eggs, then 7 * 6 = 43 cents, and 5 / 0 = 0.';
    const marks = equationMarks(chain);
    expect(marks.map(({ startOffset, endOffset }) => chain.slice(startOffset, endOffset))).toEqual([
      '3 + 4 = 7',
      '7 * 6 = 43',
      '5 / 0 = 0',
    ]);
    expect(marks.map(({ holds }) => holds)).toEqual([true, false, false]);
    expect(marks[1]?.wrong?.rightValue).toBe('42');
    expect(marks[2]?.wrong?.rightValue).toBeNull();
  });

  it('leaves out what it cannot judge', () => {
    expect(equationMarks('x + y = z')).toEqual([]);
    expect(equationMarks('')).toEqual([]);
  });
});
