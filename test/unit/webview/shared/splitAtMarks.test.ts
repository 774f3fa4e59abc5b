import { describe, expect, it } from 'vitest';
import { splitAtMarks } from '../../../../src/webview/shared/text/splitAtMarks';

const mark = (startOffset: number, endOffset: number) => ({
  startOffset,
  endOffset,
  rightValue: '18',
});

describe('splitAtMarks', () => {
  it('leaves a range without marks whole', () => {
    expect(splitAtMarks({ startOffset: 3, endOffset: 9 }, [mark(9, 12), mark(0, 3)])).toEqual([
      { startOffset: 3, endOffset: 9, mark: undefined, endsMark: false },
    ]);
  });

  it('cuts at both ends of a mark', () => {
    const wrong = mark(4, 6);
    expect(splitAtMarks({ startOffset: 0, endOffset: 9 }, [wrong])).toEqual([
      { startOffset: 0, endOffset: 4, mark: undefined, endsMark: false },
      { startOffset: 4, endOffset: 6, mark: wrong, endsMark: true },
      { startOffset: 6, endOffset: 9, mark: undefined, endsMark: false },
    ]);
  });

  it('says the right value only where the mark ends', () => {
    const wrong = mark(2, 8);
    const [first] = splitAtMarks({ startOffset: 0, endOffset: 5 }, [wrong]).slice(-1);
    const [second] = splitAtMarks({ startOffset: 5, endOffset: 9 }, [wrong]);
    expect(first).toMatchObject({ mark: wrong, endsMark: false });
    expect(second).toMatchObject({ mark: wrong, endsMark: true, endOffset: 8 });
  });
});
