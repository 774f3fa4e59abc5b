import { describe, expect, it } from 'vitest';
import { readSizes } from '../../../src/cli/commands/evaluateRuns';
import { exactByDefault } from '../../../src/core/arithmetic/exactByDefault';

const exact = (flags: Parameters<typeof readSizes>[0]): boolean => readSizes(flags).exactArithmetic;

describe('how eval asks', () => {
  it('calibrates with the arithmetic of the product, and measures without where nothing is said', () => {
    expect(exact({ calibrate: true })).toBe(exactByDefault);
    expect(exact({})).toBe(false);
    expect(exact({ calibrate: true, exact: 'off' })).toBe(false);
    expect(exact({ exact: 'on' })).toBe(true);
  });

  it('shrinks the budget where the paper does, for MATH alone', () => {
    const isPaperBudget = (flags: Parameters<typeof readSizes>[0]): boolean =>
      readSizes(flags).isPaperBudget;
    expect(isPaperBudget({ benchmark: 'math500', 'paper-budget': true })).toBe(true);
    expect(isPaperBudget({ benchmark: 'math500' })).toBe(false);
    for (const benchmark of ['gsm8k', 'devmath']) {
      expect(() => readSizes({ benchmark, 'paper-budget': true })).toThrow(/is for math500/);
    }
  });
});
