import { describe, expect, it } from 'vitest';
import type { ToldComparison } from '../../../src/core/tellComparison';
import { tellComparison, writingSeconds } from '../../../src/core/tellComparison';

describe('tellComparison', () => {
  it.each<[number, number, ToldComparison['cost']]>([
    [40, 2.5, 'saved'],
    [0, 0, 'saved'],
    [-12, -1, 'more'],
    [40, -1, 'fewerTokens'],
    [-12, 2.5, 'lessTime'],
    [-12, 0, 'lessTime'],
  ])('of %d tokens and %d s saved: %s', (savedTokens, savedSeconds, cost) => {
    expect(tellComparison({ savedTokens, savedSeconds, isSameAnswer: true })).toEqual({
      agreement: 'same',
      cost,
      tokens: Math.abs(savedTokens),
      seconds: Math.abs(savedSeconds),
    });
  });

  it('tells different answers from two that are not there', () => {
    const saved = { savedTokens: 1, savedSeconds: 1 };
    expect(tellComparison({ ...saved, isSameAnswer: false }).agreement).toBe('different');
    expect(tellComparison({ ...saved, isSameAnswer: null }).agreement).toBe('noTwoAnswers');
  });
});

describe('writingSeconds', () => {
  it('leaves out what came before the first token', () => {
    expect(writingSeconds({ seconds: 4, timeToFirstToken: 0.5 })).toBe(3.5);
    expect(writingSeconds({ seconds: 1, timeToFirstToken: 1.5 })).toBe(0);
  });
});
