import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftSpan } from '../../../../src/core/editorText/shiftSpan';

/** Non-overlapping changes of a text of 40 characters, in any order. */
const changes = fc
  .uniqueArray(fc.nat(40), { minLength: 2, maxLength: 6 })
  .map((cuts) => [...cuts].sort((a, b) => a - b))
  .chain((cuts) =>
    fc.tuple(
      ...cuts.slice(1).map((end, i) =>
        fc.record({
          rangeOffset: fc.constant(cuts[i] ?? 0),
          rangeLength: fc.integer({ min: 0, max: end - (cuts[i] ?? 0) }),
          text: fc.stringMatching(/^x{0,5}$/),
        }),
      ),
    ),
  )
  .chain((list) => fc.shuffledSubarray(list));

const text = Array.from({ length: 40 }, (_, i) => String.fromCodePoint(0x100 + i)).join('');

describe('shiftSpan', () => {
  it('finds the same characters after any edit that left them alone', () => {
    fc.assert(
      fc.property(changes, fc.nat(39), fc.integer({ min: 1, max: 10 }), (edit, start, length) => {
        const span = { startOffset: start, endOffset: Math.min(40, start + length) };
        const after = [...edit]
          .sort((a, b) => b.rangeOffset - a.rangeOffset)
          .reduce(
            (left, { rangeOffset, rangeLength, text: added }) =>
              left.slice(0, rangeOffset) + added + left.slice(rangeOffset + rangeLength),
            text,
          );
        const content = text.slice(span.startOffset, span.endOffset);
        const moved = shiftSpan(span, edit);
        if (moved === undefined) {
          const isTouched = edit.some(
            ({ rangeOffset, rangeLength }) =>
              rangeOffset < span.endOffset && rangeOffset + rangeLength > span.startOffset,
          );
          expect(isTouched).toBe(true);
        } else {
          expect(after.slice(moved.startOffset, moved.endOffset)).toBe(content);
        }
      }),
    );
  });

  it('leaves what is typed at its ends outside', () => {
    const span = { startOffset: 2, endOffset: 5 };
    const typed = (rangeOffset: number) => [{ rangeOffset, rangeLength: 0, text: 'ab' }];
    expect(shiftSpan(span, typed(2))).toEqual({ startOffset: 4, endOffset: 7 });
    expect(shiftSpan(span, typed(5))).toEqual(span);
    expect(shiftSpan(span, typed(3))).toBeUndefined();
  });
});
