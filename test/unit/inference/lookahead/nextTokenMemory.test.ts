import { describe, expect, it } from 'vitest';
import { NextTokenMemory } from '../../../../src/inference/lookahead/nextTokenMemory';

describe('NextTokenMemory', () => {
  it('guesses what came last after the last two tokens, else after the last one', () => {
    const memory = new NextTokenMemory();
    memory.note([1, 2, 3, 9, 2, 4]);
    expect(memory.guess([1, 2])).toBe(3);
    expect(memory.guess([9, 2])).toBe(4);
    expect(memory.guess([7, 2])).toBe(4);
    expect(memory.guess([2])).toBe(4);
    expect(memory.guess([4])).toBeUndefined();
    expect(memory.guess([])).toBeUndefined();
    memory.note([1, 2, 8]);
    expect(memory.guess([1, 2])).toBe(8);
  });

  it('notes from a place on, with what stands before it', () => {
    const memory = new NextTokenMemory();
    memory.note([5, 6, 7, 8], 2);
    expect(memory.guess([5, 6])).toBe(7);
    expect(memory.guess([5])).toBeUndefined();
  });

  it('tells tokens apart whatever their ids', () => {
    const memory = new NextTokenMemory();
    memory.note([0, 0, 1]);
    memory.note([262_143, 262_143, 2]);
    memory.note([1, 0, 3]);
    expect(memory.guess([0, 0])).toBe(1);
    expect(memory.guess([262_143, 262_143])).toBe(2);
    expect(memory.guess([1, 0])).toBe(3);
  });

  it('forgets the oldest where there is too much', () => {
    const memory = new NextTokenMemory();
    memory.note([1, 2, 3]);
    for (let start = 10; start < 200_000; start += 1000) {
      memory.note(Array.from({ length: 1000 }, (_, index) => start + index));
    }
    expect(memory.guess([1, 2])).toBeUndefined();
    expect(memory.guess([199_005, 199_006])).toBe(199_007);
  });
});
