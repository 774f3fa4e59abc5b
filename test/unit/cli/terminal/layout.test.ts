import { describe, expect, it } from 'vitest';
import { answerBox } from '../../../../src/cli/terminal/answerBox';
import { table } from '../../../../src/cli/terminal/table';
import { FakeSink } from '../fakeContext';

describe('answerBox', () => {
  it('frames the answer on a terminal', () => {
    expect(answerBox('42', new FakeSink(true))).toBe('┌────┐\n│ 42 │\n└────┘');
    expect(answerBox('a\nbcd', new FakeSink(true))).toBe('┌─────┐\n│ a   │\n│ bcd │\n└─────┘');
  });

  it('is one plain line elsewhere, and for what does not fit', () => {
    expect(answerBox('42', new FakeSink(false))).toBe('Answer: 42');
    const long = 'x'.repeat(77);
    expect(answerBox(long, new FakeSink(true))).toBe(`Answer: ${long}`);
  });
});

describe('table', () => {
  it('aligns columns and leaves no blanks at the end', () => {
    expect(
      table([
        ['a', 'bb', 'c'],
        ['dddd', ''],
        ['e', 'f', 'g'],
      ]),
    ).toBe('a     bb  c\ndddd\ne     f   g');
  });
});
