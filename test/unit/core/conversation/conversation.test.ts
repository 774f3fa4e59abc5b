import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promptTurns } from '../../../../src/core/conversation/promptTurns';
import { turnsBefore } from '../../../../src/core/conversation/turnsBefore';
import type { ContextUse } from '../../../../src/core/conversation/turnsThatLeave';
import { turnsThatLeave } from '../../../../src/core/conversation/turnsThatLeave';

describe('promptTurns', () => {
  it('keeps question, ratio and answer line, and leaves unanswered questions out', () => {
    const turns = promptTurns([
      { question: 'Q1', answer: '7', keepRatio: 0.5 },
      { question: 'Q2', answer: null, keepRatio: 1 },
      { question: 'Q3', answer: '\\frac12', keepRatio: 1 },
    ]);
    expect(turns).toEqual([
      { question: 'Q1', answer: 'The final answer is: $\\boxed{7}$', keepRatio: 0.5 },
      { question: 'Q3', answer: 'The final answer is: $\\boxed{\\frac12}$', keepRatio: 1 },
    ]);
  });
});

const anyUse: fc.Arbitrary<ContextUse> = fc.record({
  contextLength: fc.integer({ min: 1, max: 4000 }),
  questionTokens: fc.nat(5000),
  answerTokens: fc.integer({ min: 1, max: 5000 }),
  turnTokens: fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 30 }),
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

describe('turnsThatLeave', () => {
  const use = { contextLength: 1000, questionTokens: 100, answerTokens: 400 };

  it('keeps all turns while they fit, to the last token', () => {
    expect(turnsThatLeave({ ...use, turnTokens: [] })).toBe(0);
    expect(turnsThatLeave({ ...use, turnTokens: [200, 300] })).toBe(0);
    expect(turnsThatLeave({ ...use, turnTokens: [201, 300] })).toBe(2);
  });

  it('lets the oldest leave until half of the room is free again', () => {
    const turnTokens = Array.from({ length: 11 }, () => 50);
    expect(turnsThatLeave({ ...use, turnTokens })).toBe(6);
  });

  it('keeps half of the context for the prompt, however long the answer may be', () => {
    const long = { ...use, answerTokens: 1000, turnTokens: [100, 100, 100] };
    expect(turnsThatLeave(long)).toBe(0);
  });

  it('lets all turns leave for a question that needs the room itself', () => {
    expect(turnsThatLeave({ ...use, questionTokens: 2000, turnTokens: [5, 5] })).toBe(2);
  });

  it('always leaves turns that fit, and none leaves without need', () => {
    fc.assert(
      fc.property(anyUse, (any) => {
        const leaving = turnsThatLeave(any);
        const answer = Math.min(any.answerTokens, Math.ceil(any.contextLength / 2));
        const room = Math.max(0, any.contextLength - answer - any.questionTokens);
        expect(sum(any.turnTokens.slice(leaving))).toBeLessThanOrEqual(room);
        expect(leaving > 0).toBe(sum(any.turnTokens) > room);
      }),
    );
  });

  it('lets a conversation grow for a while after turns have left', () => {
    // The same start of the prompt must serve several questions, else nothing is reused.
    let turnTokens: number[] = [];
    const leftAt: number[] = [];
    for (let turn = 0; turn < 60; turn++) {
      turnTokens.push(50);
      const leaving = turnsThatLeave({ ...use, turnTokens });
      if (leaving > 0) leftAt.push(turn);
      turnTokens = turnTokens.slice(leaving);
    }
    expect(leftAt.length).toBeGreaterThan(1);
    const gaps = leftAt.slice(1).map((turn, index) => turn - (leftAt[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5);
  });
});

describe('turnsBefore', () => {
  const turns = ['a', 'b', 'c'].map((id) => ({ id }));

  it('drops the edited question and what came after', () => {
    expect(turnsBefore(turns, 'b')).toEqual([{ id: 'a' }]);
    expect(turnsBefore(turns, 'a')).toEqual([]);
  });

  it('keeps all where the question is not there any more', () => {
    expect(turnsBefore(turns, 'x')).toEqual(turns);
  });
});
