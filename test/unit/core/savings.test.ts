import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWaste, estimatedSaving, measuredSaving, noWaste } from '../../../src/core/savings';

const run = { keepRatio: 0.5, chainTokens: 100, outputTokens: 120, decodeSeconds: 6 };
const calibration = { actualRatio: 0.5, perQuestion: { low: 0.4, high: 0.8 } };

describe('addWaste', () => {
  it('adds up what attempts cost', () => {
    const attempt = { tokens: 80, seconds: 3 };
    expect(addWaste(addWaste(noWaste, attempt), { tokens: 5, seconds: 0.5 })).toEqual({
      tokens: 85,
      seconds: 3.5,
    });
  });
});

describe('measuredSaving', () => {
  it('is the difference of the two runs, also below zero', () => {
    const full = { chainTokens: 250, seconds: 10 };
    const short = { chainTokens: 100, seconds: 4.5 };
    expect(measuredSaving(full, short)).toEqual({ kind: 'measured', tokens: 150, seconds: 5.5 });
    expect(measuredSaving(short, full)).toEqual({ kind: 'measured', tokens: -150, seconds: -5.5 });
  });

  it('subtracts what failed attempts cost', () => {
    const full = { chainTokens: 250, seconds: 10 };
    const short = { chainTokens: 100, seconds: 4 };
    expect(measuredSaving(full, short, { tokens: 80, seconds: 3 })).toEqual({
      kind: 'measured',
      tokens: 70,
      seconds: 3,
    });
  });
});

describe('estimatedSaving', () => {
  it('follows the formula: n / ρ - n tokens, each at this answer’s time per token', () => {
    const saving = estimatedSaving(run, calibration);
    // n̂₁ = 200; τ = 0.05 s. Ends: 100 / 0.8 - 100 = 25 and 100 / 0.4 - 100 = 150.
    expect(saving).toMatchObject({ kind: 'estimated', tokens: 100 });
    if (saving.kind !== 'estimated') return;
    expect(saving.seconds).toBeCloseTo(5, 12);
    expect(saving.tokensInterval.low).toBeCloseTo(25, 12);
    expect(saving.tokensInterval.high).toBeCloseTo(150, 12);
    expect(saving.secondsInterval.low).toBeCloseTo(1.25, 12);
    expect(saving.secondsInterval.high).toBeCloseTo(7.5, 12);
  });

  it('orders its ends, grows with the chain and falls by what was wasted', () => {
    const ratio = fc.double({ min: 0.05, max: 1.5, noNaN: true });
    fc.assert(
      fc.property(fc.nat(500), ratio, ratio, ratio, fc.nat(100), (n, a, b, c, waste) => {
        const [low, actualRatio, high] = [a, b, c].sort((x, y) => x - y) as [
          number,
          number,
          number,
        ];
        const known = { actualRatio, perQuestion: { low, high } };
        const one = estimatedSaving({ ...run, chainTokens: n + 1 }, known);
        const less = estimatedSaving({ ...run, chainTokens: n + 1 }, known, {
          tokens: waste,
          seconds: waste / 10,
        });
        if (one.kind !== 'estimated' || less.kind !== 'estimated') throw new Error('no estimate');
        expect(one.tokensInterval.low).toBeLessThanOrEqual(one.tokens);
        expect(one.tokensInterval.high).toBeGreaterThanOrEqual(one.tokens);
        expect(one.secondsInterval.low).toBeLessThanOrEqual(one.seconds);
        expect(Math.sign(one.tokens)).toBe(Math.sign(1 / actualRatio - 1));
        expect(one.tokens - less.tokens).toBeCloseTo(waste, 6);
        expect(one.seconds - less.seconds).toBeCloseTo(waste / 10, 6);
      }),
    );
  });

  it('shows none without a calibration, at 1.0, and without a chain', () => {
    expect(estimatedSaving(run, undefined)).toEqual({ kind: 'none', reason: 'notCalibrated' });
    expect(estimatedSaving({ ...run, keepRatio: 1 }, calibration)).toEqual({
      kind: 'none',
      reason: 'fullRatio',
    });
    expect(estimatedSaving({ ...run, keepRatio: 1 }, undefined, { tokens: 9, seconds: 1 })).toEqual(
      {
        kind: 'none',
        reason: 'fullRatio',
      },
    );
    expect(estimatedSaving({ ...run, chainTokens: 0 }, calibration)).toEqual({
      kind: 'none',
      reason: 'noChain',
    });
    expect(estimatedSaving({ ...run, outputTokens: 0 }, calibration).kind).toBe('none');
  });

  it('counts as lost what attempts before the full chain cost', () => {
    const failed = { tokens: 140, seconds: 2.7 };
    expect(estimatedSaving({ ...run, keepRatio: 1 }, calibration, failed)).toEqual({
      kind: 'measured',
      tokens: -140,
      seconds: -2.7,
    });
  });

  it.each([0, -1, Number.NaN, Infinity])('does not trust a ratio of %d', (wrong) => {
    const damaged = [
      { ...calibration, actualRatio: wrong },
      { ...calibration, perQuestion: { low: wrong, high: 0.8 } },
      { ...calibration, perQuestion: { low: 0.9, high: wrong } },
    ];
    for (const entry of damaged) {
      expect(estimatedSaving(run, entry)).toEqual({ kind: 'none', reason: 'notCalibrated' });
    }
  });
});
